import { isSameText } from './similar.ts'

/** What the assistant has made of a question. `answer`, `list` and `unknown` are attempts, and so is a person who was asked for in vain. */
export type TurnKind = 'answer' | 'list' | 'unknown' | 'person' | 'greeting' | 'thanks' | 'repeat' | 'nothing'
export type Outcome = 'helped' | 'notHelped' | 'rephrased' | 'abstained' | 'abandoned'

/** One question and what came of it; `outcome` null: the client has not said. */
export type Turn = {
  attemptId: string
  /** The number of the newest message that it answers. */
  questionSeq: number
  kind: TurnKind
  /** Null: it was no attempt. */
  attemptNo: number | null
  /** Ids of the articles that were shown. */
  shown: readonly string[]
  /** Chosen from a list. */
  chosen: string | null
  outcome: Outcome | null
  at: Date
}

/** What a client wrote while the assistant answered. */
export type Said = { seq: number; text: string; at: Date }

const failures: readonly (Outcome | null)[] = ['notHelped', 'rephrased', 'abstained']

/** A2: attempts that failed since one helped. */
export function failedIn(turns: readonly Turn[]): number {
  return sinceHelp(turns).filter(isFailed).length
}

export function isFailed({ attemptNo, outcome }: Turn): boolean {
  return attemptNo !== null && failures.includes(outcome)
}

/** Of what failed, what the client has seen: it is not shown again. */
export function rejectedIn(turns: readonly Turn[]): string[] {
  return turns.filter(isFailed).flatMap(({ chosen, shown }) => (chosen === null ? [...shown] : [chosen]))
}

/** The attempt about which the client has still to say whether it helped. */
export function openTurn(turns: readonly Turn[]): Turn | null {
  const last = turns.at(-1)
  const judged = turns.findLast(({ attemptNo }) => attemptNo !== null)
  if (last === undefined || judged === undefined || judged.outcome !== null) return null
  return judged
}

/** What was written since the last answer, as one question; null: nothing. */
export function askedSince(
  turns: readonly Turn[],
  said: readonly Said[],
): { seq: number; text: string; at: Date } | null {
  const answered = turns.at(-1)?.questionSeq ?? 0
  const unanswered = said.filter(({ seq }) => seq > answered)
  const newest = unanswered.at(-1)
  if (newest === undefined) return null
  return { seq: newest.seq, at: newest.at, text: textOf(unanswered) }
}

/** The question of a turn: all that was written between the answer before and this one. */
export function questionOf(turns: readonly Turn[], said: readonly Said[], turn: Turn): string {
  const before = turns.filter(({ questionSeq }) => questionSeq < turn.questionSeq).at(-1)?.questionSeq ?? 0
  return textOf(said.filter(({ seq }) => seq > before && seq <= turn.questionSeq))
}

/** Questions of the attempts that failed: their scores are summed with the present one's. */
export function earlierIn(turns: readonly Turn[], said: readonly Said[]): string[] {
  return sinceHelp(turns)
    .filter((turn) => isFailed(turn) && turn.kind !== 'person')
    .map((turn) => questionOf(turns, said, turn))
}

const repeatedWithinMs = 60_000

/** The same text once more, at once: no attempt, and nothing is searched again. */
export function isRepeated(turns: readonly Turn[], said: readonly Said[], asked: Pick<Said, 'text' | 'at'>): boolean {
  const last = turns.at(-1)
  if (last === undefined || asked.at.getTime() - last.at.getTime() > repeatedWithinMs) return false
  return last.attemptNo !== null && isSameText(questionOf(turns, said, last), asked.text)
}

function sinceHelp(turns: readonly Turn[]): readonly Turn[] {
  return turns.slice(turns.findLastIndex(({ outcome }) => outcome === 'helped') + 1)
}

function textOf(said: readonly Said[]): string {
  return said.map(({ text }) => text).join('\n')
}
