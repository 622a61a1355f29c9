import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { regulationCalendar } from '#contract/regulations/answering.types.ts'

const file = v.parse(
  v.object({
    calendars: v.record(v.string(), v.looseObject({})),
    cases: v.array(
      v.object({
        calendar: v.string(),
        start: v.string(),
        addSeconds: v.number(),
        deadline: v.string(),
        end: v.string(),
        workingSeconds: v.number(),
      }),
    ),
  }),
  JSON.parse(readFileSync('test/vectors/sla-cases.json', 'utf8')),
)

export type SlaCase = (typeof file)['cases'][number]

/** The vectors of working time, with their calendars as a regulation has them. */
export const slaVectors = {
  cases: file.cases,
  calendars: Object.fromEntries(
    Object.entries(file.calendars).map(([name, calendar]) => [
      name,
      v.parse(regulationCalendar, { ...calendar, country: null, hourLessOnShortenedDays: false }),
    ]),
  ),
}
