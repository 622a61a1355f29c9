import type { UndoLinkInput } from '#contract/tickets/links.types.ts'
import { isWorkedOn } from '#contract/tickets/types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { change, ticketActorOf } from '../appendEvents.commands.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import { refuseTooLate } from '../domain/merging.ts'
import { sideOf, type Owners } from '../domain/side.ts'
import type { TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { awaitPayment } from '../service/awaitPayment.commands.ts'
import { followTicket } from '../service/timerStops.commands.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { livingOf } from '../ticketLinks.queries.ts'
import type { LinkRole } from '../ticketLinks.sql.ts'
import { findOwners } from '../tickets.sql.ts'
import { findLink, findUnansweredSince, giveBackPlace, markUndone, restoreSplit, type StoredLink } from './links.sql.ts'
import { loadPair, merge } from './merge.commands.ts'

/** T4: within an hour, by anybody of the desk. Nothing that was written meanwhile is lost: it stays where it was written. */
export async function undoLink(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  { linkId, ticketId, undoId }: UndoLinkInput,
): Promise<void> {
  const owners = await findOwners(unit.tx, ticketId)
  if (sideOf(actor, owners) !== 'desk' || owners === null) throw new Refusal('not_allowed')
  const link = await findLink(unit.tx, linkId)
  const isOfTicket = link?.fromTicket === ticketId.toLowerCase() || link?.toTicket === ticketId.toLowerCase()
  if (link === null || !isOfTicket || (link.kind !== 'split' && link.kind !== 'merge')) throw new Refusal('not_found')
  if (link.undoneAt !== null) throw new Refusal('link_undone')
  refuseTooLate(link.madeAt, unit.at)
  if (link.kind === 'split') await mergeBack(unit, deps, { actor, owners, link, undoId })
  else await unmerge(unit, deps, { actor, owners, link })
}

type Undoing = { actor: Actor; owners: Owners; link: StoredLink }

/** What was split is merged back: whatever was written or timed in the new ticket is kept with it. Undoing that splits it again. */
async function mergeBack(
  unit: UnitOfWork,
  deps: TicketDeps,
  { actor, owners, link, undoId }: Undoing & { undoId: string },
): Promise<void> {
  const living = await livingOf(unit.tx, link.fromTicket)
  const ticketId = link.toTicket
  if (living === ticketId) throw new Refusal('merge_circle')
  const pair = await loadPair(unit, deps, owners, { ticketId, living })
  if (!(await markUndone(unit, link.linkId))) throw new Refusal('link_undone')
  await say(unit, pair.living, { actor, link, other: pair.merged, role: 'from' })
  await merge(unit, deps, actor, { linkId: undoId, ...pair })
}

/** The duplicate is back where it was, and its clocks go on; what came for it meanwhile stays where it arrived. */
async function unmerge(unit: UnitOfWork, deps: TicketDeps, { actor, owners, link }: Undoing): Promise<void> {
  const { service, merged, living } = await loadPair(unit, deps, owners, {
    ticketId: link.fromTicket,
    living: link.toTicket,
  })
  if (living.ticket.status === 'closed' && living.ticket.mergedInto !== null) throw new Refusal('undo_later_first')
  if (!(await markUndone(unit, link.linkId))) throw new Refusal('link_undone')
  const ticketActor = ticketActorOf(actor, 'desk')
  await giveBackPlace(unit, link)
  await say(unit, living, { actor, link, other: merged, role: 'to' })
  const split = await restoreSplit(unit, link)
  if (split !== null) await sayAgain(unit, living, { actor, link: split, other: merged })
  const command = { type: 'unmerge', at: unit.at, by: String(actor.userId) } as const
  await change(unit, deps, merged, { command, ticketActor })
  if (isWorkedOn(merged.ticket.status)) await awaitPayment(unit, deps, merged)
  await followTicket(unit, deps, { service, ticketForUpdate: merged }, ticketActor.actor)
}

type Said = { actor: Actor; link: StoredLink; other: TicketForUpdate }

async function say(
  unit: UnitOfWork,
  here: TicketForUpdate,
  { actor, link, other, role }: Said & { role: LinkRole },
): Promise<void> {
  const { linkId, kind, tookClock } = link
  const since = tookClock ? await findUnansweredSince(unit.tx, here.ticket.ticketId) : null
  const clock = { givesBack: tookClock, unansweredSince: since?.toISOString() ?? null }
  const of = { ticketId: other.ticket.ticketId, number: other.number }
  await appendTicketEntry(unit, here, {
    event: { type: 'ticket.unlinked', payload: { linkId, kind, role, ...of, ...clock } },
    actor: ticketActorOf(actor, 'desk').actor,
    isPublic: true,
    isActivity: true,
  })
}

async function sayAgain(unit: UnitOfWork, here: TicketForUpdate, { actor, link, other }: Said): Promise<void> {
  const { linkId, kind, messageIds } = link
  const of = { ticketId: other.ticket.ticketId, number: other.number }
  await appendTicketEntry(unit, here, {
    event: {
      type: 'ticket.linked',
      payload: { linkId, kind, role: 'from', ...of, messageIds, taken: null, answeredAt: null },
    },
    actor: ticketActorOf(actor, 'desk').actor,
    isPublic: true,
    isActivity: true,
  })
}
