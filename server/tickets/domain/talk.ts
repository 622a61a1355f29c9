import type { Talk } from '#contract/tickets/contact.types.ts'

const minute = 60_000

/** Whether a talk is over at this instant, to the minute in which it is recorded: what is still to come is no record (T12). */
export function isTalkOver({ startedAt, minutes }: Talk, at: Date): boolean {
  return Date.parse(startedAt) + (minutes - 1) * minute <= at.getTime()
}
