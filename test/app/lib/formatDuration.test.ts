import { expect, it } from 'vitest'
import { formatDuration } from '#app/lib/formatDuration.ts'

it('Q5 worked time is said to the second, in words that no time of day has', () => {
  expect([0, 24 * 60, 3910, -4].map((seconds) => formatDuration(seconds, 'ru'))).toEqual([
    '0 с',
    '24 мин',
    '1 ч 5 мин 10 с',
    '0 с',
  ])
  expect(formatDuration(607, 'uk')).toBe('10 хв 7 с')
  expect(formatDuration(607, 'en')).toBe('10 min 7 sec')
})
