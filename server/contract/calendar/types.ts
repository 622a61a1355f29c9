import * as v from 'valibot'
import { day } from '../common.ts'

const wallTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const from = v.pipe(v.string(), v.regex(wallTime))
const to = v.pipe(
  v.string(),
  v.check((text) => text === '24:00' || wallTime.test(text)),
)
/** Wall times of one date; an end that is not after its start lies on the next date, 24:00 is the end of this one. */
const span = v.strictTuple([from, to])
export const spans = v.pipe(v.array(span), v.maxLength(48))

export const localDate = day

/** A working calendar (S1): a weekday that is left out is a day off, an exception replaces its whole date. */
export const calendar = v.strictObject({
  timeZone: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  weekly: v.strictObject({
    1: v.optional(spans, []),
    2: v.optional(spans, []),
    3: v.optional(spans, []),
    4: v.optional(spans, []),
    5: v.optional(spans, []),
    6: v.optional(spans, []),
    7: v.optional(spans, []),
  }),
  exceptions: v.optional(v.record(localDate, spans), {}),
})

/** A local date as a calendar has it; `because` says why it is not as its weekday. */
export const calendarDay = v.strictObject({
  date: localDate,
  /** `shortened`: by an hour where the calendar works so. */
  kind: v.picklist(['working', 'shortened', 'off']),
  because: v.nullable(v.picklist(['own', 'holiday', 'moved', 'worked', 'eve'])),
  hours: spans,
})
export type CalendarDay = v.InferOutput<typeof calendarDay>

export type Span = v.InferOutput<typeof span>
export type Calendar = v.InferOutput<typeof calendar>

/** The calendar, or where in the document it goes wrong. */
export function readCalendar(input: unknown): { calendar: Calendar } | { wrongAt: string } {
  const result = v.safeParse(calendar, input)
  return result.success ? { calendar: result.output } : { wrongAt: v.getDotPath(result.issues[0]) ?? '' }
}
