import { sql } from 'kysely'
import type { EntryKind } from '#contract/coupons/types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { StoredCoupon } from './coupons.sql.ts'
import { balanceOf, type LedgerEntry } from './domain/ledger.ts'

/** Appends one row under the coupon's lock, and says on the coupon in hand that it is there. */
export async function appendEntry(
  unit: UnitOfWork,
  coupon: Pick<StoredCoupon, 'couponId' | 'entries'>,
  entry: LedgerEntry,
  by: { actor: Pick<Actor, 'memberId' | 'userId' | 'name'>; side: 'client' | 'desk'; reason?: string },
): Promise<void> {
  const key = { coupon_id: coupon.couponId, position: coupon.entries.length + 1 }
  const entries = [...coupon.entries, entry]
  await unit.tx
    .insertInto('coupon_entries')
    .values({
      ...key,
      kind: entry.kind,
      change: entry.change,
      left_after: balanceOf(entries).left,
      ticket_id: entry.ticketId,
      at: unit.at,
    })
    .execute()
  const { memberId, userId, name } = by.actor
  await unit.tx
    .insertInto('coupon_entry_notes')
    .values({
      ...key,
      by_side: by.side,
      by_member: memberId,
      by_user: userId,
      by_name: name,
      reason: by.reason ?? '',
    })
    .execute()
  coupon.entries = entries
}

export type EntryRow = {
  position: number
  kind: EntryKind
  change: number
  leftAfter: number
  ticketId: string | null
  at: Date
  by: string
  side: 'client' | 'desk'
  reason: string
}

export async function listEntries(db: Reader, couponId: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.position, e.kind, e.change, e.left_after as "leftAfter", e.ticket_id as "ticketId", e.at, n.by_name as by,
           n.by_side as side, n.reason
      from coupon_entries e join coupon_entry_notes n using (coupon_id, position)
     where e.coupon_id = ${couponId} order by e.position`.execute(db)
  return rows
}
