import type { OrderView } from '#contract/billing/orders.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { findNames } from '../accounts/accountReads.sql.ts'
import type { AccountKey, Side } from '../domain/accountForUpdate.ts'
import { presentOrder } from './orders.present.ts'
import { findOrder, type StoredOrder } from './orders.sql.ts'

/** Whose order it is; to anybody else there is none. */
export function sideOfOrder(actor: Actor, { deskId, memberId }: AccountKey): Side | null {
  if (actor.desk?.deskId === deskId) return 'desk'
  return actor.client !== null && actor.memberId === memberId ? 'client' : null
}

/** As its side reads it at this instant. */
export async function findShownOrder(db: Db, { actor }: { actor: Actor }, orderId: string): Promise<OrderView> {
  const stored = await findOrder(db, orderId)
  const side = stored === null ? null : sideOfOrder(actor, stored)
  if (stored === null || side === null) throw new Refusal('not_found')
  return showOrder(db, stored, side)
}

/** A plan is called as it was when the order was placed (E9). */
export async function showOrder(db: Db, stored: StoredOrder, side: Side): Promise<OrderView> {
  const names = await findNames(db, stored)
  if (names === null) throw new Error('an order has no desk or no portal')
  const regulation = await regulationOfVersion(db, stored.deskId, stored.regulationVersion)
  return presentOrder(stored, names, regulation, side)
}
