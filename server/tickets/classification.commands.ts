import type { Category, Priority } from '#contract/regulations/base.types.ts'
import { theSystem, type Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import { sideOf } from './tickets.commands.ts'
import { decideClassification, queueRank, raisedPriority, type Classification } from './domain/classification.ts'
import { doerOf, hold, ownersOf, type TicketDeps } from './appendEvents.commands.ts'
import * as rows from './tickets.sql.ts'
import type { Held } from './ticketRow.sql.ts'
import { tellInTicket } from './appendTicketEntry.commands.ts'

/** T3: the desk says what a ticket is. Both sides see the change, and its targets are counted anew from the start (S4). */
export async function classifyTicket(
  unit: Unit,
  deps: TicketDeps,
  actor: Actor,
  { ticketId, category, priority }: { ticketId: string; category: Category; priority: Priority },
): Promise<void> {
  const held = await hold(unit, ticketId)
  if (sideOf(actor, ownersOf(held)) !== 'desk') throw new Refusal('not_allowed')
  await classify(unit, deps, held, { category, priority }, doerOf(actor, 'desk').actor)
}

/** What a breach does where the regulation says so; false if the category allows no more. */
export async function raisePriority(unit: Unit, deps: TicketDeps, ticketId: string): Promise<boolean> {
  const held = await hold(unit, ticketId)
  const priority = raisedPriority(held, await deps.kindsOf(unit, held.ticket.deskId, held.regulationVersion))
  if (priority === null || held.ticket.lock !== null || held.ticket.status === 'closed') return false
  await classify(unit, deps, held, { category: held.category, priority }, theSystem)
  return true
}

async function classify(
  unit: Unit,
  deps: TicketDeps,
  held: Held,
  wanted: Classification,
  actor: JournalActor,
): Promise<void> {
  const kinds = await deps.kindsOf(unit, held.ticket.deskId, held.regulationVersion)
  const decided = decideClassification(held.ticket, held, wanted, kinds)
  if (decided === null) return
  const { from, to } = { from: kindOf(decided.from), to: kindOf(decided.to) }
  Object.assign(held, to)
  await tellInTicket(unit, held, { type: 'ticket.classified', actor, payload: { from, to }, isPublic: true })
  await rows.saveKind(unit, held, queueRank(held.ticket, to.priority, kinds))
}

function kindOf({ category, priority }: Classification): Classification {
  return { category, priority }
}
