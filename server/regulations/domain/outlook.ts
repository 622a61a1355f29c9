import type { Regulation } from '#contract/regulations/document.types.ts'
import type { CalendarOutlook } from '#contract/regulations/types.ts'
import { whereComputable } from '#server/calendar/calendar.ts'
import { specialDays } from '#server/calendar/calendarYear.ts'
import { isKnownCountry, nationalLaw } from '#server/calendar/nationalLaw.ts'
import { officialThrough, officialVersion } from '#server/calendar/officialYears.ts'

/** Half a year ahead: nobody plans by a list of holidays that is longer. */
const outlookDays = 183

/** Of each calendar that can be computed, what its country and its desk make of the days to come. */
export function outlooksOf({ calendars }: Pick<Regulation, 'calendars'>, at: Date): Record<string, CalendarOutlook> {
  return Object.fromEntries(
    Object.entries(calendars).flatMap(([name, calendar]) => {
      const outlook = whereComputable(() => outlookOf(calendar, at))
      return outlook === null ? [] : [[name, outlook]]
    }),
  )
}

/** The same of one. */
export function outlookOf(calendar: Regulation['calendars'][string], at: Date): CalendarOutlook {
  const { country } = calendar
  const isOpenEnded = country !== null && isKnownCountry(country) && nationalLaw(country).isDecreed
  return {
    finalThrough: isOpenEnded ? officialThrough(country, officialVersion) : null,
    special: specialDays(calendar, { from: at, days: outlookDays }),
  }
}
