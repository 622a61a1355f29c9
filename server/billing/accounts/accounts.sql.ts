import { type Selectable, sql } from 'kysely'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { Tables } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Account, Group, Package, WorkTerms } from '../domain/account.ts'
import type { AccountKey, AccountForUpdate, TimerRow, UsagePlan } from '../domain/accountForUpdate.ts'

/** Nobody else changes anything of this account until the transaction ends; false where there is none. */
export async function lockAccount(unit: UnitOfWork, { deskId, memberId }: AccountKey): Promise<boolean> {
  const { rows } = await sql`
    select 1 from accounts where desk_id = ${deskId} and member_id = ${memberId} for update`.execute(unit.tx)
  return rows.length > 0
}

export async function insertAccount(
  unit: UnitOfWork,
  key: AccountKey,
  opened: Account,
  headHash: string,
): Promise<void> {
  await unit.tx
    .insertInto('accounts')
    .values({
      desk_id: key.deskId,
      member_id: key.memberId,
      opened_at: unit.at,
      settled_at: opened.from,
      limit_quanta: opened.limitQuanta,
      interrupted_since: opened.interruptedSince,
      head_hash: headHash,
      wake_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Besides what still matters: ended packages that somebody names, and the tickets on which somebody is about to work. */
export type Also = { packageIds?: readonly string[]; ticketIds?: readonly string[] }

/** The account as its rows have it; the caller has locked its row. */
export async function readAccount(
  unit: UnitOfWork,
  key: AccountKey,
  also: Also = {},
): Promise<AccountForUpdate | null> {
  const { deskId, memberId } = key
  const row = await unit.tx
    .selectFrom('accounts')
    .selectAll()
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (row === undefined) return null
  const packages = await readPackages(unit, key, also.packageIds ?? [])
  const timers = await readTimers(unit, key)
  const ticketIds = [...new Set([...timers.map(({ ticketId }) => ticketId), ...(also.ticketIds ?? [])])]
  const names = [...timers.map((one) => `interval:${one.intervalId}`), ...ticketIds.map((one) => `ticket:${one}`)]
  return {
    deskId,
    memberId,
    account: {
      from: row.settled_at,
      packages,
      limitQuanta: row.limit_quanta,
      owedQuanta: row.owed_quanta,
      running: timers.map(({ intervalId, ticketId, agentId, startedAt, terms }) => {
        return { intervalId, ticketId, agentId: String(agentId), startedAt, terms }
      }),
      groups: await readGroups(unit, key, names),
      leastChargeLeft: ticketIds.length === 0 ? {} : await readLeastCharges(unit, key, ticketIds),
      interruptedSince: row.interrupted_since,
    },
    head: { count: row.entries, hash: row.head_hash },
    balance: row.balance,
    wakeAt: row.wake_at,
    usage: toUsage(row),
    timers: new Map(timers.map((timer) => [timer.intervalId, timer])),
  }
}

type UsageRow = Pick<Selectable<Tables['accounts']>, 'usage_plan' | 'usage_currency' | 'usage_version' | 'usage_since'>

export function toUsage(row: UsageRow): UsagePlan | null {
  const { usage_plan: planCode, usage_currency: currency, usage_version: version, usage_since: since } = row
  if (planCode === null || currency === null || version === null || since === null) return null
  return { planCode, currency, version, since }
}

async function readPackages(unit: UnitOfWork, key: AccountKey, named: readonly string[]): Promise<Package[]> {
  const rows = await unit.tx
    .selectFrom('packages')
    .selectAll()
    .where('desk_id', '=', key.deskId)
    .where('member_id', '=', key.memberId)
    .where((where) => where.or([where('has_ended', '=', false), where('package_id', 'in', [nobody, ...named])]))
    .orderBy('entry')
    .execute()
  return rows.map((row) => ({
    packageId: row.package_id,
    planCode: row.plan_code,
    quanta: row.quanta,
    left: row.left_quanta,
    starts: row.starts_at,
    ends: row.ends_at,
    validity: row.validity,
    hasEnded: row.has_ended,
    warnedDays: row.warned_days,
  }))
}

/** A list of values may not be empty. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** In the order of their ids, as ties are broken. */
async function readTimers(unit: UnitOfWork, key: AccountKey): Promise<TimerRow[]> {
  const { rows } = await sql<{
    interval_id: string
    ticket_id: string
    agent_id: number
    agent_name: string
    started_at: Date
    terms: WorkTerms
    regulation_version: number
    quanta: number
    asked_at: Date | null
    ask_stops_at: Date | null
    ask_cause: 'noAnswer' | 'dayEnded' | null
    answered_at: Date | null
  }>`
    select interval_id, ticket_id, agent_id, agent_name, started_at, terms, regulation_version, quanta, asked_at,
           ask_stops_at, ask_cause, answered_at
      from timers
     where desk_id = ${key.deskId} and member_id = ${key.memberId} and stopped_at is null
     order by interval_id::text collate "C"`.execute(unit.tx)
  return rows.map((row) => ({
    intervalId: row.interval_id,
    ticketId: row.ticket_id,
    agentId: row.agent_id,
    agentName: row.agent_name,
    startedAt: row.started_at,
    terms: row.terms,
    regulationVersion: row.regulation_version,
    quanta: row.quanta,
    askedAt: row.asked_at,
    askStopsAt: row.ask_stops_at,
    askCause: row.ask_cause,
    answeredAt: row.answered_at,
  }))
}

/** Of days only the newest can still go on. */
async function readGroups(unit: UnitOfWork, key: AccountKey, names: string[]): Promise<Record<string, Group>> {
  const { rows } = await sql<{ name: string; worked_seconds: number; paid_seconds: number }>`
    select name, worked_seconds, paid_seconds from work_groups
     where desk_id = ${key.deskId} and member_id = ${key.memberId} and name = any(${names}::text[])
     union all
    (select name, worked_seconds, paid_seconds from work_groups
      where desk_id = ${key.deskId} and member_id = ${key.memberId} and name >= 'day:' and name < 'day;'
      order by name desc limit 3)`.execute(unit.tx)
  return Object.fromEntries(
    rows.map((row) => [row.name, { workedSeconds: row.worked_seconds, paidSeconds: row.paid_seconds }]),
  )
}

async function readLeastCharges(
  unit: UnitOfWork,
  key: AccountKey,
  ticketIds: string[],
): Promise<Record<string, number>> {
  const rows = await unit.tx
    .selectFrom('least_charges')
    .select(['ticket_id', 'left_quanta'])
    .where('desk_id', '=', key.deskId)
    .where('member_id', '=', key.memberId)
    .where('ticket_id', 'in', ticketIds)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.ticket_id, row.left_quanta]))
}

