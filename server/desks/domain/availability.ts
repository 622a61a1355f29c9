import type { IdleReason, Weekly } from '#contract/desks/types.ts'
import { nextOpening, prepareCalendar } from '#server/calendar/calendar.ts'

export type Away = { from: Date; until: Date | null }

/** What says whether somebody can get a ticket. */
export type Worker = {
  userId: number
  getsTickets: boolean
  skills: readonly string[]
  /** Null: works whenever the desk does. */
  shifts: Weekly | null
  away: Away | null
}

/** Why nobody gives this person a ticket now; null: they get some. A shift ends at its last instant, an absence too. */
export function idleReason(worker: Worker, timeZone: string, at: Date): IdleReason | null {
  if (!worker.getsTickets) return 'getsNone'
  if (isAway(worker.away, at)) return 'away'
  return nextOnShift(worker.shifts, timeZone, at)?.getTime() === at.getTime() ? null : 'offShift'
}

export function isAway(away: Away | null, at: Date): boolean {
  return away !== null && away.from <= at && (away.until === null || at < away.until)
}

/** Skills are tags that people type: their letters' case says nothing. */
export function hasSkill(worker: Pick<Worker, 'skills'>, skill: string | null): boolean {
  return skill === null || worker.skills.some((known) => known.toLowerCase() === skill.toLowerCase())
}

/** The first instant from this one on at which the person gets tickets; null if nothing that is known makes it come. */
export function nextFree(worker: Worker, timeZone: string, at: Date): Date | null {
  if (!worker.getsTickets) return null
  const onShift = nextOnShift(worker.shifts, timeZone, at)
  if (onShift === null || !isAway(worker.away, onShift)) return onShift
  // Beyond the one absence that is known, the next shift is free.
  const back = worker.away?.until ?? null
  return back === null ? null : nextOnShift(worker.shifts, timeZone, back)
}

/** When somebody who gets none now begins to: the instant to give the waiting tickets away again. */
export function nextToCome(workers: readonly Worker[], timeZone: string, at: Date): Date | null {
  const comings = workers
    .filter((worker) => idleReason(worker, timeZone, at) !== null)
    .flatMap((worker) => nextFree(worker, timeZone, at)?.getTime() ?? [])
  return comings.length === 0 ? null : new Date(Math.min(...comings))
}

function nextOnShift(shifts: Weekly | null, timeZone: string, at: Date): Date | null {
  if (shifts === null) return at
  return nextOpening(prepareCalendar({ timeZone, weekly: shifts, exceptions: {} }), at)
}
