import type { Score } from '#contract/tickets/ratings.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Ticket } from './ticketState.ts'

/** The last time that work on a ticket ended; `isAnswered`: a person of the desk has answered since it ended before, or at all. */
export type Ending = { seq: number; isAnswered: boolean }
type Given = { score: Score; comment: string }

export type Rated = Given & { from: Score | null }

/**
 * T11: asked for once an ending, and only where a person has answered. As long as the ticket may be opened again the client may still
 * change it; a lock takes nothing from it (E3). A duplicate is rated where its problem went on.
 */
export function ratingState(ticket: Ticket, ending: Ending | null, at: Date): 'open' | 'over' | 'none' {
  if (ending === null || !ending.isAnswered) return 'none'
  if (ticket.status === 'resolved') return 'open'
  if (ticket.status !== 'closed' || ticket.mergedInto !== null) return 'none'
  return at.getTime() > ticket.reopenUntil.getTime() ? 'over' : 'open'
}

/** What is rated now; null where the same is said again. A comment that is left out stays as it was. */
export function decideRating(
  { ticket, ending, before }: { ticket: Ticket; ending: Ending | null; before: Given | null },
  wanted: { score: Score; comment?: string | undefined },
  at: Date,
): Rated | null {
  const state = ratingState(ticket, ending, at)
  if (state === 'none') throw new Refusal('rating_not_asked')
  if (state === 'over') throw new Refusal('rating_too_late')
  const comment = wanted.comment ?? before?.comment ?? ''
  if (before?.score === wanted.score && before.comment === comment) return null
  return { score: wanted.score, comment, from: before?.score ?? null }
}
