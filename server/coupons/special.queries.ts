import type { SpecialView } from '#contract/coupons/types.ts'
import { findPhone } from '#server/desks/staff.queries.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { reactionToCoupons } from '#server/regulations/domain/reactions.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { findTicketFacts, sideOfTicket } from '#server/tickets/tickets.queries.ts'
import { presentTerm } from './coupons.present.ts'
import { findCoupon } from './coupons.sql.ts'
import { balanceOf, isRevoked } from './domain/ledger.ts'
import { listEntries, type EntryRow } from './entries.sql.ts'
import { findSpecial } from './specials.sql.ts'

/**
 * T10: what makes a ticket a special request, for both of its sides; null: an ordinary one. The phone is that of whoever is
 * responsible now, so it is there from the moment somebody is.
 */
export async function viewSpecial(db: Reader, actor: Actor, ticketId: string): Promise<SpecialView | null> {
  const side = await sideOfTicket(db, actor, ticketId)
  const found = await findSpecial(db, ticketId)
  const ticket = await findTicketFacts(db, ticketId)
  const coupon = found === null ? null : await findCoupon(db, found.couponId)
  if (found === null || ticket === null || coupon === null) return null
  const regulation = await regulationOfVersion(db, ticket.deskId, ticket.regulationVersion)
  const kind = regulation.coupons?.included.find(({ code }) => code === found.special.kind)
  const entries = await listEntries(db, coupon.couponId)
  const refund = entries.find((entry) => entry.ticketId === ticket.ticketId && entry.kind === 'refunded')
  const { assignee } = ticket
  return {
    kind: kind === undefined ? null : { code: kind.code, title: kind.title },
    objects: found.special.objects.flatMap((names, place) => {
      const what = kind?.limits[place]?.what
      return what === undefined ? [] : [{ what, names }]
    }),
    coupon: { lastGroup: coupon.lastGroup, ...balanceOf(coupon.entries), ...presentTerm(coupon) },
    responsible: assignee?.name ?? null,
    phone: assignee === null ? null : await findPhone(db, ticket.deskId, assignee.userId),
    reaction: reactionToCoupons(regulation),
    refunded: refund === undefined ? null : presentRefund(refund),
    mayRefund: side === 'desk' && leads(actor, ticket.deskId) && refund === undefined && !isRevoked(entries),
  }
}

function leads({ desk }: Actor, deskId: string): boolean {
  return desk?.deskId === deskId && desk.role !== 'agent'
}

function presentRefund({ at, by, reason }: EntryRow): NonNullable<SpecialView['refunded']> {
  return { at: at.toISOString(), by, reason }
}
