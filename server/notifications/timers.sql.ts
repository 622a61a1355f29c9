import { sql } from 'kysely'
import type { Db } from '#server/platform/db/db.ts'
import { clientTitle } from './readers.sql.ts'

export type TimerQuestion = {
  memberId: string
  userId: number
  deskId: string
  appId: string
  ticketId: string
  number: string
  subject: string
  /** What the desk calls the client (D8). */
  client: string
  /** From the question to the stop. */
  minutes: number
  cause: 'noAnswer' | 'dayEnded'
}

/** A question that still waits for its agent's answer; null where it was answered, or the timer has stopped. */
export async function readTimerQuestion(db: Db, intervalId: string, askedAt: string): Promise<TimerQuestion | null> {
  const { rows } = await sql<TimerQuestion>`
    select d.member_id as "memberId", w.agent_id as "userId", w.desk_id as "deskId", dp.client_id as "appId",
           w.ticket_id as "ticketId", t.number, t.subject, coalesce(${clientTitle(sql`w.desk_id`, sql`w.member_id`)}, p.domain) as client, w.ask_cause as cause,
           ceil(extract(epoch from w.ask_stops_at - w.asked_at) / 60)::int as minutes
      from timers w join tickets t using (ticket_id) join portals p on p.member_id = w.member_id
      join desks d on d.desk_id = w.desk_id join portals dp on dp.member_id = d.member_id
     where w.interval_id = ${intervalId} and w.asked_at = ${askedAt} and w.stopped_at is null`.execute(db)
  return rows[0] ?? null
}
