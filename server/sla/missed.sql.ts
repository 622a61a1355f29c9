import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AlarmRecipient } from './alarmEffects.port.ts'

/** A promise of a ticket that was missed while nobody could be notified, and whom its step names. */
export type Missed = {
  ticketId: string
  clock: string
  percent: number
  dueAt: Date
  recipients: readonly AlarmRecipient[]
}

/** Returns the desks of these tickets, each with the instant since which it has something to be told. */
export async function insertMissed(
  unit: UnitOfWork,
  missed: readonly Missed[],
): Promise<{ deskId: string; since: Date }[]> {
  const { rows } = await sql<{ deskId: string; since: Date }>`
    with fresh as (
      insert into sla_missed (ticket_id, clock, at_percent, due_at, desk_id, recipients, gathered_at)
      select fresh.ticket_id, clock, percent, fresh.due_at, t.desk_id, recipients, ${unit.at}
        from jsonb_to_recordset(${JSON.stringify(missed.map(toRow))}::jsonb)
               as fresh (ticket_id uuid, clock text, percent integer, due_at timestamptz, recipients text[])
        join tickets t on t.ticket_id = fresh.ticket_id
      on conflict do nothing returning desk_id
    )
    select desk_id as "deskId",
           coalesce((select min(m.gathered_at) from sla_missed m where m.desk_id = fresh.desk_id and m.summary_id is null),
                    ${unit.at}) as since
      from fresh group by desk_id order by desk_id`.execute(unit.tx)
  return rows
}

/**
 * What the next summary of this desk tells of is its own from now on, so that it says the same to everybody: one that was
 * begun and not finished, else all that has been gathered. Null where nothing is left.
 */
export async function claimMissed(unit: UnitOfWork, deskId: string, freshId: string): Promise<string | null> {
  const { rows: begun } = await sql<{ summary_id: string }>`
    select summary_id from sla_missed where desk_id = ${deskId} and summary_id is not null limit 1`.execute(unit.tx)
  if (begun[0] !== undefined) return begun[0].summary_id
  const { rows: claimed } = await sql`
    update sla_missed set summary_id = ${freshId} where desk_id = ${deskId} and summary_id is null
    returning 1`.execute(unit.tx)
  return claimed.length > 0 ? freshId : null
}

export type MissedSummary = {
  /** Tickets that still wait; who has answered or closed one meanwhile need not be told. */
  tickets: number
  /** The numbers of a few, the longest overdue first. */
  numbers: string[]
  /** Whom the steps name, by who has the tickets. */
  named: { assigneeId: number | null; who: AlarmRecipient[] }[]
}

export async function readMissed(
  db: Db,
  { deskId, summaryId }: { deskId: string; summaryId: string },
  few: number,
): Promise<MissedSummary> {
  const { rows } = await sql<MissedSummary>`
    with waiting as materialized (
      select t.ticket_id, t.number, t.assignee_id, m.due_at, m.recipients
        from sla_missed m join tickets t using (ticket_id)
       where m.desk_id = ${deskId} and m.summary_id = ${summaryId}
         and t.lock_reason is null and t.status not in ('resolved', 'closed')
    ), of_assignee as (
      select assignee_id, array_agg(distinct one) as who from waiting, unnest(recipients) one group by assignee_id
    )
    select (select count(distinct ticket_id)::int from waiting) as tickets,
           array(select number from waiting group by number order by min(due_at), number limit ${few}) as numbers,
           coalesce((select json_agg(json_build_object('assigneeId', assignee_id, 'who', who)) from of_assignee), '[]')
             as named`.execute(db)
  return rows[0] ?? { tickets: 0, numbers: [], named: [] }
}

export async function dropMissed(unit: UnitOfWork, deskId: string, summaryId: string): Promise<void> {
  await sql`delete from sla_missed where desk_id = ${deskId} and summary_id = ${summaryId}`.execute(unit.tx)
}

function toRow({ ticketId, clock, percent, dueAt, recipients }: Missed) {
  return { ticket_id: ticketId, clock, percent, due_at: dueAt.toISOString(), recipients }
}
