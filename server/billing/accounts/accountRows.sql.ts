import { type Selectable, sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { Tables } from '#server/platform/db/tables.ts'
import type { Account, Group, Package, WorkTerms } from '../domain/account.ts'
import type { AccountKey, AccountState, TimerRow, UsagePlan } from '../domain/accountForUpdate.ts'

/** Besides what still matters: ended packages that somebody names, and the tickets on which somebody is about to work. */
export type Also = { packageIds?: readonly string[]; ticketIds?: readonly string[] }

type Accounts = { deskId: string; memberIds: readonly string[] }

export async function readAccount(db: Reader, key: AccountKey, also: Also = {}): Promise<AccountState | null> {
  const [found] = await readAccounts(db, { deskId: key.deskId, memberIds: [key.memberId] }, also)
  return found ?? null
}

/** Accounts as their rows have them, several of a desk at once; whoever changes one has locked its row. */
export async function readAccounts(db: Reader, accounts: Accounts, also: Also = {}): Promise<AccountState[]> {
  const { deskId, memberIds } = accounts
  if (memberIds.length === 0) return []
  // Asked together: a page waits for each turn between the program and the database.
  const [rows, packages, timers] = await Promise.all([
    db.selectFrom('accounts').selectAll().where('desk_id', '=', deskId).where('member_id', 'in', memberIds).execute(),
    readPackages(db, accounts, also.packageIds ?? []),
    readTimers(db, accounts),
  ])
  const running = [...timers.values()].flat()
  const ticketIds = [...new Set([...running.map(({ ticketId }) => ticketId), ...(also.ticketIds ?? [])])]
  const names = [...running.map((one) => `interval:${one.intervalId}`), ...ticketIds.map((one) => `ticket:${one}`)]
  // Where nobody works and nobody is about to, no work is rounded together.
  const [groups, charges] = await Promise.all([
    ticketIds.length === 0 ? new Map<string, GroupRow[]>() : readGroups(db, accounts, names),
    readLeastCharges(db, { deskId, ticketIds, memberIds, withLeast: rows.filter((row) => row.least_quanta > 0) }),
  ])
  return rows.map((row) =>
    toState(row, {
      packages: packages.get(row.member_id) ?? [],
      timers: timers.get(row.member_id) ?? [],
      groups: Object.fromEntries((groups.get(row.member_id) ?? []).map((one) => [one.name, toGroup(one)])),
      leastChargeLeft: Object.fromEntries(
        (charges.get(row.member_id) ?? []).map((one) => [one.ticket_id, one.left_quanta]),
      ),
      begunTickets: (charges.get(row.member_id) ?? []).filter((one) => one.is_open).map((one) => one.ticket_id),
    }),
  )
}

type Parts = Pick<Account, 'packages' | 'groups' | 'leastChargeLeft' | 'begunTickets'> & { timers: TimerRow[] }

function toState(row: Selectable<Tables['accounts']>, { timers, ...parts }: Parts): AccountState {
  return {
    deskId: row.desk_id,
    memberId: row.member_id,
    account: {
      from: row.settled_at,
      limitQuanta: row.limit_quanta,
      owedQuanta: row.owed_quanta,
      leastQuanta: row.least_quanta,
      running: timers.map(({ intervalId, ticketId, agentId, startedAt, terms }) => {
        return { intervalId, ticketId, agentId: String(agentId), startedAt, terms }
      }),
      interruptedSince: row.interrupted_since,
      ...parts,
    },
    head: { count: row.entries, hash: row.head_hash },
    balance: row.balance,
    wakeAt: row.wake_at,
    usage: toUsage(row),
    timers: new Map(timers.map((timer) => [timer.intervalId, timer])),
  }
}

function toUsage(row: Selectable<Tables['accounts']>): UsagePlan | null {
  const { usage_plan: planCode, usage_currency: currency, usage_version: version, usage_since: since } = row
  if (planCode === null || currency === null || version === null || since === null) return null
  return { planCode, currency, version, since }
}

/** By client, in the order in which they were paid. */
async function readPackages(
  db: Reader,
  { deskId, memberIds }: Accounts,
  named: readonly string[],
): Promise<Map<string, Package[]>> {
  const rows = await db
    .selectFrom('packages')
    .selectAll()
    .where('desk_id', '=', deskId)
    .where('member_id', 'in', memberIds)
    .where((where) => where.or([where('has_ended', '=', false), where('package_id', 'in', [nobody, ...named])]))
    .orderBy('entry')
    .execute()
  return byMember(rows, (row) => ({
    packageId: row.package_id,
    planCode: row.plan_code,
    quanta: row.quanta,
    extra: row.extra_quanta,
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

/** By client, in the order of their ids, as ties are broken. */
async function readTimers(db: Reader, { deskId, memberIds }: Accounts): Promise<Map<string, TimerRow[]>> {
  const { rows } = await sql<{
    member_id: string
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
    select member_id, interval_id, ticket_id, agent_id, agent_name, started_at, terms, regulation_version, quanta, asked_at,
           ask_stops_at, ask_cause, answered_at
      from timers
     where desk_id = ${deskId} and member_id = any(${memberIds}::text[]) and stopped_at is null
     order by interval_id::text collate "C"`.execute(db)
  return byMember(rows, (row) => ({
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

type GroupRow = { member_id: string; name: string; worked_seconds: number; paid_seconds: number }

/** Of days only the newest can still go on. */
async function readGroups(
  db: Reader,
  { deskId, memberIds }: Accounts,
  names: readonly string[],
): Promise<Map<string, GroupRow[]>> {
  const { rows } = await sql<GroupRow>`
    select member_id, name, worked_seconds, paid_seconds from work_groups
     where desk_id = ${deskId} and member_id = any(${memberIds}::text[]) and name = any(${names}::text[])
     union all
    select newest.* from unnest(${memberIds}::text[]) as wanted (member_id) cross join lateral (
      select g.member_id, name, worked_seconds, paid_seconds from work_groups g
       where g.desk_id = ${deskId} and g.member_id = wanted.member_id and name >= 'day:' and name < 'day;'
       order by name desc limit 3) newest`.execute(db)
  return byMember(rows, (row) => row)
}

function toGroup(row: GroupRow): Group {
  return { workedSeconds: row.worked_seconds, paidSeconds: row.paid_seconds }
}

type ChargeRow = { member_id: string; ticket_id: string; left_quanta: number; is_open: boolean }
type WantedCharges = Accounts & { ticketIds: readonly string[]; withLeast: readonly { member_id: string }[] }

/** Of the tickets that are named; where a least charge holds, of all that are open: those may run a rest down (Q16). */
async function readLeastCharges(
  db: Reader,
  { deskId, memberIds, ticketIds, withLeast }: WantedCharges,
): Promise<Map<string, ChargeRow[]>> {
  if (ticketIds.length === 0 && withLeast.length === 0) return new Map()
  const { rows } = await sql<ChargeRow>`
    select member_id, ticket_id, left_quanta, is_open from least_charges
     where desk_id = ${deskId} and member_id = any(${memberIds}::text[]) and ticket_id = any(${ticketIds}::text[])
     union
    select member_id, ticket_id, left_quanta, is_open from least_charges
     where desk_id = ${deskId} and member_id = any(${withLeast.map((row) => row.member_id)}::text[]) and is_open
     order by member_id, ticket_id`.execute(db)
  return byMember(rows, (row) => row)
}

function byMember<Row extends { member_id: string }, Part>(
  rows: readonly Row[],
  toPart: (row: Row) => Part,
): Map<string, Part[]> {
  return new Map([...Map.groupBy(rows, (row) => row.member_id)].map(([memberId, own]) => [memberId, own.map(toPart)]))
}
