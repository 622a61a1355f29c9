import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { StopCause } from '#contract/billing/types.ts'
import type { AccountKey, UsagePlan } from '../domain/accountForUpdate.ts'
import { toUsage } from './accounts.sql.ts'

export type Named = { deskName: string; portalName: string }

export async function findNames(db: Reader, { deskId, memberId }: AccountKey): Promise<Named | null> {
  const { rows } = await sql<{ desk_name: string; portal_name: string }>`
    select d.name as desk_name, p.domain as portal_name from desks d, portals p
     where d.desk_id = ${deskId} and p.member_id = ${memberId}`.execute(db)
  const [row] = rows
  return row === undefined ? null : { deskName: row.desk_name, portalName: row.portal_name }
}

export type AccountRow = {
  limitQuanta: number
  owedQuanta: number
  interruptedSince: Date | null
  entries: number
  wakeAt: Date | null
  usage: UsagePlan | null
}

export async function findAccount(db: Reader, { deskId, memberId }: AccountKey): Promise<AccountRow | null> {
  const row = await db
    .selectFrom('accounts')
    .select(['limit_quanta', 'owed_quanta', 'interrupted_since', 'entries', 'wake_at'])
    .select(['usage_plan', 'usage_currency', 'usage_version', 'usage_since'])
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { limit_quanta: limitQuanta, owed_quanta: owedQuanta, interrupted_since: interruptedSince, entries } = row
  return { limitQuanta, owedQuanta, interruptedSince, entries, wakeAt: row.wake_at, usage: toUsage(row) }
}

export type PackageRow = {
  packageId: string
  planCode: string
  quanta: number
  left: number
  startsAt: Date
  endsAt: Date
  hasEnded: boolean
}

/** Live ones first, then the newest of the others. */
export async function listPackages(db: Reader, { deskId, memberId }: AccountKey, limit: number): Promise<PackageRow[]> {
  const rows = await db
    .selectFrom('packages')
    .select(['package_id', 'plan_code', 'quanta', 'left_quanta', 'starts_at', 'ends_at', 'has_ended'])
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .orderBy('has_ended')
    .orderBy('entry', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    packageId: row.package_id,
    planCode: row.plan_code,
    quanta: row.quanta,
    left: row.left_quanta,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    hasEnded: row.has_ended,
  }))
}

export type ShownTimer = AccountKey & {
  intervalId: string
  ticketId: string
  ticketNumber: string
  portalName: string
  agentId: number
  agentName: string
  startedAt: Date
  stoppedAt: Date | null
  stopCause: StopCause | null
  quanta: number
  askedAt: Date | null
  askStopsAt: Date | null
  askCause: 'noAnswer' | 'dayEnded' | null
  dispute: {
    disputeId: string
    openedAt: string
    openedBy: string
    reason: string
    answeredAt: string | null
    answeredBy: string | null
    answer: string | null
    givenBack: number | null
  } | null
}

type TimerRow = {
  interval_id: string
  desk_id: string
  member_id: string
  ticket_id: string
  ticket_number: string
  portal_name: string
  agent_id: number
  agent_name: string
  started_at: Date
  stopped_at: Date | null
  stop_cause: StopCause | null
  quanta: number
  asked_at: Date | null
  ask_stops_at: Date | null
  ask_cause: 'noAnswer' | 'dayEnded' | null
  dispute: ShownTimer['dispute']
}

export type TimerFilter =
  | { by: 'id'; intervalId: string }
  | { by: 'agent'; deskId: string; agentId: number }
  | { by: 'running'; account: AccountKey }
  | { by: 'account'; account: AccountKey; onlyDisputed: boolean }
export type TimerPlace = { at: Date; intervalId: string }

/** Newest first. */
export async function listTimers(
  db: Reader,
  filter: TimerFilter,
  { after, limit }: { after: TimerPlace | null; limit: number } = { after: null, limit: 100 },
): Promise<ShownTimer[]> {
  const place =
    after === null ? sql`true` : sql`(w.started_at, w.interval_id) < (${after.at}, ${after.intervalId}::uuid)`
  const { rows } = await sql<TimerRow>`
    select w.interval_id, w.desk_id, w.member_id, w.ticket_id, t.number as ticket_number, p.domain as portal_name,
           w.agent_id, w.agent_name, w.started_at, w.stopped_at, w.stop_cause, w.quanta, w.asked_at, w.ask_stops_at,
           w.ask_cause,
           case when d.dispute_id is not null then json_build_object('disputeId', d.dispute_id, 'openedAt', d.opened_at,
             'openedBy', d.opened_by, 'reason', d.reason, 'answeredAt', d.answered_at, 'answeredBy', d.answered_by,
             'answer', d.answer, 'givenBack', d.given_back) end as dispute
      from timers w join tickets t using (ticket_id) join portals p on p.member_id = w.member_id
      left join disputes d using (interval_id)
     where ${matching(filter)} and ${place}
     order by w.started_at desc, w.interval_id desc limit ${limit}`.execute(db)
  return rows.map((row) => ({
    intervalId: row.interval_id,
    deskId: row.desk_id,
    memberId: row.member_id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    portalName: row.portal_name,
    agentId: row.agent_id,
    agentName: row.agent_name,
    startedAt: row.started_at,
    stoppedAt: row.stopped_at,
    stopCause: row.stop_cause,
    quanta: row.quanta,
    askedAt: row.asked_at,
    askStopsAt: row.ask_stops_at,
    askCause: row.ask_cause,
    dispute: row.dispute,
  }))
}

function matching(filter: TimerFilter) {
  switch (filter.by) {
    case 'id':
      return sql`w.interval_id = ${filter.intervalId}`
    case 'agent':
      return sql`w.desk_id = ${filter.deskId} and w.agent_id = ${filter.agentId} and w.stopped_at is null`
    case 'running':
      return sql`w.desk_id = ${filter.account.deskId} and w.member_id = ${filter.account.memberId} and w.stopped_at is null`
    case 'account': {
      const { deskId, memberId } = filter.account
      const disputed = filter.onlyDisputed ? sql`d.dispute_id is not null and d.answered_at is null` : sql`true`
      return sql`w.desk_id = ${deskId} and w.member_id = ${memberId} and ${disputed}`
    }
  }
}

/** Names of staff by their numbers, for adjustments in the ledger. */
export async function readStaffNames(db: Reader, deskId: string): Promise<Map<number, string>> {
  const rows = await db.selectFrom('desk_staff').select(['user_id', 'name']).where('desk_id', '=', deskId).execute()
  return new Map(rows.map((row) => [row.user_id, row.name]))
}
