import { sql, type RawBuilder } from 'kysely'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { Snapshot } from '#server/platform/db/snapshot.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Account } from '../domain/account.ts'
import type { SoldPlan } from '#server/regulations/domain/soldPlan.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import type { AccountFigures } from './domain/accountFigures.ts'

/** Nobody else changes anything of this account until the transaction ends; false where there is none. */
export async function lockAccount(unit: UnitOfWork, { deskId, memberId }: AccountKey): Promise<boolean> {
  const { rows } = await sql`
    select 1 from accounts where desk_id = ${deskId} and member_id = ${memberId} for no key update`.execute(unit.tx)
  return rows.length > 0
}

/**
 * Before the account is looked for: while somebody goes by there being none, nobody opens one. A statement of its own, so that whoever
 * had to wait sees what was opened meanwhile.
 */
export async function holdUnopened(unit: UnitOfWork, key: AccountKey): Promise<void> {
  await sql`select ${holding(key)}`.execute(unit.tx)
}

/** The same as a part of a statement that comes before the one that looks for the account. */
export function holding({ deskId, memberId }: AccountKey): RawBuilder<unknown> {
  return sql`pg_advisory_xact_lock_shared(hashtext('account'), hashtext(${`${deskId} ${memberId}`}))`
}

async function lockOpening(unit: UnitOfWork, { deskId, memberId }: AccountKey): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('account'), hashtext(${`${deskId} ${memberId}`}))`.execute(unit.tx)
}

/** Unless somebody else has opened it. Waits for those who go by there being none. */
export async function insertAccount(
  unit: UnitOfWork,
  key: AccountKey,
  opened: Account,
  headHash: string,
): Promise<void> {
  await lockOpening(unit, key)
  await unit.tx
    .insertInto('accounts')
    .values({
      desk_id: key.deskId,
      member_id: key.memberId,
      opened_at: unit.at,
      settled_at: opened.from,
      limit_quanta: opened.limitQuanta,
      least_quanta: opened.leastQuanta,
      interrupted_since: opened.interruptedSince,
      head_hash: headHash,
      wake_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Accounts in which something is due, in the order of their instants; those that another process has locked are left to it. */
export async function claimDue(unit: UnitOfWork, limit: number): Promise<AccountKey[]> {
  const { rows } = await sql<{ desk_id: string; member_id: string }>`
    select desk_id, member_id from accounts where wake_at <= ${unit.at}
     order by wake_at limit ${limit} for no key update skip locked`.execute(unit.tx)
  return rows.map((row) => ({ deskId: row.desk_id, memberId: row.member_id }))
}

/** Of these clients, or of all of a desk (null), those in whose accounts something has happened that is not stored yet. */
export async function listDue(
  { tx, at }: Snapshot,
  { deskId, memberIds }: { deskId: string; memberIds: readonly string[] | null },
): Promise<string[]> {
  const named = memberIds === null ? sql`true` : sql`member_id = any(${memberIds}::text[])`
  const { rows } = await sql<{ member_id: string }>`
    select member_id from accounts where desk_id = ${deskId} and wake_at <= ${at} and ${named}`.execute(tx)
  return rows.map((row) => row.member_id)
}

/** An account that could not be settled now is looked for again so much later. */
export async function putOff(unit: UnitOfWork, { deskId, memberId }: AccountKey, seconds: number): Promise<void> {
  await sql`
    update accounts set wake_at = ${unit.at}::timestamptz + ${seconds} * interval '1 second'
     where desk_id = ${deskId} and member_id = ${memberId} and wake_at <= ${unit.at}`.execute(unit.tx)
}

/** When the next account is due; null where none is. */
export async function nextDueAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`
    select min(wake_at) as due_at from accounts`.execute(db)
  return rows[0]?.due_at ?? null
}

/**
 * The plans of which quanta can be taken at this instant, each with the version under which it was sold, also one whose quanta are
 * owed (that goes by the client's version); by client of this desk, and whoever has none is left out.
 */
export async function listLivePlans(
  db: Reader,
  { deskId, memberIds }: { deskId: string; memberIds: readonly string[] },
  at: Date,
): Promise<ReadonlyMap<string, SoldPlan[]>> {
  const { rows } = await sql<{ member_id: string; plan_code: string; version: number | null }>`
    select member_id, plan_code, version
      from (select member_id, plan_code, regulation_version as version from packages
             where desk_id = ${deskId} and member_id = any(${memberIds}::text[]) and not has_ended and left_quanta > 0
               and starts_at <= ${at} and ends_at > ${at}
             union
            select member_id, usage_plan, null from accounts
             where desk_id = ${deskId} and member_id = any(${memberIds}::text[]) and usage_plan is not null
               and owed_quanta < limit_quanta) live
     order by plan_code, version`.execute(db)
  const byMember = Map.groupBy(rows, (row) => row.member_id)
  return new Map(
    [...byMember].map(([memberId, own]) => [
      memberId,
      own.map((row) => ({ code: row.plan_code, version: row.version })),
    ]),
  )
}

/** What a stored account says of its service; null where nothing was ever bought. Without credit the balance is what is left. */
export async function findServiceFigures(
  db: Reader,
  { deskId, memberId }: AccountKey,
): Promise<Pick<AccountFigures, 'left' | 'limitQuanta' | 'interruptedSince' | 'entries'> | null> {
  const row = await db
    .selectFrom('accounts')
    .select(['balance', 'limit_quanta', 'interrupted_since', 'entries'])
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { balance, limit_quanta: limitQuanta, interrupted_since: since, entries } = row
  return { left: balance, limitQuanta, interruptedSince: entries === 0 ? null : since, entries }
}

/** Whether work was ever begun on a ticket, so that its least charge is paid (Q12). */
export async function hasBegun(db: Reader, { deskId, memberId }: AccountKey, ticketId: string): Promise<boolean> {
  const row = await db
    .selectFrom('least_charges')
    .select('ticket_id')
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  return row !== undefined
}
