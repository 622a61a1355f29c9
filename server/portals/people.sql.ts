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

/** Those who were admins when they were last looked at, not before `since` (P8). */
export async function listAdmins(
  db: Reader,
  memberId: string,
  since: Date,
): Promise<{ userId: number; name: string }[]> {
  const rows = await db
    .selectFrom('people')
    .select(['user_id', 'name'])
    .where('member_id', '=', memberId)
    .where('is_admin', '=', true)
    .where('seen_at', '>', since)
    .orderBy('seen_at', 'desc')
    .limit(10)
    .execute()
  return rows.map((row) => ({ userId: row.user_id, name: row.name }))
}

/**
 * C2: whether somebody in this portal would read a notification: an admin who was looked at not before `adminsSince`, else whoever
 * it names for support (P8).
 */
export async function hasReaders(db: Reader, memberId: string, adminsSince: Date): Promise<boolean> {
  const [admins, named] = [await listAdmins(db, memberId, adminsSince), await listNamedPeople(db, memberId)]
  return admins.length > 0 || named.length > 0
}

/** Who was seen last comes first. */
export async function listAdminsSeenBefore(db: Reader, memberId: string, before: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('people')
    .select('user_id')
    .where('member_id', '=', memberId)
    .where('is_admin', '=', true)
    .where('seen_at', '<', before)
    .orderBy('seen_at', 'desc')
    .limit(10)
    .execute()
  return rows.map((row) => row.user_id)
}

/** True where the portal says something else than before. */
export async function savePersonRight(
  unit: UnitOfWork,
  { memberId, userId }: { memberId: string; userId: number },
  isAdmin: boolean,
): Promise<boolean> {
  const person = await unit.tx
    .selectFrom('people')
    .select('is_admin')
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (person === undefined) return false
  await unit.tx
    .updateTable('people')
    .set({ is_admin: isAdmin, seen_at: unit.at })
    .where('member_id', '=', memberId)
    .where('user_id', '=', userId)
    .execute()
  return person.is_admin !== isAdmin
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