/** Accounts in which something is due, in the order of their instants; those that another process has locked are left to it. */
export async function claimDue(unit: UnitOfWork, limit: number): Promise<AccountKey[]> {
  const { rows } = await sql<{ desk_id: string; member_id: string }>`
    select desk_id, member_id from accounts where wake_at <= ${unit.at}
     order by wake_at limit ${limit} for update skip locked`.execute(unit.tx)
  return rows.map((row) => ({ deskId: row.desk_id, memberId: row.member_id }))
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
 * Codes of the plans of which quanta can be taken at this instant, also of one whose quanta are owed, by client of this desk;
 * whoever has none is left out.
 */
export async function listLivePlans(
  db: Reader,
  { deskId, memberIds }: { deskId: string; memberIds: readonly string[] },
  at: Date,
): Promise<ReadonlyMap<string, string[]>> {
  const { rows } = await sql<{ member_id: string; plan_codes: string[] }>`
    select member_id, array_agg(plan_code order by plan_code) as plan_codes
      from (select member_id, plan_code from packages
             where desk_id = ${deskId} and member_id = any(${memberIds}::text[]) and not has_ended and left_quanta > 0
               and starts_at <= ${at} and ends_at > ${at}
             union
            select member_id, usage_plan from accounts
             where desk_id = ${deskId} and member_id = any(${memberIds}::text[]) and usage_plan is not null
               and owed_quanta < limit_quanta) live
     group by member_id`.execute(db)
  return new Map(rows.map((row) => [row.member_id, row.plan_codes]))
}

/** Null where service is not paused; `isOwing`: it waits for what is owed, as no more may be (Q12). */
export async function findInterruption(
  db: Reader,
  { deskId, memberId }: AccountKey,
): Promise<{ isOwing: boolean } | null> {
  const { rows } = await sql<{ is_owing: boolean }>`
    select limit_quanta > 0 as is_owing from accounts
     where desk_id = ${deskId} and member_id = ${memberId} and interrupted_since is not null and entries > 0`.execute(
    db,
  )
  const [row] = rows
  return row === undefined ? null : { isOwing: row.is_owing }
}
