import { Temporal } from 'temporal-polyfill'

const FRIDAY = 5
type Time = `${number}:${number}`

/** So many working days before the visitor comes, at this time of day. */
export type Ago = (days: number, time: Time) => Date

/** The instant at which it was this time of day in this zone, so many working days ago (Mondays to Fridays). */
export function workdaysAgo(now: Date, timeZone = 'Europe/Moscow'): Ago {
  const today = dayOf(now, timeZone)
  return (days, time) => {
    let day = today
    for (let left = days; left > 0;) {
      day = day.subtract({ days: 1 })
      if (day.dayOfWeek <= FRIDAY) left -= 1
    }
    return at(day, time, timeZone)
  }
}

/** Seven such days are a week: what is promised for a day to come. */
function daysAhead(now: Date, timeZone: string): Ago {
  const today = dayOf(now, timeZone)
  return (days, time) => at(today.add({ days }), time, timeZone)
}

/** Instants of the desk's own zone. */
export interface Days {
  ago: Ago
  ahead: Ago
  minutesAgo: (minutes: number) => Date
}

export function daysOf(now: Date, timeZone: string): Days {
  return {
    ago: workdaysAgo(now, timeZone),
    ahead: daysAhead(now, timeZone),
    minutesAgo: (minutes) => new Date(now.getTime() - minutes * 60_000),
  }
}

function dayOf(now: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
}

function at(day: Temporal.PlainDate, time: Time, timeZone: string): Date {
  return new Date(day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds)
}
