import type { Projection } from '#server/platform/journal/projections.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { countClocks, nearestDue, type CountedTicket } from './clocks.queries.ts'
import { saveDue, saveFolded } from './clocks.sql.ts'
import { replaceAlarms } from './alarms.sql.ts'
import { alarmScheduleOf, type Alarm } from './domain/alarmSchedule.ts'

/** A moment after something was told in tickets, their clocks are folded, and queue and alarms follow them. */
export const clockProjection: Projection = {
  name: 'sla',
  react: (unit, tickets) =>
    followClocks(
      unit,
      tickets.map(({ ticketId }) => ticketId),
    ),
}

export async function followClocks(unit: UnitOfWork, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  const tickets = await countClocks(unit.tx, ticketIds)
  const wanted: Alarm[] = []
  for (const ticket of tickets) wanted.push(...(await alarmsOfTicket(unit, ticket)))
  await saveFolded(unit, tickets)
  await replaceAlarms(unit, ticketIds, wanted)
  // Last, because it holds tickets in which somebody may be writing.
  const due = tickets.map((ticket) => ({ ticketId: ticket.ticketId, dueAt: nearestDue(ticket) }))
  for (const ticketId of await saveDue(unit, due)) unit.streams.add(`t:${ticketId}`)
}

async function alarmsOfTicket({ tx }: UnitOfWork, ticket: CountedTicket): Promise<Alarm[]> {
  return alarmScheduleOf(ticket, await regulationOfVersion(tx, ticket.deskId, ticket.version))
}
