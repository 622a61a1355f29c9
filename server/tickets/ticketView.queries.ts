import { isInternal } from '#contract/tickets/internal.types.ts'
import { ordinaryRank, type TicketView } from '#contract/tickets/types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import { levelOfPortal, type Portal } from '#server/portals/domain/portal.ts'
import { readersNow } from '#server/portals/portals.queries.ts'
import type { AnsweringPort } from './answering.port.ts'
import { actionsFor } from './domain/actions.ts'
import { dutyPageOf } from './dutyPages.queries.ts'
import { boxesOf, newBoxes } from './ticketAccess.queries.ts'
import { ratingOf } from './ticketRating.queries.ts'
import { isOver } from './domain/continuation.ts'
import { sideOf } from './domain/side.ts'
import { ownersOf, type TicketForUpdate } from './domain/ticketForUpdate.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { linksOf } from './ticketLinks.queries.ts'
import { connectedSince, countOpenTickets, readTickets, type TicketRow } from './ticketReads.sql.ts'
import { presentView } from './tickets.present.ts'
import { sideOfTicket } from './tickets.queries.ts'

export type ViewDeps = { db: Db; ticketDeps: TicketDeps; answering: AnsweringPort }

/** The page and its buttons are of one row, read once and without its lock: whoever writes meanwhile is not held up. */
export async function viewTicket(
  deps: ViewDeps,
  { actor, at }: { actor: Actor; at: Date },
  ticketId: string,
): Promise<TicketView> {
  const { db, ticketDeps, answering } = deps
  const side = await sideOfTicket(db, actor, ticketId)
  const [row] = await readTickets(db, [ticketId], { side, userId: actor.userId })
  if (row === undefined) throw new Refusal('not_found')
  const hasPeople = side === 'desk' || (await answering.hasPeople(row.memberId, row.deskId, at))
  const can = actionsFor(row.ticket, { side, hasPeople }, await ticketDeps.termsOf(db, row), at)
  const links = await linksOf(db, row.ticket, { side, at })
  const { rating, mayRate } = await ratingOf(db, row.ticket, at)
  if (side === 'client' && mayRate) can.push('rate')
  if (side === 'client' && hasPeople && isOver(row.ticket, at)) can.push('goOn')
  const { boxes, mayAsk, mayOffer } = await boxesOf(db, row.ticket, { actor, side, at })
  if (mayAsk) can.push('askAccess')
  if (mayOffer) can.push('offerAccess')
  const dutyPage = side === 'desk' ? await dutyPageOf(db, row) : null
  const { memberId, userId } = actor
  const identification = await ticketDeps.outside.identificationOf(db, { ticketId, memberId, userId })
  return presentView(row, side, {
    can,
    ...links,
    ...(boxes.length > 0 && { boxes }),
    ...(rating !== null && { rating }),
    ...(dutyPage !== null && { dutyPage }),
    ...(identification !== null && { identification }),
    client: side === 'client' || isInternal(row) ? null : await clientOf(deps, row, at),
  })
}

type Opened = {
  ticketForUpdate: TicketForUpdate
  preview: string
  hasPeople: boolean
  deskName: string
  portal: Portal
}

/** The same of a ticket that the actor has opened just now, of which nothing is anywhere else: nothing is read. */
export async function viewOpened(
  deps: ViewDeps,
  { actor, at }: { actor: Actor; at: Date },
  { hasPeople, ...opened }: Opened,
): Promise<TicketView> {
  const { ticket } = opened.ticketForUpdate
  const side = sideOf(actor, ownersOf(opened.ticketForUpdate))
  if (side === 'desk') return viewTicket(deps, { actor, at }, ticket.ticketId)
  const row = rowOf(actor, opened)
  const can = actionsFor(ticket, { side, hasPeople }, await deps.ticketDeps.termsOf(deps.db, row), at)
  if (newBoxes(ticket, { actor, side }).mayOffer) can.push('offerAccess')
  return presentView(row, side, { can, mergedInto: null, links: [], client: null })
}

/** As it would be read. */
function rowOf(actor: Actor, { ticketForUpdate, preview, deskName, portal }: Omit<Opened, 'hasPeople'>): TicketRow {
  const { ticket, category, priority, wish, lastSeq, lastPublicSeq, ...known } = ticketForUpdate
  return {
    ...known,
    ticket,
    ticketId: ticket.ticketId.toLowerCase(),
    status: ticket.status,
    lock: null,
    deskId: ticket.deskId,
    deskName,
    memberId: ticket.portalId,
    clientTitle: null,
    portalDomain: portal.domain,
    portalLanguage: portal.language,
    portalLicence: portal.licence,
    portalIsEnterpriseBox: portal.isEnterpriseBox,
    openedBy: actor.name,
    openedAt: ticket.openedAt,
    activeAt: ticket.lastEventAt,
    assignee: null,
    lastSeq,
    lastPublicSeq,
    readSeq: 0,
    readPublicSeq: 0,
    otherReadSeq: 0,
    otherReadPublicSeq: 0,
    preview,
    queue: { category, priority, wish, dueAt: null, queuedAt: ticket.openedAt, rank: ordinaryRank },
  }
}

async function clientOf(
  { db, answering }: Pick<ViewDeps, 'db' | 'answering'>,
  row: TicketRow,
  at: Date,
): Promise<NonNullable<TicketView['client']>> {
  const isServed = await answering.serves(row.memberId, row.deskId)
  const isBox = isServed && editionOf({ license: row.portalLicence.licence }) === 'box'
  const since = await connectedSince(db, row.memberId, row.deskId)
  return {
    clientName: row.clientTitle,
    portalName: row.portalDomain,
    domain: row.portalDomain,
    licence: isServed ? row.portalLicence.licence : null,
    level: isServed ? levelOfPortal({ licence: row.portalLicence, isEnterpriseBox: row.portalIsEnterpriseBox }) : null,
    boxIsEnterprise: isBox ? row.portalIsEnterpriseBox : null,
    openedBy: row.openedBy,
    connectedSince: since?.toISOString() ?? null,
    openTickets: await countOpenTickets(db, row.memberId, row.deskId),
    // Of what a portal is that has left, its former desk reads nothing.
    readers: isServed ? await readersNow(db, row.memberId, at) : [],
  }
}
