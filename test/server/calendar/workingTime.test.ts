import { describe, expect, it } from 'vitest'
import type { Span } from '#contract/calendar/types.ts'
import { workdayMinutes, workingTimeParts } from '#contract/common.ts'

const told = (minutes: number, dayMinutes: number | null) =>
  workingTimeParts(minutes, dayMinutes)
    .map(({ unit, count }) => `${count} ${unit}`)
    .join(' ')

describe('S3 working time in hours, or in days of its own length', () => {
  it.each([
    [0, 540, '0 minutes'],
    [45, 540, '45 minutes'],
    [150, 540, '2 hours 30 minutes'],
    [540, 540, '9 hours'],
    [1080, 540, '2 workdays'],
    [1140, 540, '19 hours'],
    [5400, 540, '10 workdays'],
    [5520, 540, '10 workdays 2 hours'],
    // A package of fifty hours, and one whose calendar is not known.
    [3000, 540, '5 workdays 5 hours'],
    [3000, null, '50 hours'],
    // Round the clock a day has 24 hours.
    [5760, 1440, '4 days'],
    [1500, 1440, '25 hours'],
  ])('%i minutes where a day has %s: %s', (minutes, dayMinutes, words) => {
    expect(told(minutes, dayMinutes)).toBe(words)
  })
})

describe('how long a working day is', () => {
  const nine: Span[] = [
    ['09:00', '13:00'],
    ['14:00', '18:00'],
  ]
  const week = { 1: nine, 2: nine, 3: nine, 4: nine, 5: nine, 6: [], 7: [] }

  it.each([
    ['without its break', week, 480],
    ['over midnight', { ...week, 1: [['22:00', '06:00']] satisfies Span[] }, 480],
    ['nothing where days differ', { ...week, 6: [['10:00', '14:00']] satisfies Span[] }, null],
    ['nothing where none is worked', { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, null],
  ])('%s', (_what, weekly, minutes) => {
    expect(workdayMinutes(weekly)).toBe(minutes)
  })
})
