import type { Person } from '#contract/common.ts'
import { usualConfirmMinutes, type DutyRota } from '#contract/desks/duty.types.ts'
import type { StaffView } from '#contract/desks/types.ts'
import { shiftsBetween, weekdayOf, weeksFrom, whoIsOnDuty, type Rota } from './domain/rota.ts'
import { rotaAheadMilliseconds } from './duty.queries.ts'
import type { Duty, StoredRota } from './duty.sql.ts'

type DutyView = Pick<StaffView, 'duties' | 'onDuty' | 'rota' | 'shifts'>
export type KnownDuty = { rota: Rota; stored: StoredRota | null; duties: readonly Duty[] }

/** Whose weeks and what is otherwise, as the desk's people see it; nobody who is not one of them stands in it. */
export function presentDuty({ rota, stored, duties }: KnownDuty, people: readonly Person[], at: Date): DutyView {
  const byId = new Map(people.map((person) => [person.userId, person]))
  const personOf = (userId: number | undefined) => (userId === undefined ? null : (byId.get(userId) ?? null))
  const shifts = shiftsBetween(rota, at, new Date(at.getTime() + rotaAheadMilliseconds))
  return {
    duties: duties.map(({ dutyId, kind, person, from, until }) => ({ dutyId, kind, person, ...span(from, until) })),
    onDuty: personOf(whoIsOnDuty(rota, at)?.userId),
    rota: {
      ...presentWeeks(stored),
      people: weeksFrom(rota, at).flatMap((userId) => personOf(userId) ?? []),
    },
    shifts: shifts.map(({ from, until, onDuty }) => {
      const person = personOf(onDuty?.userId)
      return { ...span(from, until), onDuty: person === null || onDuty === null ? null : { person, why: onDuty.why } }
    }),
  }
}

function presentWeeks(stored: StoredRota | null): Omit<DutyRota, 'people'> {
  if (stored === null) return { version: 0, weekday: 1, time: '09:00', confirmMinutes: usualConfirmMinutes }
  const { version, firstDay, handOver, confirmMinutes } = stored
  const time = `${two(Math.floor(handOver / 60))}:${two(handOver % 60)}`
  return { version, weekday: weekdayOf(firstDay), time, confirmMinutes }
}

function two(count: number): string {
  return String(count).padStart(2, '0')
}

function span(from: Date, until: Date): { from: string; until: string } {
  return { from: from.toISOString(), until: until.toISOString() }
}
