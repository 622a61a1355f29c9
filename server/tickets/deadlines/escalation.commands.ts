import type { JournalPayload } from '#contract/events.ts'
import { isWorkedOn } from '#contract/tickets/types.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { change, loadTicketForUpdate, theProduct } from '../appendEvents.commands.ts'
import { assigneeOf } from '../domain/ticketForUpdate.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { appendInTickets } from './escalation.sql.ts'

type FiredAlarm = Pick<JournalPayload<'sla.alarm'>, 'clock' | 'percent'> & { ticketId: string; dueAt: Date }

/** S6: what the desk reads in the tickets themselves; the client sees its clock, and no number of these. */
export async function appendAlarms(unit: UnitOfWork, fired: readonly FiredAlarm[]): Promise<void> {
  const entries = fired.map(({ ticketId, clock, percent, dueAt }) => ({
    ticketId,
    payload: { clock, percent, dueAt: dueAt.toISOString() },
  }))
  await appendInTickets(unit, 'sla.alarm', theSystem, entries)
}

/** The product hands a ticket over to somebody else; who that is, is chosen knowing whose it is now. */
export async function handOver(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketId: string,
  choose: (desk: { deskId: string; assigneeId: number | null }) => Promise<number | null>,
): Promise<void> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const { ticket } = ticketForUpdate
  if (ticket.lock !== null || !isWorkedOn(ticket.status)) return
  const userId = await choose({ deskId: ticket.deskId, assigneeId: assigneeOf(ticket) })
  if (userId === null || userId === assigneeOf(ticket)) return
  const command = { type: 'assign', at: unit.at, by: null, assigneeId: String(userId) } as const
  await change(unit, deps, ticketForUpdate, { command, ticketActor: theProduct })
}
