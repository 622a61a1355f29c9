import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeInternal } from '#server/platform/db/wakes.ts'
import type { Projection } from '#server/platform/journal/projections.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { replaceAlarms } from './alarms.sql.ts'
import { countClocks } from './clocks.queries.ts'
import { findUnfolded, saveFolded } from './clocks.sql.ts'
import { alarmScheduleOf, type Alarm } from './domain/alarmSchedule.ts'
import { nearestDue, type CountedTicket } from './domain/countedTicket.ts'
import type { SlaTickets } from './slaTickets.port.ts'

type SaveDue = SlaTickets['saveDue']

/** A moment after something has happened in tickets, their clocks are folded, and queue and alarms follow them. */
export function clockProjection(saveDue: SaveDue): Projection {
  return {
    name: 'sla',
    revision: 1,
    behind: findUnfolded,
    react: (unit, tickets) =>
      followClocks(
        unit,
        saveDue,
        tickets.map(({ ticketId }) => ticketId),
      ),
  }
}

async function followClocks(unit: UnitOfWork, saveDue: SaveDue, ticketIds: readonly string[]): Promise<string[]> {
  if (ticketIds.length === 0) return []
  const tickets = await countClocks(unit.tx, ticketIds)
  const wanted: Alarm[] = []
  for (const ticket of tickets) wanted.push(...(await alarmsOfTicket(unit, ticket)))
  await saveFolded(unit, tickets)
  await replaceAlarms(unit, ticketIds, wanted)
  // Last, because it locks tickets in which somebody may be writing. The queue goes by it, and of the queue a client sees nothing.
  const due = tickets.map((ticket) => ({ ticketId: ticket.ticketId, dueAt: nearestDue(ticket) }))
  const { changed, held } = await saveDue(unit, due)
  for (const ticketId of changed) wakeInternal(unit, ticketId)
  return held
}

async function alarmsOfTicket({ tx }: UnitOfWork, ticket: CountedTicket): Promise<Alarm[]> {
  return alarmScheduleOf(ticket, await regulationOfVersion(tx, ticket.deskId, ticket.version))
}
