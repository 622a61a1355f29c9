import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { LockReason, TicketStatus } from '#contract/tickets/types.ts'
import type { Clock } from './clock.ts'
import type { Folded } from './clockProjection.ts'
import { clockView } from './clockView.ts'
import type { TermsOfKinds } from './unclassified.ts'

/** A ticket as its clocks go by it: whose promises, and what is folded so far. */
export type TicketOfClocks = {
  ticketId: string
  number: string
  memberId: string
  deskId: string
  version: number
  status: TicketStatus
  lock: LockReason | null
  category: Category | null
  priority: Priority
  /** What the client has proposed and staff has not decided yet (T3). */
  wish: Priority | null
  awaitsPayment: boolean
  folded: Folded
}

/** With what its regulation promises, and folded down to the last entry. */
export type CountedTicket = TicketOfClocks & { terms: TermsOfKinds }

/** One clock of a ticket, and which one of its next reactions it is. */
export type NumberedClock = { clock: Clock; round: number }

/** Those that matter now: earlier next reactions are over and only evidence asks for them. */
export function presentClocks({
  clocks: { firstReaction, nextReactions, resolution },
  roundsBefore,
}: Folded): NumberedClock[] {
  const clocks = [
    { clock: firstReaction, round: 0 },
    { clock: nextReactions.at(-1) ?? null, round: roundsBefore + nextReactions.length - 1 },
    { clock: resolution, round: 0 },
  ]
  return clocks.flatMap(({ clock, round }) => (clock === null ? [] : [{ clock, round }]))
}

/** Whether one of its clocks is promised a time that its calendar cannot tell. */
export function hasUnknownDue({ folded, terms }: CountedTicket): boolean {
  return presentClocks(folded).some(
    ({ clock }) => clockView(clock, terms.calendars, folded.clocks.lastAt).state.status === 'unknown',
  )
}

/** By when somebody has to answer, for the queue; null where nobody has, or the clock is paused. */
export function nearestDue({ folded, terms }: CountedTicket): Date | null {
  const deadlines = presentClocks(folded)
    .filter(({ clock }) => clock.kind !== 'resolution' && clock.end === null)
    .flatMap(({ clock }) => clockView(clock, terms.calendars, folded.clocks.lastAt).deadline ?? [])
  return deadlines.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null
}
