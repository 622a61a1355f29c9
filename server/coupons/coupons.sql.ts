import { sql, type RawBuilder } from 'kysely'
import type { CouponState, EntryKind } from '#contract/coupons/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TimedPlace } from '#server/platform/http/cursor.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import type { Coupon } from './domain/coupon.ts'

/** A coupon with its ledger; dates are local ones of the desk, as `2026-03-14`. */
export type StoredCoupon = Coupon & {
  lastGroup: string
  portal: string | null
  requests: number
  purchasedOn: string
  lastDay: string
  orderNumber: string
  note: string
  issuedBy: string
  entries: { kind: EntryKind; change: number; ticketId: string | null }[]
}

const columns = sql`
  c.coupon_id as "couponId", c.desk_id as "deskId", c.member_id as "memberId", c.starts_at as "startsAt",
  c.ends_at as "endsAt", c.issued_at as "issuedAt", c.last_group as "lastGroup", c.portal, c.requests,
  c.purchased_on::text as "purchasedOn", c.last_day::text as "lastDay", c.order_number as "orderNumber", c.note,
  c.issued_by as "issuedBy"`

const entriesOf = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'change', e.change, 'ticketId', e.ticket_id)
                            order by e.position), '[]')
    from coupon_entries e where e.coupon_id = c.coupon_id)`

/** With its row locked; its ledger is read in a statement of its own, so that it is the one after the wait. */
export async function lockCoupon(unit: UnitOfWork, couponId: string): Promise<StoredCoupon | null> {
  await sql`select from coupons where coupon_id = ${couponId} for no key update`.execute(unit.tx)
  return findCoupon(unit.tx, couponId)
}

/** Those that the portal has entered at this desk and that are not over, locked in the order of their ends. */
export async function lockCouponsOf(
  unit: UnitOfWork,
  { deskId, memberId }: { deskId: string; memberId: string },
): Promise<StoredCoupon[]> {
  const { rows } = await sql<{ coupon_id: string }>`
    select coupon_id from coupons
     where desk_id = ${deskId} and member_id = ${memberId} and ends_at > ${unit.at}
     order by ends_at, issued_at, coupon_id for no key update`.execute(unit.tx)
  const ids = rows.map(({ coupon_id: couponId }) => couponId)
  return ids.length === 0 ? [] : select(unit.tx, sql`c.coupon_id = any(${ids}::uuid[])`)
}

export async function listCouponsOf(
  db: Reader,
  { deskId, memberId }: { deskId: string; memberId: string },
): Promise<StoredCoupon[]> {
  return select(db, sql`c.desk_id = ${deskId} and c.member_id = ${memberId}`)
}

export async function findCoupon(db: Reader, couponId: string): Promise<StoredCoupon | null> {
  const [coupon] = await select(db, sql`c.coupon_id = ${couponId}`)
  return coupon ?? null
}

/**
 * The coupon of this desk by its digest, if this portal may enter it, with its row locked. One statement also for one of another
 * portal: from outside it cannot be told from one that nobody has issued (C3).
 */
export async function lockTyped(
  unit: UnitOfWork,
  { hash, deskId }: { hash: Buffer; deskId: string },
  { memberId, domain, formerAddresses }: Pick<Portal, 'memberId' | 'domain' | 'formerAddresses'>,
): Promise<StoredCoupon | null> {
  const [former, leftAt] = [formerAddresses.map((one) => one.domain), formerAddresses.map((one) => one.leftAt)]
  const { rows } = await sql<{ coupon_id: string }>`
    select coupon_id from coupons
     where code_hash = ${hash} and desk_id = ${deskId}
       and (portal is null or portal_member_id = ${memberId}
            or (portal_member_id is null and (portal in (${memberId}, ${domain})
                or exists (select 1 from unnest(${former}::text[], ${leftAt}::timestamptz[]) as had(name, left_at)
                            where had.name = portal and had.left_at >= issued_at))))
       for no key update`.execute(unit.tx)
  return rows[0] === undefined ? null : findCoupon(unit.tx, rows[0].coupon_id)
}

type NewCoupon = Omit<StoredCoupon, 'entries' | 'memberId'> & {
  issueId: string
  issuePlace: number
  portalMemberId: string | null
}

/** False where this click has issued before. */
export async function insertCoupon(unit: UnitOfWork, coupon: NewCoupon, hash: Buffer): Promise<boolean> {
  const made = await unit.tx
    .insertInto('coupons')
    .values({
      coupon_id: coupon.couponId,
      desk_id: coupon.deskId,
      issue_id: coupon.issueId,
      issue_place: coupon.issuePlace,
      code_hash: hash,
      last_group: coupon.lastGroup,
      portal: coupon.portal,
      portal_member_id: coupon.portalMemberId,
      requests: coupon.requests,
      purchased_on: coupon.purchasedOn,
      starts_at: coupon.startsAt,
      ends_at: coupon.endsAt,
      last_day: coupon.lastDay,
      order_number: coupon.orderNumber,
      note: coupon.note,
      issued_by: coupon.issuedBy,
      issued_at: coupon.issuedAt,
    })
    .onConflict((conflict) => conflict.columns(['issue_id', 'issue_place']).doNothing())
    .returning('coupon_id')
    .executeTakeFirst()
  return made !== undefined
}

export async function saveEntered(
  unit: UnitOfWork,
  couponId: string,
  by: { memberId: string; name: string },
): Promise<void> {
  await unit.tx
    .updateTable('coupons')
    .set({ member_id: by.memberId, entered_at: unit.at, entered_by: by.name })
    .where('coupon_id', '=', couponId)
    .execute()
}

/** A desk's coupons, the newest first, by keyset. */
export async function listCoupons(
  db: Reader,
  deskId: string,
  filter: { state: CouponState | 'all'; search: string; at: Date; limit: number; after: TimedPlace | null },
): Promise<StoredCoupon[]> {
  const { state, search, at, limit, after } = filter
  const conditions = [sql`c.desk_id = ${deskId}`]
  if (state !== 'all') conditions.push(isIn(state, at))
  if (search !== '') {
    const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    conditions.push(sql`(c.last_group ilike ${pattern} or c.portal ilike ${pattern} or c.order_number ilike ${pattern}
      or c.note ilike ${pattern} or c.issued_by ilike ${pattern})`)
  }
  if (after !== null) conditions.push(sql`(c.issued_at, c.coupon_id) < (${after.at}, ${after.id}::uuid)`)
  const { rows } = await sql<StoredCoupon>`
    select ${columns}, ${entriesOf} as entries from coupons c
     where ${sql.join(conditions, sql` and `)}
     order by c.issued_at desc, c.coupon_id desc limit ${limit}`.execute(db)
  return rows
}

/** The same order of reasons as in `stateOf`; a test holds the two together. */
function isIn(state: CouponState, at: Date): RawBuilder<unknown> {
  const revoked = sql`exists (select 1 from coupon_entries r where r.coupon_id = c.coupon_id and r.kind = 'revoked')`
  const left = sql`(select sum(l.change) from coupon_entries l where l.coupon_id = c.coupon_id)`
  switch (state) {
    case 'revoked':
      return revoked
    case 'ended':
      return sql`not ${revoked} and c.ends_at <= ${at}`
    case 'usedUp':
      return sql`not ${revoked} and c.ends_at > ${at} and ${left} = 0`
    case 'open':
      return sql`not ${revoked} and c.ends_at > ${at} and ${left} > 0 and c.member_id is null`
    case 'live':
      return sql`not ${revoked} and c.ends_at > ${at} and ${left} > 0 and c.member_id is not null`
  }
}

async function select(db: Reader, condition: RawBuilder<unknown>): Promise<StoredCoupon[]> {
  const { rows } = await sql<StoredCoupon>`
    select ${columns}, ${entriesOf} as entries from coupons c where ${condition}
     order by c.ends_at, c.issued_at, c.coupon_id`.execute(db)
  return rows
}

/** C5, uninstall with CLEAN: numbers for the names of the portal's people, and nothing of what they wrote; the ledger stays. */
export async function forgetCouponNames(
  unit: UnitOfWork,
  { memberId, deskId }: { memberId: string; deskId: string | null },
): Promise<void> {
  await sql`
    update coupon_entry_notes set by_name = '№ ' || by_user, reason = '' where by_member = ${memberId}`.execute(unit.tx)
  await sql`update coupons set entered_by = '' where member_id = ${memberId}`.execute(unit.tx)
  await sql`update coupons set issued_by = '' where desk_id = ${deskId}`.execute(unit.tx)
}

export async function listIdsOf(db: Reader, memberId: string): Promise<string[]> {
  const rows = await db.selectFrom('coupons').select('coupon_id').where('member_id', '=', memberId).execute()
  return rows.map((row) => row.coupon_id)
}
