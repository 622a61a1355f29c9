import { language } from './i18n.ts'

/** A day that stays true when the text is read later: "22 декабря 2026 г.", never "завтра". */
export function calendarDay(at: string): string {
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }).format(new Date(at))
}

/** A date of a calendar, which has no zone, as people write it: "31 декабря". */
export function plainDay(date: string): string {
  return new Intl.DateTimeFormat(language.value, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )
}

/** The date by the viewer's clock, or by that of a zone; the Swedish way of writing it is the one of date fields. */
export function localDay(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat('sv-SE', timeZone === undefined ? {} : { timeZone }).format(at)
}

/** A moment as a date-and-time field takes it, by the viewer's clock: "2026-11-22T12:00". */
export function localMinute(at: Date): string {
  const time = new Intl.DateTimeFormat('sv-SE', { hour: '2-digit', minute: '2-digit' }).format(at)
  return `${localDay(at)}T${time}`
}
