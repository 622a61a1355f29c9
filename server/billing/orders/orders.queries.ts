import type { OrderView } from '#contract/billing/orders.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
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
export async function findShownOrder(
  db: Db,
  { actor, at }: { actor: Actor; at: Date },
  orderId: string,
): Promise<OrderView> {
  const stored = await findOrder(db, orderId)
  const side = stored === null ? null : sideOfOrder(actor, stored)
  if (stored === null || side === null) throw new Refusal('not_found')
  return showOrder(db, stored, side, at)
}

export async function showOrder(db: Db, stored: StoredOrder, side: Side, at: Date): Promise<OrderView> {
  const names = await findNames(db, stored)
  if (names === null) throw new Error('an order has no desk or no portal')
  const { regulation } = await regulationAt(db, stored.deskId, at)
  return presentOrder(stored, names, regulation, side)
}
