import { workingTimeParts, type Language } from './common.ts'
import { formatTexts } from './format.texts.ts'
import { sayIn } from './say.ts'

/** How people write money, spans, weekdays and zones: on pages and in files alike. */

/**
 * Money is integer minor units; the currency knows how many digits they are. Whole amounts are written without them. The sign that
 * people know ("₽") where it is one currency's alone: "$" is that of thirty, so each of those is written as this language does.
 */
export function moneyOf(minor: number, currency: string, locale: Language): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: signsOfSeveral.has(sign) ? 'symbol' : 'narrowSymbol',
    minimumFractionDigits: minor % 10 ** digits === 0 ? 0 : digits,
  }).format(minor / 10 ** digits)
}

/** A test holds these to all currencies that there are. */
const signsOfSeveral = new Set(['$', '£', '¥', '₩', 'kr', 'L', 'Rs'])

/** 1 is Monday. Neighbouring days become a range: "пн–пт, вс". */
export function weekdaysOf(days: readonly number[], locale: Language): string {
  const name = (day: number): string =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))
  const ranges: { first: number; last: number }[] = []
  for (const day of days.toSorted((left, right) => left - right)) {
    const range = ranges.at(-1)
    if (range !== undefined && day === range.last + 1) range.last = day
    else ranges.push({ first: day, last: day })
  }
  return ranges.map(({ first, last }) => (first === last ? name(first) : `${name(first)}–${name(last)}`)).join(', ')
}

/** "GMT+5": short, and the same for everybody. */
export function offsetOf(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** The zone of a desk's hours: "по московскому времени". */
export function zoneInWords(timeZone: string, language: Language, at: Date): string {
  const say = sayIn(formatTexts, language)
  if (timeZone === 'Europe/Moscow') return say('zoneMoscow')
  if (timeZone === 'Europe/Kyiv' || timeZone === 'Europe/Kiev') return say('zoneKyiv')
  return say('zoneOther', { offset: offsetOf(timeZone, at) })
}

/** Working time: "2 часа 30 минут"; where the calendar's day is known, also "10 рабочих дней" (S3). */
export function spanInWords(minutes: number, dayMinutes: number | null, language: Language): string {
  const say = sayIn(formatTexts, language)
  return workingTimeParts(minutes, dayMinutes)
    .map(({ unit, count }) => say(unit, { count }))
    .join(' ')
}
