import type { Span } from '#contract/calendar/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { type Proposal, russianDaysOff, ukrainianDaysOff } from '#server/calendar/publicHolidays.ts'

type RegulationCalendar = Regulation['calendars'][string]

/** Workdays of the Russian production calendar, in Moscow. */
export function moscowWorkdays(from: string, to: string): RegulationCalendar {
  return {
    timeZone: 'Europe/Moscow',
    weekly: workdays(from, to),
    ...without(russianDaysOff),
    country: 'RU',
  }
}

/** Workdays without the public holidays of Ukraine, in Kyiv. */
export function kyivWorkdays(from: string, to: string): RegulationCalendar {
  return {
    timeZone: 'Europe/Kyiv',
    weekly: workdays(from, to),
    ...without(ukrainianDaysOff),
    country: 'UA',
  }
}

export function everyDay(timeZone: string, from: string, to: string): RegulationCalendar {
  const hours: Span[] = [[from, to]]
  return {
    timeZone,
    weekly: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours },
    exceptions: {},
    country: null,
    transfersKnownThrough: null,
  }
}

export function aroundTheClock(timeZone: string): RegulationCalendar {
  return everyDay(timeZone, '00:00', '24:00')
}

/** The next year's public holidays are known before its moved workdays are. */
const years = [2026, 2027]

function without(
  daysOff: (year: number) => Proposal,
): Pick<RegulationCalendar, 'exceptions' | 'transfersKnownThrough'> {
  const proposed = years.map((year) => ({ year, ...daysOff(year) }))
  const dates = proposed.flatMap((proposal) => proposal.daysOff)
  return {
    exceptions: Object.fromEntries(dates.map((date) => [date, []])),
    transfersKnownThrough: proposed.findLast(({ transfersKnown }) => transfersKnown)?.year ?? null,
  }
}

function workdays(from: string, to: string): RegulationCalendar['weekly'] {
  const hours: Span[] = [[from, to]]
  return { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] }
}
