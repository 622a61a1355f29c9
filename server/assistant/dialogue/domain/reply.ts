import type { ArticleLanguage } from '#server/knowledge/retrieval/domain/article.ts'
import type { Zone } from '#server/knowledge/retrieval/domain/question.ts'
import {
  failedIn,
  isRepeated,
  openTurn,
  questionOf,
  type Outcome,
  type Said,
  type Turn,
  type TurnKind,
} from './dialogue.ts'
import { intentOf } from './intent.ts'
import { isRephrased } from './similar.ts'

/** Of the regulation under which the ticket was opened. */
export type AssistantTerms = { attempts: number; personOnRequest: boolean }

/** What becomes of a question before anything is looked for. */
export type Judged = {
  /** `search`: an answer is looked for. */
  what: 'search' | 'handOver' | Exclude<TurnKind, 'answer' | 'list' | 'unknown'>
  /** What this question says of the attempt before it; null: there is none that is open. */
  before: { attemptId: string; outcome: Extract<Outcome, 'rephrased' | 'abandoned'> } | null
}

const rephrasedWithinMs = 10 * 60_000

/** A2: a question, or something else; and whether the answer before it was asked again in other words. */
export function judge(
  asked: Said,
  { turns, said, language }: { turns: readonly Turn[]; said: readonly Said[]; language: ArticleLanguage },
  { terms, hasPeople }: { terms: AssistantTerms; hasPeople: boolean },
): Judged {
  const intent = intentOf(asked.text)
  if (intent === 'person')
    return { what: hasPeople && mayHaveOperator(turns, terms) ? 'handOver' : 'person', before: null }
  if (intent !== 'question') return { what: intent, before: null }
  if (isRepeated(turns, said, asked)) return { what: 'repeat', before: null }
  const open = openTurn(turns)
  if (open === null) return { what: 'search', before: null }
  const isSoon = asked.at.getTime() - open.at.getTime() <= rephrasedWithinMs
  const isAgain = isSoon && isRephrased(questionOf(turns, said, open), asked.text, language)
  return { what: 'search', before: { attemptId: open.attemptId, outcome: isAgain ? 'rephrased' : 'abandoned' } }
}

/** The turns as they are after what a new question says of the one before. */
export function judgedTurns(turns: readonly Turn[], { before }: Pick<Judged, 'before'>): Turn[] {
  return turns.map((turn) => (turn.attemptId === before?.attemptId ? { ...turn, outcome: before.outcome } : turn))
}

/** Which number the next attempt has; a person asked for in vain is one where people may be had. */
export function nextAttempt(turns: readonly Turn[]): number {
  return failedIn(turns) + 1
}

const outcomes: Partial<Record<TurnKind, Outcome>> = { unknown: 'abstained', person: 'notHelped' }

export function turnOf(
  kind: TurnKind,
  made: Pick<Turn, 'attemptId' | 'questionSeq' | 'shown' | 'at'> & { attemptNo: number | null },
): Turn {
  return { ...made, kind, chosen: null, outcome: made.attemptNo === null ? null : (outcomes[kind] ?? null) }
}

export const kindOfZone: Readonly<Record<Zone, TurnKind>> = { answer: 'answer', list: 'list', unknown: 'unknown' }

/** What is offered when the attempts are used up: people, or where there are none the honest way on (A2). */
export function offerAfter(
  turns: readonly Turn[],
  { terms, hasPeople }: { terms: AssistantTerms; hasPeople: boolean },
): 'operator' | 'wayOn' | null {
  if (failedIn(turns) < terms.attempts) return null
  return hasPeople ? 'operator' : 'wayOn'
}

/** Whether the client may be given to people now. */
export function mayHaveOperator(turns: readonly Turn[], terms: AssistantTerms): boolean {
  return terms.personOnRequest || failedIn(turns) >= terms.attempts
}
