import type { MergeTicketInput } from '#contract/tickets/links.types.ts'
import type { AccountForUpdate } from '#server/billing/domain/accountForUpdate.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { takenOf } from '#server/sla/taken.queries.ts'
import { change, loadTicketForUpdate, ticketActorOf } from '../appendEvents.commands.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import { sideOf, type Owners } from '../domain/side.ts'
import type { TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { followTicket, loadServiceForUpdate } from '../service/timerStops.commands.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { livingOf } from '../ticketLinks.queries.ts'
import { findOwners } from '../tickets.sql.ts'
import { findLink, findUnansweredSince, insertLink, markMerged, takePlace } from './links.sql.ts'

/** Two tickets under their locks, and the account before them; null where nothing was ever bought. */
export type Pair = { service: AccountForUpdate | null; merged: TicketForUpdate; living: TicketForUpdate }

/**
 * T4: a duplicate closes, and whatever comes for it arrives in the living ticket. Into one that was itself merged means into the one
 * in which that goes on; into one that goes on in this very ticket would be a circle. The same link sent again is the same merge.
 */
export async function mergeTicket(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  input: MergeTicketInput,
): Promise<void> {
  const ticketId = input.ticketId.toLowerCase()
  const owners = await findOwners(unit.tx, ticketId)
  if (sideOf(actor, owners) !== 'desk' || owners === null) throw new Refusal('not_allowed')
  const known = await findLink(unit.tx, input.linkId)
  if (known?.kind === 'merge' && known.fromTicket === ticketId) return
  if (known !== null) throw new Refusal('message_id_reused')
  const wanted = input.intoTicketId.toLowerCase()
  if (wanted === ticketId) throw new Refusal('merge_with_itself')
  await refuseOthers(unit, actor, owners, wanted)
  const living = await livingOf(unit.tx, wanted)
  if (living === ticketId) throw new Refusal('merge_circle')
  await merge(unit, deps, actor, {
    linkId: input.linkId,
    ...(await loadPair(unit, deps, owners, { ticketId, living })),
  })
}

async function refuseOthers(unit: UnitOfWork, actor: Actor, owners: Owners, wanted: string): Promise<void> {
  const others = await findOwners(unit.tx, wanted)
  if (sideOf(actor, others) !== 'desk') throw new Refusal('not_allowed')
  if (others?.memberId !== owners.memberId || others.deskId !== owners.deskId) throw new Refusal('merge_other_client')
}

/** By their ids, so that two who merge against each other do not wait in a circle: the second one finds what the first has done. */
export async function loadPair(
  unit: UnitOfWork,
  deps: TicketDeps,
  owners: Owners,
  { ticketId, living }: { ticketId: string; living: string },
): Promise<Pair> {
  const service = await loadServiceForUpdate(unit, deps, owners, ticketId)
  const [first, second] = ticketId < living ? [ticketId, living] : [living, ticketId]
  const loaded = [await loadTicketForUpdate(unit, first), await loadTicketForUpdate(unit, second)] as const
  const [one, other] = ticketId < living ? loaded : ([loaded[1], loaded[0]] as const)
  return { service, merged: one, living: other }
}

/** Billing comes last: what it writes into tickets it numbers by itself. */
export async function merge(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  { linkId, service, merged, living }: Pair & { linkId: string },
): Promise<void> {
  const ids = { living: living.ticket.ticketId, merged: merged.ticket.ticketId }
  const by = { at: unit.at, by: String(actor.userId) }
  const ticketActor = ticketActorOf(actor, 'desk')
  const taken = await takenOf(unit, ids)
  const owesAnswer = await isAnswerOwed(unit, merged)
  await change(unit, deps, living, { command: { ...by, type: 'absorb', owesAnswer }, ticketActor })
  const queuedBefore = await takePlace(unit, ids)
  await change(unit, deps, merged, { command: { ...by, type: 'mergeInto', ticketId: ids.living }, ticketActor })
  await markMerged(unit, ids.merged)
  const link = { linkId, kind: 'merge' as const, messageIds: [] }
  const ends = { fromTicket: ids.merged, toTicket: ids.living, madeAt: unit.at }
  await insertLink(unit, { ...link, ...ends, tookClock: taken !== null, queuedBefore })
  const other = { ticketId: ids.merged, number: merged.number }
  await appendTicketEntry(unit, living, {
    event: { type: 'ticket.linked', payload: { ...link, role: 'to', ...other, taken, answeredAt: null } },
    actor: ticketActor.actor,
    isPublic: true,
    isActivity: true,
  })
  await followTicket(unit, deps, { service, ticketForUpdate: merged }, ticketActor.actor)
}

/** The client has written last, and it is not the client who is waited for. */
async function isAnswerOwed(unit: UnitOfWork, { ticket }: TicketForUpdate): Promise<boolean> {
  if (ticket.status === 'waitingForClient' || ticket.status === 'resolved') return false
  return (await findUnansweredSince(unit.tx, ticket.ticketId)) !== null
}
