import type { Log } from '#server/platform/log.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeInternal } from '#server/platform/db/wakes.ts'
import type { Projection } from '#server/platform/journal/projections.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { replaceAlarms } from './alarms.sql.ts'
import { countClocks } from './clocks.queries.ts'
import { findUnfolded, saveFolded } from './clocks.sql.ts'
import { alarmScheduleOf, type Alarm } from './domain/alarmSchedule.ts'
import { hasUnknownDue, nearestDue, type CountedTicket } from './domain/countedTicket.ts'
import type { SlaTickets } from './slaTickets.port.ts'

type SaveDue = SlaTickets['saveDue']

/** A moment after something has happened in tickets, their clocks are folded, and queue and alarms follow them. */
export function clockProjection(saveDue: SaveDue, log: Pick<Log, 'warn'>): Projection {
  const noteUnknown = makeNoteUnknown(log)
  return {
    name: 'sla',
    revision: 1,
    behind: findUnfolded,
    react: (unit, tickets) =>
      followClocks(
        unit,
        { saveDue, noteUnknown },
        tickets.map(({ ticketId }) => ticketId),
      ),
  }
}

/** Once for each regulation: such a clock goes on without a deadline, and somebody should know. */
function makeNoteUnknown(log: Pick<Log, 'warn'>): (ticket: CountedTicket) => void {
  const noted = new Set<string>()
  return (ticket) => {
    const { deskId, version } = ticket
    if (noted.has(`${deskId} ${version}`) || !hasUnknownDue(ticket)) return
    noted.add(`${deskId} ${version}`)
    log.warn({ deskId, version }, 'a deadline that this regulation promises cannot be computed: its clocks have none')
  }
}

type Following = { saveDue: SaveDue; noteUnknown: (ticket: CountedTicket) => void }

async function followClocks(
  unit: UnitOfWork,
  { saveDue, noteUnknown }: Following,
  ticketIds: readonly string[],
): Promise<string[]> {
  if (ticketIds.length === 0) return []
  const tickets = await countClocks(unit.tx, ticketIds)
  for (const ticket of tickets) noteUnknown(ticket)
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
