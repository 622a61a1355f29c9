import type { Language } from '#contract/common.ts'
import { wallOfInstant, zoneTable } from './zone.ts'

/** A spreadsheet's date has no zone: the wall time there, in whole seconds. */
export function wallDate(at: string, timeZone: string): Date {
  const instant = Math.floor(Date.parse(at) / 1000) * 1000
  return new Date(wallOfInstant(zoneTable(timeZone, instant, instant), instant))
}

/** An instant as a spreadsheet of that language reads and writes it (D9). */
export function writtenInstant(at: string, { language, timeZone }: { language: Language; timeZone: string }): string {
  const [day = '', time = ''] = wallDate(at, timeZone).toISOString().slice(0, 19).split('T')
  const shown = language === 'en' ? day : day.split('-').toReversed().join('.')
  return `${shown} ${time}`
}
