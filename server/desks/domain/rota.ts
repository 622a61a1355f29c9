import { DAY, MINUTE } from '#server/calendar/seconds.ts'
import { instantOfWall, wallOfInstant, zoneTable } from '#server/calendar/zone.ts'
import type { DutyTime } from './duty.ts'

/** Whole weeks in turn (T12): the first one's begins with the hand-over of `firstDay`, and the weeks before and after follow from it. */
export type Weeks = {
  people: readonly number[]
  /** The local date of a hand-over, in days since 1970. */
  firstDay: number
  /** Minutes on the wall since that date began. */
  handOver: number
}

/** Whose turn it is, and what is otherwise for a while. Null weeks: only those who stand in are ever on duty. */
export type Rota = {
  weeks: Weeks | null
  timeZone: string
  standIns: readonly DutyTime[]
  /** Half-open, as duties are; without an end until they are back. */
  absences: readonly { userId: number; from: Date; until: Date | null }[]
}

/** Who is on duty and why: their own week, instead of somebody who is away, or by name for this span. */
export type OnDuty = { userId: number; why: 'week' | 'next' | 'standIn' }
export type Shift = { from: Date; until: Date; onDuty: OnDuty | null }

const daysOfWeek = 7

export function whoIsOnDuty(rota: Rota, at: Date): OnDuty | null {
  return inOrder(rota, at)[0] ?? null
}

/**
 * Everybody who could be on duty at this instant, in the order in which they are asked: whoever stands in (the last to begin first), whose
 * week it is, then the others from there on. Nobody who is away is among them.
 */
export function inOrder(rota: Rota, at: Date): OnDuty[] {
  const standIns = rota.standIns
    .filter(({ from, until }) => from <= at && at < until)
    .toSorted(lastBegunFirst)
    .map(({ userId }) => ({ userId, why: 'standIn' as const }))
  const turns = weeksFrom(rota, at).map((userId, index) => ({ userId, why: index === 0 ? 'week' : 'next' }) as const)
  const found = new Map<number, OnDuty>()
  for (const one of [...standIns, ...turns]) {
    if (!found.has(one.userId) && !isAbsent(rota, one.userId, at)) found.set(one.userId, one)
  }
  return [...found.values()]
}

/**
 * What follows on what from one instant to another, without a gap or an overlap; nobody is null. A hand-over always begins a new one.
 * At most as many as there are beginnings and ends.
 */
export function shiftsBetween(rota: Rota, from: Date, until: Date): Shift[] {
  const handOvers = handOversBetween(rota, from, until)
  const weeks = new Set(handOvers)
  const cuts = [...handOvers, ...endsOf(rota)].filter((cut) => from.getTime() < cut && cut < until.getTime())
  const starts = [...new Set([from.getTime(), ...cuts])].toSorted((one, other) => one - other)
  const shifts: Shift[] = []
  for (const [index, start] of starts.entries()) {
    const onDuty = whoIsOnDuty(rota, new Date(start))
    const end = new Date(starts[index + 1] ?? until.getTime())
    const before = shifts.at(-1)
    if (before !== undefined && !weeks.has(start) && isSame(before.onDuty, onDuty)) before.until = end
    else shifts.push({ from: new Date(start), until: end, onDuty })
  }
  return shifts
}

/** Until when whoever is on duty now still is, however many weeks of theirs follow; null: somebody else comes after `horizon` at the earliest. */
export function onDutyUntil(rota: Rota, at: Date, horizon: Date): Date | null {
  const shifts = shiftsBetween(rota, at, horizon)
  const now = shifts[0]?.onDuty?.userId
  return shifts.find(({ onDuty }) => onDuty?.userId !== now)?.from ?? null
}

/** The turn of this instant is the first one's from now on: the day of the newest hand-over, by the wall of the zone. */
export function newestHandOver(
  timeZone: string,
  { weekday, handOver }: { weekday: number; handOver: number },
  at: Date,
): number {
  const table = zoneTable(timeZone, at.getTime() - 30 * DAY, at.getTime() + 30 * DAY)
  const today = Math.floor(wallOfInstant(table, at.getTime()) / DAY)
  const latest = today - ((weekdayOf(today) - weekday + daysOfWeek) % daysOfWeek)
  // Where clocks go back over midnight, the wall can be a day behind what has been.
  const days = [latest + daysOfWeek, latest, latest - daysOfWeek]
  return days.find((day) => instantOfWall(table, day * DAY + handOver * MINUTE) <= at.getTime()) ?? latest
}

/** 1 is Monday; 1 January 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % daysOfWeek) + daysOfWeek) % daysOfWeek) + 1
}

/** Everybody of the weeks, beginning with the one whose turn it is. */
export function weeksFrom({ weeks, timeZone }: Rota, at: Date): number[] {
  if (weeks === null || weeks.people.length === 0) return []
  const { people, firstDay } = weeks
  const week = Math.round(
    (newestHandOver(timeZone, { ...weeks, weekday: weekdayOf(firstDay) }, at) - firstDay) / daysOfWeek,
  )
  const first = ((week % people.length) + people.length) % people.length
  return [...people.slice(first), ...people.slice(0, first)]
}

function handOversBetween({ weeks, timeZone }: Rota, from: Date, until: Date): number[] {
  if (weeks === null || weeks.people.length === 0) return []
  const table = zoneTable(timeZone, from.getTime() - 30 * DAY, until.getTime() + 30 * DAY)
  const found: number[] = []
  let day = newestHandOver(timeZone, { ...weeks, weekday: weekdayOf(weeks.firstDay) }, from)
  for (let at = 0; at < until.getTime(); day += daysOfWeek) {
    at = instantOfWall(table, day * DAY + weeks.handOver * MINUTE)
    found.push(at)
  }
  return found
}

function endsOf({ standIns, absences }: Rota): number[] {
  return [...standIns, ...absences].flatMap(({ from, until }) => [from.getTime(), until?.getTime() ?? from.getTime()])
}

function isAbsent({ absences }: Rota, userId: number, at: Date): boolean {
  return absences.some((one) => one.userId === userId && one.from <= at && (one.until === null || at < one.until))
}

function isSame(one: OnDuty | null, other: OnDuty | null): boolean {
  return one?.userId === other?.userId && one?.why === other?.why
}

function lastBegunFirst(one: DutyTime, other: DutyTime): number {
  const difference = other.from.getTime() - one.from.getTime()
  if (difference !== 0) return difference
  return one.dutyId < other.dutyId ? 1 : -1
}
