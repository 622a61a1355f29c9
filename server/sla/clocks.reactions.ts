import type { TicketReaction } from '#server/platform/journal/projections.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { countClocks, nearestDue, type CountedTicket } from './clocks.queries.ts'
import { saveDue, saveFolded } from './clocks.sql.ts'
import { replaceAlarms } from './alarms.sql.ts'
import { wantedAlarms, type Alarm } from './domain/alarmSchedule.ts'

/** A moment after something was told in tickets, their clocks are folded, and queue and alarms follow them. */
export const slaReaction: TicketReaction = {
  name: 'sla',
  react: (unit, tickets) =>
    followClocks(
      unit,
      tickets.map(({ ticketId }) => ticketId),
    ),
}

export async function followClocks(unit: Unit, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  const tickets = await countClocks(unit.tx, ticketIds)
  const wanted: Alarm[] = []
  for (const ticket of tickets) wanted.push(...(await alarmsOfTicket(unit, ticket)))
  await saveFolded(unit, tickets)
  await replaceAlarms(unit, ticketIds, wanted)
  // Last, because it holds tickets in which somebody may be writing.
  const due = tickets.map((ticket) => ({ ticketId: ticket.ticketId, dueAt: nearestDue(ticket) }))
  for (const ticketId of await saveDue(unit, due)) unit.woken.add(`t:${ticketId}`)
}

async function alarmsOfTicket({ tx }: Unit, ticket: CountedTicket): Promise<Alarm[]> {
  return wantedAlarms(ticket, await regulationOfVersion(tx, ticket.deskId, ticket.version))
}
