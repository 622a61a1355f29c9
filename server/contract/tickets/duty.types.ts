import * as v from 'valibot'
import { instant, person } from '../common.ts'
import { channelEntries } from './channelNotes.types.ts'

/** Whom a page tells, step after step, until somebody confirms it (T12). */
export const dutySteps = ['onDuty', 'next', 'lead', 'owner'] as const
export type DutyStep = (typeof dutySteps)[number]
export const dutyStep = v.picklist(dutySteps)

/** The newest page of a ticket, for the desk alone; absent where nobody was paged. */
export const dutyPage = v.strictObject({
  pagedAt: instant,
  /** Everybody who was told so far, in that order. */
  told: v.array(person),
  /** When the next one is told; null: there is nobody else, or it is over. */
  nextAt: v.nullable(instant),
  confirmed: v.nullable(v.strictObject({ person: v.nullable(person), at: instant })),
})
export type DutyPage = v.InferOutput<typeof dutyPage>

/** What stands in the ticket of it, and of what came or went by a channel: for the desk alone. */
export function dutyEvents<Base extends v.ObjectEntries>(base: Base) {
  return [
    v.strictObject({ ...base, type: v.literal('ticket.dutyPaged'), step: dutyStep }),
    v.strictObject({ ...base, type: v.literal('ticket.dutyConfirmed') }),
    ...channelEntries(base),
  ] as const
}
