import type { Level } from '#contract/connections/types.ts'
import { nextClosing, nextOpening, prepareCalendar, type PreparedCalendar } from '#server/calendar/calendar.ts'
import { MINUTE } from '#server/calendar/seconds.ts'
import type { Worker } from './availability.ts'

/** Half-open, in milliseconds. */
type Stretch = { from: number; until: number }

/** For whom people, or an on-duty specialist, are promised, and when; without a calendar always. */
export type PromisedPeople = { who: 'people' | 'onDuty'; levels: readonly Level[]; calendar: PreparedCalendar | null }

/** A promise for which nobody is there, at these times and for so long in all. */
export type Uncovered = Omit<PromisedPeople, 'calendar'> & { spans: { from: Date; until: Date }[]; minutes: number }

export type HolesOf = Omit<PromisedPeople, 'calendar'> & { holes: Stretch[] }

export type Staffing = {
  workers: readonly Pick<Worker, 'getsTickets' | 'shifts' | 'away'>[]
  /** When somebody is on duty. */
  duties: readonly { from: Date; until: Date }[]
  timeZone: string
}

/** So far ahead a desk is warned: long enough to put somebody there. */
export const aheadMilliseconds = 7 * 1440 * MINUTE
/** A page names the nearest ones. */
const spansNamed = 3

/**
 * E10: where the regulation promises people and nobody is on shift or on duty, from now on for a week. Who has no shifts works
 * whenever the desk does, so a desk that keeps none is never short of people but for absences; an on-duty is somebody by name.
 */
export function uncoveredPromises(promised: readonly PromisedPeople[], staffing: Staffing, at: Date): Uncovered[] {
  return holesWithin(promised, staffing, { from: at, until: new Date(at.getTime() + aheadMilliseconds) }).map(
    ({ who, levels, holes }) => {
      const minutes = Math.floor(holes.reduce((sum, { from, until }) => sum + until - from, 0) / MINUTE)
      const spans = holes
        .slice(0, spansNamed)
        .map(({ from, until }) => ({ from: new Date(from), until: new Date(until) }))
      return { who, levels, spans, minutes }
    },
  )
}

/** The same from one instant to another, with all of the holes; what has none is left out. */
export function holesWithin(
  promised: readonly PromisedPeople[],
  staffing: Staffing,
  span: { from: Date; until: Date },
): HolesOf[] {
  const whole = toStretch(span.from, span.until)
  const duties = staffing.duties.flatMap(({ from, until }) => within(whole, toStretch(from, until)))
  const people = [...duties, ...onShift(staffing, whole)]
  return promised.flatMap(({ who, levels, calendar }) => {
    const wanted = calendar === null ? [whole] : openStretches(calendar, whole)
    const holes = without(wanted, who === 'people' ? people : duties)
    return holes.length === 0 ? [] : [{ who, levels, holes }]
  })
}

/** Those who are given tickets; where nobody is, everybody takes them. */
function onShift({ workers, timeZone }: Staffing, week: Stretch): Stretch[] {
  const taking = workers.filter(({ getsTickets }) => getsTickets)
  return (taking.length === 0 ? workers : taking).flatMap(({ shifts, away }) => {
    const working =
      shifts === null ? [week] : openStretches(prepareCalendar({ timeZone, weekly: shifts, exceptions: {} }), week)
    if (away === null) return working
    const until = away.until?.getTime() ?? Infinity
    return without(working, [{ from: away.from.getTime(), until }])
  })
}

function openStretches(calendar: PreparedCalendar, { from, until }: Stretch): Stretch[] {
  const found: Stretch[] = []
  for (let at = from; at < until;) {
    const opens = nextOpening(calendar, new Date(at))?.getTime() ?? until
    if (opens >= until) break
    const closes = nextClosing(calendar, new Date(opens))?.getTime() ?? until
    at = Math.min(closes, until)
    found.push({ from: opens, until: at })
  }
  return found
}

/** What of the first no one of the others covers. */
function without(wanted: readonly Stretch[], covered: readonly Stretch[]): Stretch[] {
  return covered.reduce<Stretch[]>(
    (left, { from, until }) =>
      left.flatMap((one) => [
        ...within(one, { from: one.from, until: from }),
        ...within(one, { from: until, until: one.until }),
      ]),
    [...wanted],
  )
}

/** The part of a stretch that lies in another; none where they do not meet. */
function within(whole: Stretch, part: Stretch): Stretch[] {
  const from = Math.max(whole.from, part.from)
  const until = Math.min(whole.until, part.until)
  return from < until ? [{ from, until }] : []
}

function toStretch(from: Date, until: Date): Stretch {
  return { from: from.getTime(), until: until.getTime() }
}
