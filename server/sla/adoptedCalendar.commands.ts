import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { countClocks } from './clocks.queries.ts'
import { deadlineChanges, retargetedBy } from './domain/adoptedCalendar.ts'
import type { SlaTickets } from './slaTickets.port.ts'

const ticketsAtOnce = 20

type Retargeting = { slaTickets: Pick<SlaTickets, 'listOpen' | 'appendAdopted'>; deskId: string; after: string | null }

/**
 * S1: the next open tickets of a desk go by the official years that were adopted. Their clocks are a replay of the journal, so that
 * they change by an entry in each ticket and by nothing else; a client sees it where a deadline moved. Returns the last ticket, null
 * where there are no more. Who comes by a second time finds nothing to change.
 */
export async function retargetByCalendar(
  unit: UnitOfWork,
  { slaTickets, deskId, after }: Retargeting,
): Promise<string | null> {
  const ticketIds = await slaTickets.listOpen(unit, deskId, after, ticketsAtOnce)
  for (const ticket of await countClocks(unit.tx, ticketIds)) {
    const retargeted = retargetedBy(ticket, unit.at)
    if (retargeted === null) continue
    const deadlines = deadlineChanges(ticket, retargeted)
    await slaTickets.appendAdopted(unit, ticket.ticketId, { deadlines })
  }
  return ticketIds.length < ticketsAtOnce ? null : (ticketIds.at(-1) ?? null)
}
