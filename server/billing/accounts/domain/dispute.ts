import { DAY } from '#server/calendar/seconds.ts'

/** Q10 */
const disputeDays = 14

export function disputableUntil(stoppedAt: Date): Date {
  return new Date(stoppedAt.getTime() + disputeDays * DAY)
}
