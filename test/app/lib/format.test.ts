import { expect, it } from 'vitest'
import { languages } from '#contract/common.ts'
import { dayOf, isSameClock, timeOf, useFormat } from '#app/lib/format.ts'
import { moneyOf, offsetOf, weekdaysOf } from '#contract/format.ts'
import { setLanguage } from '#app/lib/i18n.ts'
import '../harness.ts'

const moscow = { language: 'ru', timeZone: 'Europe/Moscow', now: new Date('2026-11-20T20:30:00Z') } as const

it.each([
  ['2026-11-20T11:05:00Z', 'сегодня', '14:05'],
  ['2026-11-19T20:59:00Z', 'вчера', '23:59'],
  ['2026-11-20T21:00:00Z', 'завтра', '00:00'],
  ['2026-03-08T09:00:00Z', '8 марта', '12:00'],
  ['2025-12-31T09:00:00Z', '31 декабря 2025 г.', '12:00'],
])('D7 %s is %s, %s for a reader in Moscow', (at, day, time) => {
  expect([dayOf(new Date(at), moscow), timeOf(new Date(at), moscow)]).toEqual([day, time])
})

it('the same instant is another day for a reader elsewhere', () => {
  const inVladivostok = { ...moscow, timeZone: 'Asia/Vladivostok' }

  expect(dayOf(new Date('2026-11-20T11:05:00Z'), inVladivostok)).toBe('вчера')
})

it.each([
  [50_000, 'RUB', 'ru', '500 ₽'],
  [50_050, 'RUB', 'ru', '500,50 ₽'],
  [100_000, 'UAH', 'uk', '1 000 ₴'],
  [1000, 'JPY', 'en', '¥1,000'],
] as const)('Q2 %i minor units of %s are written "%s" %s', (minor, currency, language, expected) => {
  expect(moneyOf(minor, currency, language).replaceAll(/\s/g, ' ')).toBe(expected)
})

it.each(languages)('no two currencies are written alike in %s: not every dollar is "$"', (language) => {
  const currencies = Intl.supportedValuesOf('currency')
  const nothing = currencies.map((currency) => moneyOf(0, currency, language))

  expect(new Set(nothing).size).toBe(currencies.length)
  expect(new Set(['USD', 'SGD', 'CAD', 'AUD'].map((currency) => moneyOf(1000, currency, language))).size).toBe(4)
})

it.each([
  [[1, 2, 3, 4, 5], 'пн–пт'],
  [[6, 7, 1], 'пн, сб–вс'],
  [[3], 'ср'],
])('weekdays %j are written %s', (days, expected) => {
  expect(weekdaysOf(days, 'ru')).toBe(expected)
})

it('spans are said in their two largest units', () => {
  const { minutes } = useFormat()

  expect([30, 60, 150, 1500, 0].map((total) => minutes(total))).toEqual([
    '30 минут',
    '1 час',
    '2 часа 30 минут',
    '25 часов',
    '0 минут',
  ])
})

it('S5 the zone of a desk is named so that a reader elsewhere understands it', () => {
  setLanguage('uk')

  expect(useFormat().zone('Europe/Moscow')).toBe('за московським часом')
  expect(useFormat().zone('Asia/Almaty')).toBe('за часом GMT+5')
  expect(offsetOf('Asia/Almaty', moscow.now)).toBe('GMT+5')
})

it('two zones that show the same time need no explanation', () => {
  expect(isSameClock('Europe/Moscow', 'Europe/Minsk', moscow.now)).toBe(true)
  expect(isSameClock('Europe/Moscow', 'Europe/Kyiv', moscow.now)).toBe(false)
})
