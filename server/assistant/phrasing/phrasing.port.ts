import type { Passage, PhrasedQuestion } from './domain/choice.ts'
import type { PhrasedArticle } from './domain/proposals.ts'

export type { Passage, PhrasedQuestion } from './domain/choice.ts'

export interface Phrasing {
  /**
   * A4: which of the passages answers, in its own words. Null: the plain answer it is (off, slow, lying, nothing fits). Never later than
   * 1.5 s. `passages` best first, of which eight are looked at; `quote` stands literally in the body of the chosen one.
   */
  choose(
    question: PhrasedQuestion,
    passages: readonly Passage[],
  ): Promise<{ articleId: string; quote: string; text: string } | null>
}

export interface Proposing {
  /** A4: how people may ask for this article, in words that it does not have yet; for a person to choose among. Null: it does not answer. */
  propose(article: PhrasedArticle): Promise<readonly string[] | null>
}
