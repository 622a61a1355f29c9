import type { HolidayKey } from '#contract/announcements/holidays.types.ts'
import { whereComputable } from '#server/calendar/calendar.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { promisedCalendars } from '#server/regulations/domain/document.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { holidaysAhead, isAnnounced, type Holiday } from './domain/holidays.ts'
import { listAnnouncedHours, listDeclined } from './holidays.sql.ts'

/** `declined`: by whom and when; null where it is still to be decided. */
export type ProposedHoliday = Holiday & { key: HolidayKey; declined: { by: string; at: Date } | null }

/** D3: what a desk may announce of its calendars in force and has not announced; what it has decided not to is among them. */
export async function findHolidays(now: ReadAt, deskId: string): Promise<ProposedHoliday[]> {
  const { regulation } = await regulationAt(now.tx, deskId, now.at)
  const promised = whereComputable(() => promisedCalendars(regulation)) ?? []
  const announced = await listAnnouncedHours(now, deskId)
  const declined = await listDeclined(now, deskId)
  return holidaysAhead(promised, now.at)
    .filter((holiday) => !isAnnounced(holiday, announced, now.at))
    .map((holiday) => {
      const key = keyOf(holiday)
      const decided = declined.find((one) => nameOf(one) === nameOf({ ...key, levels: key.levels.join(',') }))
      return { ...holiday, key, declined: decided ?? null }
    })
}

function keyOf({ days, levels }: Holiday): HolidayKey {
  return { from: days[0]?.date ?? '', to: days.at(-1)?.date ?? '', levels }
}

function nameOf({ from, to, levels }: { from: string; to: string; levels: string }): string {
  return `${from} ${to} ${levels}`
}
