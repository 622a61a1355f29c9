import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'
import * as v from 'valibot'
import { DAY } from './seconds.ts'

/**
 * `date-holidays` behind what is asked of it: the public holidays of a country's year, days in lieu included. It takes 0.3 s and
 * 30 MB to load, so it is loaded by the first calendar of a country whose law is not kept here.
 */
let library: typeof Holidays | null = null

const libraryDays = v.array(v.object({ date: v.string(), start: v.date(), end: v.date(), type: v.string() }))

/** Local dates, ascending; a holiday of several days is each of them, half a day is none. */
export function libraryHolidays(country: string, year: number): string[] {
  const known = new (load())(country, { types: ['public'] }).getHolidays(year)
  const dates = v.parse(libraryDays, known).flatMap(({ date, start, end }) => {
    const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`)
    // Rounded: a day on which the clocks change has 23 or 25 hours.
    const days = Math.round((end.getTime() - start.getTime()) / DAY)
    return Array.from({ length: days }, (_, index) => new Date(first + index * DAY).toISOString().slice(0, 10))
  })
  return [...new Set(dates)].filter((date) => date.startsWith(String(year))).toSorted()
}

function load(): typeof Holidays {
  if (library !== null) return library
  const loaded: { default?: typeof Holidays } & typeof Holidays = createRequire(import.meta.url)('date-holidays')
  library = loaded.default ?? loaded
  return library
}
