import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import type { LedgerNow, UnstoredEntry } from './domain/accountNow.ts'

/** So many rows a statement: PostgreSQL takes 65,535 values. */
const rowsAtOnce = 1000

/** Each entry with the sum up to it. */
export async function insertEntries(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  entries: readonly (LedgerEntry & { balance: number })[],
): Promise<void> {
  for (let first = 0; first < entries.length; first += rowsAtOnce) {
    await unit.tx
      .insertInto('ledger')
      .values(
        entries.slice(first, first + rowsAtOnce).map(({ previousHash, hash, ...entry }) => ({
          ...toColumns({ deskId, memberId, ...entry }),
          previous_hash: previousHash,
          hash,
        })),
      )
      .execute()
  }
}

function toColumns({ deskId, memberId, ...entry }: UnstoredEntry) {
  return {
    desk_id: deskId,
    member_id: memberId,
    number: entry.number,
    at: new Date(entry.at),
    kind: entry.kind,
    package_id: entry.packageId,
    quanta: entry.quanta,
    plan_code: entry.planCode,
    ends_at: entry.ends === null ? null : new Date(entry.ends),
    order_id: entry.orderId,
    price_minor: entry.price?.minor ?? null,
    price_currency: entry.price?.currency ?? null,
    ticket_id: entry.ticketId,
    interval_id: entry.intervalId,
    ended_package_id: entry.endedPackageId,
    reason: entry.reason,
    by: entry.by,
    balance: entry.balance,
  }
}

/**
 * The ledger with entries that are not stored yet behind those that are, for whoever reads it as it is now; they have no hashes.
 * One statement then answers for both, with the same conditions, orders and limits.
 */
export function ledgerWith(unstored: LedgerNow['unstored']) {
  if (unstored.length === 0) return sql`ledger`
  const rows = JSON.stringify(unstored.map(toColumns))
  return sql`(select * from ledger union all select * from json_populate_recordset(null::ledger, ${rows}::json))`
}

type EntryRow = UnchainedRow & { previous_hash: string; hash: string }

/** As an entry that is not stored yet has it, too. */
type UnchainedRow = {
  number: number
  at: Date
  kind: LedgerEntry['kind']
  package_id: string | null
  quanta: number
  plan_code: string | null
  ends_at: Date | null
  order_id: string | null
  price_minor: number | null
  price_currency: string | null
  ticket_id: string | null
  interval_id: string | null
  ended_package_id: string | null
  reason: string | null
  by: string | null
  balance: number
}

export type StoredEntry = LedgerEntry & { balance: number }

/** Entries after a number up to another one, in their order. */
export async function readEntries(
  db: Reader,
  { deskId, memberId }: AccountKey,
  { after, upTo }: { after: number; upTo: number },
): Promise<StoredEntry[]> {
  const rows = await db
    .selectFrom('ledger')
    .selectAll()
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .where('number', '>', after)
    .where('number', '<=', upTo)
    .orderBy('number')
    .execute()
  return rows.map(toEntry)
}

/** `quantumMinutes`: of the regulation under which it was worked; null where no work was done. */
type Named = { ticketNumber: string | null; quantumMinutes: number | null }

export type ShownEntry = StoredEntry & Named

/** Entries after a number up to another one, in their order, with what it takes to name them. */
export async function readShownEntries(
  db: Reader,
  { deskId, memberId }: AccountKey,
  { after, upTo }: { after: number; upTo: number },
): Promise<ShownEntry[]> {
  const { rows } = await sql<EntryRow & NamedRow>`
    select l.*, t.number as ticket_number, (w.terms ->> 'quantumMinutes')::int as quantum_minutes
      from ledger l left join tickets t on t.ticket_id = l.ticket_id
      left join timers w on w.interval_id = l.interval_id
     where l.desk_id = ${deskId} and l.member_id = ${memberId} and l.number > ${after} and l.number <= ${upTo}
     order by l.number`.execute(db)
  return rows.map((row) => ({ ...toEntry(row), ...toNamed(row) }))
}

type NamedRow = { ticket_number: string | null; quantum_minutes: number | null }

function toNamed(row: NamedRow): Named {
  return { ticketNumber: row.ticket_number, quantumMinutes: row.quantum_minutes }
}

export type LedgerLineRow = Unchained & Named

/** Entries below a number, newest first, with what it takes to name them. */
export async function listEntries(
  db: Reader,
  { deskId, memberId, unstored }: LedgerNow,
  { before, limit }: { before: number | null; limit: number },
): Promise<LedgerLineRow[]> {
  const below = before === null ? sql`true` : sql`l.number < ${before}`
  const { rows } = await sql<UnchainedRow & NamedRow>`
    select page.*, t.number as ticket_number, (w.terms ->> 'quantumMinutes')::int as quantum_minutes
      from (select * from ${ledgerWith(unstored)} l
             where l.desk_id = ${deskId} and l.member_id = ${memberId} and ${below}
             order by l.number desc limit ${limit}) page
      left join tickets t on t.ticket_id = page.ticket_id
      left join timers w on w.interval_id = page.interval_id
     order by page.number desc`.execute(db)
  return rows.map((row) => ({ ...toUnchained(row), ...toNamed(row) }))
}

/** What an interval has taken, and from which packages, the last one first. */
export async function listTaken(
  db: Reader,
  intervalId: string,
): Promise<{ packageId: string | null; quanta: number }[]> {
  const { rows } = await sql<{ package_id: string | null; quanta: number }>`
    select package_id, sum(-quanta)::int as quanta from ledger
     where interval_id = ${intervalId} and kind = 'work'
     group by package_id order by max(number) desc`.execute(db)
  return rows.map((row) => ({ packageId: row.package_id, quanta: row.quanta }))
}

/** By the sums that stand with the entries: how many there are does not matter. */
export async function countTakenSince(
  db: Reader,
  { deskId, memberId, unstored }: LedgerNow,
  since: Date,
): Promise<number> {
  const ledger = ledgerWith(unstored)
  const { rows } = await sql<{ quanta: number }>`
    select (coalesce((select balance from ${ledger} l where desk_id = ${deskId} and member_id = ${memberId} and at < ${since}
                       order by at desc, number desc limit 1), 0)
            + (select coalesce(sum(quanta), 0) from ${ledger} l
                where desk_id = ${deskId} and member_id = ${memberId} and kind <> 'work' and at >= ${since})
            - coalesce((select balance from ${ledger} l where desk_id = ${deskId} and member_id = ${memberId}
                         order by number desc limit 1), 0))::int as quanta`.execute(db)
  return rows[0]?.quanta ?? 0
}

type Unchained = Omit<StoredEntry, 'previousHash' | 'hash'>

function toEntry(row: EntryRow): StoredEntry {
  return { ...toUnchained(row), previousHash: row.previous_hash, hash: row.hash }
}

function toUnchained(row: UnchainedRow): Unchained {
  const { price_minor: minor, price_currency: currency } = row
  return {
    number: row.number,
    at: row.at.toISOString(),
    kind: row.kind,
    packageId: row.package_id,
    quanta: row.quanta,
    planCode: row.plan_code,
    ends: row.ends_at?.toISOString() ?? null,
    orderId: row.order_id,
    price: minor === null || currency === null ? null : { minor, currency },
    ticketId: row.ticket_id,
    intervalId: row.interval_id,
    endedPackageId: row.ended_package_id,
    reason: row.reason,
    by: row.by,
    balance: row.balance,
  }
}
