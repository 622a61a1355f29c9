import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { NamedPerson } from './domain/portal.ts'

export async function savePerson(
  unit: UnitOfWork,
  person: { memberId: string; userId: number; name: string; photo: string | null; isAdmin: boolean },
): Promise<void> {
  const values = { name: person.name, photo: person.photo, is_admin: person.isAdmin, seen_at: unit.at }
  await unit.tx
    .insertInto('people')
    .values({ member_id: person.memberId, user_id: person.userId, ...values })
    .onConflict((conflict) => conflict.columns(['member_id', 'user_id']).doUpdateSet(values))
    .execute()
}

export async function listNamedPeople(db: Reader, memberId: string): Promise<NamedPerson[]> {
  const rows = await db
    .selectFrom('named_people')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('named_at')
    .orderBy('user_id')
    .execute()
  return rows.map((row) => ({
    person: { userId: row.user_id, name: row.name, photo: row.photo },
    as: row.kind,
    namedBy: row.named_by,
    namedAt: row.named_at,
  }))
}

export async function listAdmins(db: Reader, memberId: string): Promise<{ userId: number; name: string }[]> {
  const rows = await db
    .selectFrom('people')
    .select(['user_id', 'name'])
    .where('member_id', '=', memberId)
    .where('is_admin', '=', true)
    .orderBy('seen_at', 'desc')
    .limit(10)
    .execute()
  return rows.map((row) => ({ userId: row.user_id, name: row.name }))
}

export async function saveNamedPerson(
  unit: UnitOfWork,
  memberId: string,
  named: Omit<NamedPerson, 'namedAt'>,
): Promise<void> {
  const values = {
    kind: named.as,
    name: named.person.name,
    photo: named.person.photo,
    named_by: named.namedBy,
    named_at: unit.at,
  }
  await unit.tx
    .insertInto('named_people')
    .values({ member_id: memberId, user_id: named.person.userId, ...values })
    .onConflict((conflict) => conflict.columns(['member_id', 'user_id']).doUpdateSet(values))
    .execute()
}

export async function deleteNamedPerson(unit: UnitOfWork, memberId: string, userId: number): Promise<boolean> {
  const { numDeletedRows } = await unit.tx
    .deleteFrom('named_people')
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function forgetPeople(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('named_people').where('member_id', '=', memberId).execute()
  await unit.tx.deleteFrom('people').where('member_id', '=', memberId).execute()
}
