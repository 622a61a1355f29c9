import type { TicketReaction } from '#server/platform/ticketReactions.ts'
import type { Unit } from '#server/platform/unit.ts'
import { regulationOfVersion } from '#server/regulations/inForce.ts'
import { countClocks, nearestDue, type CountedTicket } from './clocks.ts'
import { saveDue, saveFolded } from './sql.ts'
import { replaceAlarms } from './sqlAlarms.ts'
import { wantedAlarms, type Alarm } from './wantedAlarms.ts'

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
