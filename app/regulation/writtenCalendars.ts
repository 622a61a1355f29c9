import * as v from 'valibot'
import { regulationCalendar } from '#contract/regulations/answering.types.ts'
import { parseJsonText } from './parseJsonText.ts'

export type WrittenCalendar = v.InferOutput<typeof regulationCalendar>

const calendars = v.record(v.string(), regulationCalendar)

/** The calendars of a document that is being written; none while its text cannot be read. */
export function readCalendars(text: string): Record<string, WrittenCalendar> {
  const read = parseJsonText(text)
  if ('mistake' in read) return {}
  const result = v.safeParse(calendars, read.document['calendars'])
  return result.success ? result.output : {}
}

/** The text with one calendar as it is now; everything else in it stays. */
export function withCalendar(text: string, name: string, calendar: WrittenCalendar): string {
  const read = parseJsonText(text)
  if ('mistake' in read) return text
  const { document } = read
  return JSON.stringify({ ...document, calendars: { ...readCalendars(text), [name]: calendar } }, null, 2)
}
