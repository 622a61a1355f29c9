import { describe, expect, it } from 'vitest'
import { dateText, typedDate } from '#app/lib/dateText.ts'

describe('a date in a field', () => {
  it.each([
    ['ru', '01.12.2026'],
    ['uk', '01.12.2026'],
    ['en', '01 Dec 2026'],
  ] as const)('in %s it is %s, and read back the same', (language, text) => {
    expect(dateText('2026-12-01', language)).toBe(text)
    expect(typedDate(text)).toBe('2026-12-01')
  })

  it.each([
    ['2026-12-01', '2026-12-01'],
    ['1.12.2026', '2026-12-01'],
    ['1/12/2026', '2026-12-01'],
    [' 1 December 2026 ', '2026-12-01'],
    ['29.02.2028', '2028-02-29'],
    ['29.02.2027', ''],
    ['31.06.2026', ''],
    ['1 Foo 2026', ''],
    ['завтра', ''],
    ['', ''],
  ])('"%s" is read as "%s"', (typed, date) => {
    expect(typedDate(typed)).toBe(date)
  })

  it('what is no date is shown as none', () => {
    expect(dateText('', 'ru')).toBe('')
  })
})
