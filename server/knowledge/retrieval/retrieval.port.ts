import type { IndexedArticle } from './domain/article.ts'
import type { Found, Hit, Question } from './domain/question.ts'

export type { IndexedArticle } from './domain/article.ts'
export type { Found, Hit, Question } from './domain/question.ts'

/** What changed at a desk since a version of its knowledge: whole articles, and ids that are not published any more. */
export type ArticleChanges = { version: number; changed: readonly IndexedArticle[]; gone: readonly string[] }

export interface ArticleSource {
  /**
   * The desk's present version of published knowledge; it grows with each publish, archive, change of audience or of phrasings, in
   * that transaction. 0: nothing was ever published.
   */
  versionOf(deskId: string): Promise<number>
  /** `since` 0: everything. */
  changesSince(deskId: string, since: number): Promise<ArticleChanges>
}

export interface Retrieval {
  /** Answers from the newest index this process has and makes it follow; never waits for a rebuild when it has one. */
  find(deskId: string, question: Question): Promise<Found>
  /** As one types: prefix of the last word counts. Titles and snippets. */
  suggest(deskId: string, question: Question): Promise<readonly Hit[]>
  /**
   * What each question finds with one article as it is, and as it would be (null: without it): ids, best first, three at most. The index
   * of the desk stays as it is; other work goes on between questions.
   */
  rehearse(
    deskId: string,
    change: { articleId: string; before: IndexedArticle | null; after: IndexedArticle | null },
    questions: readonly Question[],
  ): Promise<{ before: string[]; after: string[] }[]>
  /** A wake says that the desk's knowledge changed. */
  changed(deskId: string): void
  close(): Promise<void>
}
