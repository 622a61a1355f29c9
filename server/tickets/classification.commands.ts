import type { Category, Priority } from '#contract/regulations/base.types.ts'
import { theSystem, type Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { sideOf } from './tickets.commands.ts'
import { decideClassification, queueRank, raisedPriority, type Classification } from './domain/classification.ts'
import { ticketActorOf, loadTicketForUpdate, ownersOf, type TicketDeps } from './appendEvents.commands.ts'
import * as rows from './tickets.sql.ts'
import type { TicketForUpdate } from './ticketRow.sql.ts'
import { appendTicketEntry } from './appendTicketEntry.commands.ts'

/** T3: the desk says what a ticket is. Both sides see the change, and its targets are counted anew from the start (S4). */
export async function classifyTicket(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  { ticketId, category, priority }: { ticketId: string; category: Category; priority: Priority },
): Promise<void> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  if (sideOf(actor, ownersOf(ticketForUpdate)) !== 'desk') throw new Refusal('not_allowed')
  await classify(unit, deps, ticketForUpdate, { category, priority }, ticketActorOf(actor, 'desk').actor)
}

/** What a breach does where the regulation says so; false if the category allows no more. */
export async function raisePriority(unit: UnitOfWork, deps: TicketDeps, ticketId: string): Promise<boolean> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const priority = raisedPriority(
    ticketForUpdate,
    await deps.kindsOf(unit, ticketForUpdate.ticket.deskId, ticketForUpdate.regulationVersion),
  )
  if (priority === null || ticketForUpdate.ticket.lock !== null || ticketForUpdate.ticket.status === 'closed')
    return false
  await classify(unit, deps, ticketForUpdate, { category: ticketForUpdate.category, priority }, theSystem)
  return true
}

async function classify(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketForUpdate: TicketForUpdate,
  wanted: Classification,
  actor: JournalActor,
): Promise<void> {
  const kinds = await deps.kindsOf(unit, ticketForUpdate.ticket.deskId, ticketForUpdate.regulationVersion)
  const decided = decideClassification(ticketForUpdate.ticket, ticketForUpdate, wanted, kinds)
  if (decided === null) return
  const { from, to } = { from: kindOf(decided.from), to: kindOf(decided.to) }
  Object.assign(ticketForUpdate, to)
  await appendTicketEntry(unit, ticketForUpdate, {
    type: 'ticket.classified',
    actor,
    payload: { from, to },
    isPublic: true,
  })
  await rows.saveKind(unit, ticketForUpdate, queueRank(ticketForUpdate.ticket, to.priority, kinds))
}

function kindOf({ category, priority }: Classification): Classification {
  return { category, priority }
}
