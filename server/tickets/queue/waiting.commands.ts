import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { change, type TicketDeps } from '../appendEvents.commands.ts'
import { lockTicket } from '../tickets.sql.ts'

export type { Waiting } from './waiting.sql.ts'
/** S7: the product gives a ticket that waits to somebody; false when it waits no more, or was locked meanwhile. */
export async function assignByProduct(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketId: string,
  userId: number,
): Promise<boolean> {
  const ticketForUpdate = await lockTicket(unit, ticketId)
  if (ticketForUpdate === null || ticketForUpdate.ticket.status !== 'queued' || ticketForUpdate.ticket.lock !== null)
    return false
  const ticketActor = { actor: theSystem, memberId: '', userId: 0, name: '' }
  await change(
    unit,
    deps,
    ticketForUpdate,
    ticketActor,
    { type: 'assign', at: unit.at, by: null, assigneeId: String(userId) },
    [],
  )
  return true
}
