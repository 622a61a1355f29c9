import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccountOfRecord } from '#server/portals/gateway.port.ts'

export type Key = { memberId: string; userId: number }

/** As the portal has just said; null: they are among its active people no longer. */
export async function saveAccount(
  unit: UnitOfWork,
  { memberId, userId }: Key,
  account: AccountOfRecord | null,
): Promise<void> {
  const known = account ?? { firstName: '', lastName: '', secondName: '', position: '', email: null }
  const values = {
    first_name: known.firstName,
    last_name: known.lastName,
    second_name: known.secondName,
    position: known.position,
    email: known.email,
    checked_at: unit.at,
    ended_at: account === null ? unit.at : null,
  }
  await unit.tx
    .insertInto('people_accounts')
    .values({ member_id: memberId, user_id: userId, ...values })
    .onConflict((conflict) => conflict.columns(['member_id', 'user_id']).doUpdateSet(values))
    .execute()
}

/** Of these people, those of whom their portal has said nothing since then. */
export async function listUnchecked(db: Reader, people: readonly Key[], since: Date): Promise<Key[]> {
  if (people.length === 0) return []
  const { rows } = await sql<Key>`
    select p.member_id as "memberId", p.user_id as "userId" from ${listed(people)}
     where not exists (select from people_accounts a where a.member_id = p.member_id and a.user_id = p.user_id
                          and a.checked_at > ${since})`.execute(db)
  return rows
}

/** Active ones, of whom their portal has said so since then (P8). */
export async function listActive(db: Reader, people: readonly Key[], since: Date): Promise<(Key & AccountOfRecord)[]> {
  if (people.length === 0) return []
  const { rows } = await sql<Key & AccountOfRecord>`
    select member_id as "memberId", user_id as "userId", first_name as "firstName", last_name as "lastName",
           second_name as "secondName", position, email
      from ${listed(people)} join people_accounts a using (member_id, user_id)
     where a.ended_at is null and a.checked_at > ${since}`.execute(db)
  return rows
}

function listed(people: readonly Key[]) {
  return sql`unnest(${people.map((one) => one.memberId)}::text[], ${people.map((one) => one.userId)}::int[]) as p (member_id, user_id)`
}

/** Whose address this was when their portal was last asked. */
export async function listByEmail(db: Reader, email: string): Promise<Key[]> {
  const { rows } = await sql<Key>`
    select member_id as "memberId", user_id as "userId" from people_accounts
     where email = ${email} order by member_id, user_id limit 100`.execute(db)
  return rows
}

export async function forgetAccounts(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('people_accounts').where('member_id', '=', memberId).execute()
}
