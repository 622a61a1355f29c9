import type { Language } from '#contract/common.ts'

/** A local date as people of a language write it; English months in letters, since its countries disagree on the order. */
export function dateText(date: string, language: Language): string {
  const at = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return ''
  const how = {
    day: '2-digit',
    month: language === 'en' ? 'short' : '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  } as const
  const parts = new Map(new Intl.DateTimeFormat('en-GB', how).formatToParts(at).map(({ type, value }) => [type, value]))
  return [parts.get('day'), parts.get('month'), parts.get('year')].join(language === 'en' ? ' ' : '.')
}

/** The date that somebody has typed, as `2026-12-01`; empty where it is none. */
export function typedDate(text: string): string {
  const typed = text.trim()
  const [year = '', month = '', day = ''] = partsOf(typed)
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : ''
}

/** Year, month and day. */
function partsOf(typed: string): string[] {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso !== null) return iso.slice(1)
  const dotted = /^(\d{1,2})[./\s](\d{1,2})[./\s](\d{4})$/.exec(typed)
  if (dotted !== null) return dotted.slice(1).toReversed()
  const [, day = '', name = '', year = ''] = /^(\d{1,2})\s+([a-z]{3,9})\.?,?\s+(\d{4})$/i.exec(typed) ?? []
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1
  return month === 0 ? [] : [year, String(month), day]
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The time of day that somebody has typed ("9", "930", "9.30", "9:30 pm"), as `09:30`; empty where it is none. */
export function typedTime(text: string): string {
  const [, hour = '', minute = '', half = ''] =
    /^(\d{1,2})(?:[:.\s-]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?$/i.exec(text.trim()) ?? []
  const typed = Number(hour)
  if (hour === '' || (half !== '' && (typed < 1 || typed > 12))) return ''
  const hours = half === '' ? typed : (typed % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  if (hours > 23 || Number(minute) > 59) return ''
  return `${String(hours).padStart(2, '0')}:${minute.padStart(2, '0')}`
}

/** So many days later, and never outside of the bounds; without a date it is the first one that may be. */
export function steppedDate(
  date: string,
  { days, today, min, max }: { days: number; today: string; min?: string | undefined; max?: string | undefined },
): string {
  const at = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return clamped(today, min, max)
  at.setUTCDate(at.getUTCDate() + days)
  return clamped(at.toISOString().slice(0, 10), min, max)
}

function clamped(date: string, min = '', max = ''): string {
  if (min !== '' && date < min) return min
  return max !== '' && date > max ? max : date
}

/** So many minutes later by the clock, on the whole quarter; past midnight it goes round. */
export function steppedTime(time: string, minutes: number): string {
  const [hour = 9, minute = 0] = time === '' ? [] : time.split(':').map(Number)
  const total = time === '' ? hour * 60 : nextStep(hour * 60 + minute, minutes)
  const ofDay = (total + 1440) % 1440
  return [Math.floor(ofDay / 60), ofDay % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

function nextStep(from: number, step: number): number {
  const size = Math.abs(step)
  return step > 0 ? (Math.floor(from / size) + 1) * size : (Math.ceil(from / size) - 1) * size
}
