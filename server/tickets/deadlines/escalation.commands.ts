import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { isIn } from '../domain/ticketState.ts'
import { change, loadTicketForUpdate, type TicketDeps } from '../appendEvents.commands.ts'
import { appendInTickets } from './escalation.sql.ts'
import { assigneeOf } from '../ticketRow.sql.ts'

type FiredAlarm = { ticketId: string; clock: string; percent: number; dueAt: Date }

/** S6: what the desk is told in the tickets themselves; the client sees its clock, and no number of these. */
export async function appendAlarms(unit: UnitOfWork, fired: readonly FiredAlarm[]): Promise<void> {
  const told = fired.map(({ ticketId, clock, percent, dueAt }) => ({
    ticketId,
    payload: { clock, percent, dueAt: dueAt.toISOString() },
  }))
  await appendInTickets(unit, 'sla.alarm', theSystem, told)
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
  if (ticket.lock !== null || !isIn(ticket, ['queued', 'inProgress', 'waitingForClient', 'deferred'])) return
  const userId = await choose({ deskId: ticket.deskId, assigneeId: assigneeOf(ticket) })
  if (userId === null || userId === assigneeOf(ticket)) return
  const ticketActor = { actor: theSystem, memberId: '', userId: 0, name: '' }
  await change(
    unit,
    deps,
    ticketForUpdate,
    ticketActor,
    { type: 'assign', at: unit.at, by: null, assigneeId: String(userId) },
    [],
  )
}
