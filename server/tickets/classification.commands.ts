import type { ClassifyInput } from '#contract/sla/types.ts'
import { theSystem, type Actor } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { loadTicketForUpdate, ticketActorOf } from './appendEvents.commands.ts'
import { appendTicketEntry } from './appendTicketEntry.commands.ts'
import {
  decideClassification,
  queueRank,
  raisedPriority,
  wishAfterRaise,
  type Classification,
  type Wish,
} from './domain/classification.ts'
import { sideOf } from './domain/side.ts'
import { ownersOf, type TicketForUpdate } from './domain/ticketForUpdate.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { saveKind } from './tickets.sql.ts'

/** T3: the desk says what a ticket is, and with it what becomes of the client's wish. Both sides see the change, and its targets are counted anew from the start (S4). */
export async function classifyTicket(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  { ticketId, category, priority, decides }: ClassifyInput,
): Promise<void> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  if (sideOf(actor, ownersOf(ticketForUpdate)) !== 'desk') throw new Refusal('not_allowed')
  // A colleague was faster: what was decided is not undone by an older page.
  if (decides !== undefined && ticketForUpdate.wish !== decides) throw new Refusal('wish_decided')
  const wanted = { category, priority, wish: null }
  await classify(unit, deps, ticketForUpdate, wanted, ticketActorOf(actor, 'desk').actor)
}

/** What a breach does where the regulation says so; false if the category allows no more. */
export async function raisePriority(unit: UnitOfWork, deps: TicketDeps, ticketId: string): Promise<boolean> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const { ticket, category, regulationVersion } = ticketForUpdate
  const priority = raisedPriority(ticketForUpdate, await deps.kindsOf(unit, ticket.deskId, regulationVersion))
  if (priority === null || ticket.lock !== null || ticket.status === 'closed') return false
  const wish = wishAfterRaise(ticketForUpdate.wish, priority)
  await classify(unit, deps, ticketForUpdate, { category, priority, wish }, theSystem)
  return true
}

async function classify(
  unit: UnitOfWork,
  deps: TicketDeps,
  ticketForUpdate: TicketForUpdate,
  { wish, ...wanted }: Classification & { wish: Wish },
  actor: JournalActor,
): Promise<void> {
  const kinds = await deps.kindsOf(unit, ticketForUpdate.ticket.deskId, ticketForUpdate.regulationVersion)
  const decided = decideClassification(ticketForUpdate.ticket, ticketForUpdate, wanted, kinds)
  if (decided === null) return
  const before = ticketForUpdate.wish
  const payload = { from: kindOf(decided.from), to: kindOf(decided.to), wish: wish === before ? null : before }
  Object.assign(ticketForUpdate, payload.to, { wish })
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'ticket.classified', payload },
    actor,
    isPublic: true,
    isActivity: true,
  })
  await saveKind(unit, ticketForUpdate, queueRank(ticketForUpdate.ticket, payload.to.priority, kinds))
}

function kindOf({ category, priority }: Classification): Classification {
  return { category, priority }
}
