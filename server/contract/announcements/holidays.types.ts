import * as v from 'valibot'
import { date, instant, texts } from '../common.ts'
import { levels } from '../connections/types.ts'

/** Which holiday: its first and last local date, and the tariffs that these hours are promised to; none: everybody. */
const holiday = v.strictObject({
  from: date,
  to: date,
  levels: v.pipe(v.array(v.picklist(levels)), v.maxLength(levels.length)),
})
export type HolidayKey = v.InferOutput<typeof holiday>

/** D3: what may be announced of days that are not as usual; nothing is announced by itself. */
const proposal = v.strictObject({
  holiday,
  startsAt: instant,
  endsAt: instant,
  title: texts,
  body: texts,
  /** Who has decided not to announce it, and when. */
  declined: v.nullable(v.strictObject({ by: v.string(), at: instant })),
})
export type HolidayProposal = v.InferOutput<typeof proposal>

/** The nearest first. */
export const holidays = v.strictObject({ holidays: v.array(proposal) })
export type Holidays = v.InferOutput<typeof holidays>

/** Of one that is not proposed any more `not_found`. */
export const setHolidayDeclinedInput = v.strictObject({ holiday, isDeclined: v.boolean() })
export type SetHolidayDeclinedInput = v.InferOutput<typeof setHolidayDeclinedInput>
