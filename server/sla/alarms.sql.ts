import { sql, type RawBuilder } from 'kysely'
import type { AlarmClock } from '#contract/sla/types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Alarm } from './domain/alarmSchedule.ts'

type AlarmRow = { ticket_id: string; clock: AlarmClock; round: number; at_percent: number; due_at: Date }

/** The alarms of these tickets are now exactly these, besides those that have fired already. */
export async function replaceAlarms(
  unit: UnitOfWork,
  ticketIds: readonly string[],
  wanted: readonly Alarm[],
): Promise<void> {
  await sql`
    with wanted as (select * from ${listed(wanted)}), void as (
      delete from sla_alarms a
       where a.ticket_id = any(${ticketIds}::uuid[]) and a.fired_at is null
         and (a.ticket_id, a.clock, a.round, a.at_percent, a.due_at) not in (select * from wanted)
    )
    insert into sla_alarms (ticket_id, clock, round, at_percent, due_at)
    select * from wanted on conflict do nothing`.execute(unit.tx)
}

/**
 * What is due, in the order of its instants, together with its tickets' rows: what another process has locked is left to it, or to
 * the next time. So nobody waits here, and nobody can be waited for in a circle.
 */
export async function claimDue(unit: UnitOfWork, limit: number): Promise<Alarm[]> {
  const { rows } = await sql<AlarmRow>`
    select a.ticket_id, a.clock, a.round, a.at_percent, a.due_at
      from sla_alarms a join tickets t using (ticket_id)
     where a.fired_at is null and a.due_at <= ${unit.at}
     order by a.due_at, a.ticket_id, a.at_percent limit ${limit} for no key update of a, t skip locked`.execute(unit.tx)
  return rows.map(toAlarm)
}

export async function markFired(unit: UnitOfWork, fired: readonly Alarm[]): Promise<void> {
  if (fired.length === 0) return
  await sql`
    update sla_alarms a set fired_at = ${unit.at} from ${listed(fired)}
     where (a.ticket_id, a.clock, a.round, a.at_percent, a.due_at)
         = (one.ticket_id, one.clock, one.round, one.at_percent, one.due_at)`.execute(unit.tx)
}

export async function dropAlarms(unit: UnitOfWork, dropped: readonly Alarm[]): Promise<void> {
  if (dropped.length === 0) return
  await sql`
    delete from sla_alarms a using ${listed(dropped)}
     where (a.ticket_id, a.clock, a.round, a.at_percent, a.due_at)
         = (one.ticket_id, one.clock, one.round, one.at_percent, one.due_at)`.execute(unit.tx)
}

/** When the next one is due; null where none waits. */
export async function nextDueAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`
    select min(due_at) as due_at from sla_alarms where fired_at is null`.execute(db)
  return rows[0]?.due_at ?? null
}

function listed(alarms: readonly Alarm[]): RawBuilder<unknown> {
  return sql`unnest(${alarms.map((one) => one.ticketId)}::uuid[], ${alarms.map((one) => one.clock)}::text[],
                    ${alarms.map((one) => one.round)}::int[], ${alarms.map((one) => one.percent)}::int[],
                    ${alarms.map((one) => one.dueAt.toISOString())}::timestamptz[])
               as one (ticket_id, clock, round, at_percent, due_at)`
}

function toAlarm(row: AlarmRow): Alarm {
  return {
    ticketId: row.ticket_id,
    clock: row.clock,
    round: row.round,
    percent: row.at_percent,
    dueAt: row.due_at,
  }
}
