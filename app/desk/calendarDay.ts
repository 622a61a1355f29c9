import { language } from '#app/lib/i18n.ts'

/** A day that stays true when the text is read later: "22 декабря 2026 г.", never "завтра". */
export function calendarDay(at: string): string {
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }).format(new Date(at))
}
