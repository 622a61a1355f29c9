import { language } from '#app/lib/i18n.ts'

/** A month such as `2026-11` in words of the page. */
export function monthTitle(month: string): string {
  const format = new Intl.DateTimeFormat(language.value, { timeZone: 'UTC', month: 'short', year: 'numeric' })
  return format.format(new Date(`${month}-01T00:00:00Z`))
}
