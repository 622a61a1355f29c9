import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

export type Period = { start: Date; end: Date }

/** The sum of all entries before this instant, one look in the index. */
export async function readBalanceBefore(db: Reader, { deskId, memberId }: AccountKey, at: Date): Promise<number> {
  const { rows } = await sql<{ balance: number }>`
    select balance from ledger where desk_id = ${deskId} and member_id = ${memberId} and at < ${at}
     order by at desc, number desc limit 1`.execute(db)
  return rows[0]?.balance ?? 0
}

/** How many entries a period has, and which ones. */
export async function countEntries(
  db: Reader,
  { deskId, memberId }: AccountKey,
  { start, end }: Period,
): Promise<{ first: number; last: number } | null> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select (select number from ledger where desk_id = ${deskId} and member_id = ${memberId} and at >= ${start}
             order by at, number limit 1) as first,
           (select number from ledger where desk_id = ${deskId} and member_id = ${memberId} and at < ${end}
             order by at desc, number desc limit 1) as last`.execute(db)
  const { first, last } = rows[0] ?? { first: null, last: null }
  return first === null || last === null || last < first ? null : { first, last }
}

export type ActWork = {
  ticketId: string
  ticketNumber: string
  agentName: string
  startedAt: Date
  stoppedAt: Date | null
  /** Of the quanta of this interval those that began in the period. */
  quanta: number
  /** Of the regulation under which it was worked. */
  quantumMinutes: number
}

/** What work took in a period, interval by interval, ticket after ticket in the order of their first work. */
export async function listActWork(
  db: Reader,
  { deskId, memberId }: AccountKey,
  { start, end }: Period,
  limit: number,
): Promise<ActWork[]> {
  const { rows } = await sql<{
    ticket_id: string
    ticket_number: string
    agent_name: string
    started_at: Date
    stopped_at: Date | null
    quanta: number
    quantum_minutes: number
  }>`
    with taken as (
      select ticket_id, interval_id, sum(-quanta)::int as quanta, min(number) as first
        from ledger
       where desk_id = ${deskId} and member_id = ${memberId} and at >= ${start} and at < ${end} and kind = 'work'
       group by ticket_id, interval_id
    )
    select k.ticket_id, t.number as ticket_number, w.agent_name, w.started_at, w.stopped_at, k.quanta,
           (w.terms ->> 'quantumMinutes')::int as quantum_minutes
      from taken k join tickets t using (ticket_id) join timers w using (interval_id)
     order by min(k.first) over (partition by k.ticket_id), k.first limit ${limit}`.execute(db)
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    agentName: row.agent_name,
    startedAt: row.started_at,
    stoppedAt: row.stopped_at,
    quanta: row.quanta,
    quantumMinutes: row.quantum_minutes,
  }))
}

export type ActEntry = Pick<LedgerEntry, 'kind' | 'quanta' | 'reason' | 'by'> & {
  at: Date
  planCode: string | null
  /** Under which its package was sold, or what was owed was ordered (E9). */
  version: number | null
  endsAt: Date | null
  price: LedgerEntry['price']
}

/** Everything but work, each with the plan of its package. */
export async function listActEntries(
  db: Reader,
  { deskId, memberId }: AccountKey,
  { start, end }: Period,
  limit: number,
): Promise<ActEntry[]> {
  const { rows } = await sql<{
    at: Date
    kind: LedgerEntry['kind']
    quanta: number
    reason: string | null
    by: string | null
    plan_code: string | null
    version: number | null
    ends_at: Date | null
    price_minor: number | null
    price_currency: string | null
  }>`
    select l.at, l.kind, l.quanta, l.reason, l.by, coalesce(l.plan_code, p.plan_code, o.plan_code) as plan_code,
           coalesce(p.regulation_version, o.regulation_version) as version, coalesce(l.ends_at, p.ends_at) as ends_at, l.price_minor, l.price_currency
      from ledger l left join packages p using (package_id) left join orders o on o.order_id = l.order_id
     where l.desk_id = ${deskId} and l.member_id = ${memberId} and l.at >= ${start} and l.at < ${end} and l.kind <> 'work'
     order by l.number limit ${limit}`.execute(db)
  return rows.map(({ at, kind, quanta, reason, by, ...row }) => ({
    at,
    kind,
    quanta,
    reason,
    by,
    planCode: row.plan_code,
    version: row.version,
    endsAt: row.ends_at,
    price:
      row.price_minor === null || row.price_currency === null
        ? null
        : { minor: row.price_minor, currency: row.price_currency },
  }))
}

export type ActPayment = {
  documentNumber: string
  documentDate: string
  recordedAt: Date
  minor: number
  currency: string
}

/** In the order in which they were recorded. */
export async function listActPayments(
  db: Reader,
  { deskId, memberId }: AccountKey,
  { start, end }: Period,
  limit: number,
): Promise<ActPayment[]> {
  const { rows } = await sql<{
    document_number: string
    document_date: string
    recorded_at: Date
    amount_minor: number
    currency: string
  }>`
    select document_number, document_date::text, recorded_at, amount_minor, currency from order_payments
     where desk_id = ${deskId} and member_id = ${memberId} and recorded_at >= ${start} and recorded_at < ${end}
     order by recorded_at, document_number limit ${limit}`.execute(db)
  return rows.map((row) => ({
    documentNumber: row.document_number,
    documentDate: row.document_date,
    recordedAt: row.recorded_at,
    minor: row.amount_minor,
    currency: row.currency,
  }))
}
