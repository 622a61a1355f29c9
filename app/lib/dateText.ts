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
