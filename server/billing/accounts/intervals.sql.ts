import type { Reader } from '#server/platform/db/db.ts'
import { sql } from 'kysely'
import type { StopCause } from '#contract/billing/timers.types.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

export type KnownTimer = AccountKey & { intervalId: string; ticketId: string; agentId: number; stoppedAt: Date | null }

export async function findTimer(db: Reader, intervalId: string): Promise<KnownTimer | null> {
  const row = await db
    .selectFrom('timers')
    .select(['interval_id', 'ticket_id', 'desk_id', 'member_id', 'agent_id', 'stopped_at'])
    .where('interval_id', '=', intervalId)
    .executeTakeFirst()
  return row === undefined ? null : toKnown(row)
}

/** The one that runs. */
export async function findTimerOfAgent(db: Reader, deskId: string, agentId: number): Promise<KnownTimer | null> {
  const row = await db
    .selectFrom('timers')
    .select(['interval_id', 'ticket_id', 'desk_id', 'member_id', 'agent_id', 'stopped_at'])
    .where('desk_id', '=', deskId)
    .where('agent_id', '=', agentId)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : toKnown(row)
}

/** Of the ticket on which it was worked: how people name it. */
export async function findTicketNumber(db: Reader, intervalId: string): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    select t.number from timers w join tickets t using (ticket_id) where w.interval_id = ${intervalId}`.execute(db)
  return rows[0]?.number ?? ''
}

function toKnown(row: {
  interval_id: string
  ticket_id: string
  desk_id: string
  member_id: string
  agent_id: number
  stopped_at: Date | null
}): KnownTimer {
  return {
    intervalId: row.interval_id,
    ticketId: row.ticket_id,
    deskId: row.desk_id,
    memberId: row.member_id,
    agentId: row.agent_id,
    stoppedAt: row.stopped_at,
  }
}

export type ShownTimer = AccountKey & {
  intervalId: string
  ticketId: string
  ticketNumber: string
  clientName: string | null
  portalName: string
  agentId: number
  agentName: string
  startedAt: Date
  stoppedAt: Date | null
  stopCause: StopCause | null
  quanta: number
  quantumMinutes: number
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
  client_title: string | null
  portal_name: string
  agent_id: number
  agent_name: string
  started_at: Date
  stopped_at: Date | null
  stop_cause: StopCause | null
  quanta: number
  quantum_minutes: number
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
export type TimersPage = { after: { at: Date; intervalId: string } | null; limit: number }

/** Newest first. */
export async function listTimers(
  db: Reader,
  filter: TimerFilter,
  { after, limit }: TimersPage = { after: null, limit: 100 },
): Promise<ShownTimer[]> {
  const place =
    after === null ? sql`true` : sql`(w.started_at, w.interval_id) < (${after.at}, ${after.intervalId}::uuid)`
  const { rows } = await sql<TimerRow>`
    select w.interval_id, w.desk_id, w.member_id, w.ticket_id, t.number as ticket_number, p.domain as portal_name,
           (select c.title from client_titles c where c.desk_id = w.desk_id and c.member_id = w.member_id) as client_title,
           w.agent_id, w.agent_name, w.started_at, w.stopped_at, w.stop_cause, w.quanta,
           (w.terms ->> 'quantumMinutes')::int as quantum_minutes, w.asked_at, w.ask_stops_at,
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
    clientName: row.client_title,
    portalName: row.portal_name,
    agentId: row.agent_id,
    agentName: row.agent_name,
    startedAt: row.started_at,
    stoppedAt: row.stopped_at,
    stopCause: row.stop_cause,
    quanta: row.quanta,
    quantumMinutes: row.quantum_minutes,
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
