import type { Span } from '#contract/calendar/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'

type RegulationCalendar = Regulation['calendars'][string]

/** Workdays of the Russian production calendar, in Moscow. */
export function moscowWorkdays(from: string, to: string): RegulationCalendar {
  return {
    timeZone: 'Europe/Moscow',
    weekly: workdays(from, to),
    exceptions: {},
    country: 'RU',
    hourLessOnShortenedDays: false,
  }
}

/** Workdays without the public holidays of Ukraine, in Kyiv. */
export function kyivWorkdays(from: string, to: string): RegulationCalendar {
  return {
    timeZone: 'Europe/Kyiv',
    weekly: workdays(from, to),
    exceptions: {},
    country: 'UA',
    hourLessOnShortenedDays: false,
  }
}

export function everyDay(timeZone: string, from: string, to: string): RegulationCalendar {
  const hours: Span[] = [[from, to]]
  return {
    timeZone,
    weekly: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours },
    exceptions: {},
    country: null,
    hourLessOnShortenedDays: false,
  }
}

export function aroundTheClock(timeZone: string): RegulationCalendar {
  return everyDay(timeZone, '00:00', '24:00')
}

function workdays(from: string, to: string): RegulationCalendar['weekly'] {
  const hours: Span[] = [[from, to]]
  return { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] }
}
