import type { HolidayProposal } from '#contract/announcements/holidays.types.ts'
import type { ProposedHoliday } from './holidays.queries.ts'
import { textsOfHoliday } from './holidays.texts.ts'

export function presentHoliday(proposed: ProposedHoliday): HolidayProposal {
  const { key, startsAt, endsAt, declined } = proposed
  return {
    holiday: key,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    ...textsOfHoliday(proposed),
    declined: declined === null ? null : { by: declined.by, at: declined.at.toISOString() },
  }
}
