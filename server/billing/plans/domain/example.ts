import { instantOfWall, zoneTable } from '#server/calendar/zone.ts'
import type { WorkTerms } from '../../domain/account.ts'
import { DAY, MINUTE } from '#server/calendar/seconds.ts'
import { quantaOf, type WorkedInterval } from './planCost.ts'

/** One run of the timer in an example; its start is a wall time of the desk's zone. */
type ExampleInterval = { startsAt: string; minutes: number; ticket: number; quanta: number }

/** A day on which no clock of any zone changes. */
const midnight = Date.UTC(2026, 0, 14)
const HOUR = 60 * MINUTE

/**
 * A day's work that shows what a regulation rounds: a little more than a quantum, a little more on the same ticket, and a
 * minute on another one. The quanta are counted by the same rules as real work.
 */
export function exampleOf(terms: WorkTerms): ExampleInterval[] {
  const runs = [
    { startsAt: '10:00', minutes: terms.quantumMinutes + 2, ticket: 1 },
    { startsAt: '12:00', minutes: 3, ticket: 1 },
    { startsAt: '14:00', minutes: 1, ticket: 2 },
  ]
  const table = zoneTable(terms.timeZone, midnight - 3 * DAY, midnight + 3 * DAY)
  const intervals = runs.map(({ startsAt, minutes, ticket }, index): WorkedInterval => {
    const startedAt = instantOfWall(table, midnight + Number(startsAt.slice(0, 2)) * HOUR)
    const stoppedAt = new Date(startedAt + minutes * MINUTE)
    return {
      intervalId: String(index),
      ticketId: String(ticket),
      agentId: '',
      startedAt: new Date(startedAt),
      stoppedAt,
    }
  })
  const taken = [...quantaOf(intervals, terms)]
  return runs.map((one, index) => ({
    ...one,
    quanta: taken.filter(({ intervalId }) => intervalId === String(index)).length,
  }))
}
