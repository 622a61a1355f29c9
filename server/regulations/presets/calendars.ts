import type { Regulation } from '#contract/regulation.ts'
import type { Span } from '#contract/calendar.ts'
import { russianDaysOff, russianTransfersKnownThrough } from './russianDaysOff.ts'

type RegulationCalendar = Regulation['calendars'][string]

/** Workdays of the Russian production calendar, in Moscow. */
export function moscowWorkdays(from: string, to: string): RegulationCalendar {
  const hours: Span[] = [[from, to]]
  return {
    timeZone: 'Europe/Moscow',
    weekly: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] },
    exceptions: { ...russianDaysOff },
    country: 'RU',
    transfersKnownThrough: russianTransfersKnownThrough,
  }
}

const wholeDay: Span[] = [['00:00', '24:00']]

export const moscowAroundTheClock: RegulationCalendar = {
  timeZone: 'Europe/Moscow',
  weekly: { 1: wholeDay, 2: wholeDay, 3: wholeDay, 4: wholeDay, 5: wholeDay, 6: wholeDay, 7: wholeDay },
  exceptions: {},
  country: null,
  transfersKnownThrough: null,
}
