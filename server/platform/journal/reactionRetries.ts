import { sql } from 'kysely'
import type { FollowedEntries } from './journal.ts'
import type { UnitOfWork } from '../db/unitOfWork.ts'

const firstAgainSeconds = 2
const mostAgainSeconds = 600

/** The ticket waits for its next try: twice as long after each failure, at most ten minutes. */
export async function retryLater(
  unit: UnitOfWork,
  reaction: string,
  { ticketId, types }: FollowedEntries,
): Promise<void> {
  await sql`
    insert into reactions_held as waiting (reaction, ticket_id, types, failures, again_at)
    values (${reaction}, ${ticketId}, ${types}::text[], 1, ${unit.at}::timestamptz + ${firstAgainSeconds} * interval '1 second')
    on conflict (reaction, ticket_id) do update
       set failures = waiting.failures + 1,
           types = array(select distinct unnest(waiting.types || excluded.types) order by 1),
           again_at = ${unit.at}::timestamptz
             + least(${mostAgainSeconds}, ${firstAgainSeconds} * 2 ^ least(waiting.failures, 20)) * interval '1 second'`.execute(
    unit.tx,
  )
}

/** Some whose next try is due. */
export async function dueRetries(unit: UnitOfWork, reaction: string, limit: number): Promise<FollowedEntries[]> {
  const { rows } = await sql<FollowedEntries>`
    select ticket_id as "ticketId", types from reactions_held
     where reaction = ${reaction} and again_at <= ${unit.at} order by again_at, ticket_id limit ${limit}`.execute(
    unit.tx,
  )
  return rows
}

export async function forgetRetry(unit: UnitOfWork, reaction: string, ticketId: string): Promise<void> {
  await sql`delete from reactions_held where reaction = ${reaction} and ticket_id = ${ticketId}`.execute(unit.tx)
}
