import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** As one text: a guesser's hundreds of rows cost four times as much to read (1.7 ms beside 0.4). */
export async function countAttempts(unit: UnitOfWork, memberId: string, since: Date): Promise<Date[]> {
  const { rows } = await sql<{ instants: string | null }>`
    select string_agg((extract(epoch from at) * 1000)::bigint::text, ' ' order by at) as instants
      from activation_attempts
     where member_id = ${memberId} and at > ${since}`.execute(unit.tx)
  const instants = rows[0]?.instants ?? ''
  return instants === '' ? [] : instants.split(' ').map((instant) => new Date(Number(instant)))
}

export async function insertAttempt(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.insertInto('activation_attempts').values({ member_id: memberId, at: unit.at }).execute()
}

/** One of those that were counted at this instant. */
export async function takeBackAttempt(unit: UnitOfWork, memberId: string, at: Date): Promise<void> {
  await sql`
    delete from activation_attempts where ctid = (
      select ctid from activation_attempts where member_id = ${memberId} and at = ${at} limit 1)`.execute(unit.tx)
}

export async function dropAttempts(unit: UnitOfWork, before: Date): Promise<void> {
  await sql`delete from activation_attempts where at < ${before}`.execute(unit.tx)
}
