import { scores, type Score } from '#contract/tickets/ratings.types.ts'
import { longOf, shortOf } from './choices.ts'

/** What a button under a ticket's end stands for; of that end alone: once work on it has ended anew, it says nothing any more. */
export type Press = { ticketId: string; endingSeq: number } & (
  | { does: 'confirm' | 'reopen' }
  | { does: 'rate'; score: Score }
)

const letters = { confirm: 'y', reopen: 'n' } as const

/** At most 64 bytes. */
export function writePress(press: Press): string {
  const what = press.does === 'rate' ? String(press.score) : letters[press.does]
  return `e:${what}:${shortOf(press.ticketId)}:${press.endingSeq}`
}

/** Null: it is none of these. */
export function readPress(data: string): Press | null {
  const [, what, ticket = '', seq] = /^e:([yn1-5]):([\w-]{22}):(\d{1,9})$/.exec(data) ?? []
  const ticketId = longOf(ticket)
  if (what === undefined || ticketId === null) return null
  const of = { ticketId, endingSeq: Number(seq) }
  if (what === letters.confirm) return { ...of, does: 'confirm' }
  const score = scores.find((one) => String(one) === what)
  return score === undefined ? { ...of, does: 'reopen' } : { ...of, does: 'rate', score }
}
