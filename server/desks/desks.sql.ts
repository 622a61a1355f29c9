import { sql } from 'kysely'
import type { Person } from '#contract/common.ts'
import type { DeskKind, DeskRole } from '#contract/session.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type Desk = { deskId: string; kind: DeskKind; name: string; memberId: string; regulation: string }

const toDesk = (row: {
  desk_id: string
  kind: DeskKind
  name: string
  member_id: string
  regulation: string
}): Desk => ({
  deskId: row.desk_id,
  kind: row.kind,
  name: row.name,
  memberId: row.member_id,
  regulation: row.regulation,
})

export async function findDesk(db: Reader, deskId: string): Promise<Desk | null> {
  const row = await db.selectFrom('desks').selectAll().where('desk_id', '=', deskId).executeTakeFirst()
  return row === undefined ? null : toDesk(row)
}

export async function findDeskOf(db: Reader, memberId: string): Promise<Desk | null> {
  const row = await db.selectFrom('desks').selectAll().where('member_id', '=', memberId).executeTakeFirst()
  return row === undefined ? null : toDesk(row)
}

/** The server's standard desk, also while its portal has taken the app away: its tickets lock and open all the same. */
export async function findStandardDesk(db: Reader): Promise<Desk | null> {
  const row = await db.selectFrom('desks').selectAll().where('kind', '=', 'standard').executeTakeFirst()
  return row === undefined ? null : toDesk(row)
}

/** The standard desk, if there is somebody to answer. */
export async function findPresentStandardDesk(db: Reader): Promise<Desk | null> {
  const row = await db
    .selectFrom('desks')
    .innerJoin('portals', 'portals.member_id', 'desks.member_id')
    .select(['desk_id', 'kind', 'name', 'desks.member_id', 'regulation'])
    .where('kind', '=', 'standard')
    .where('portals.is_installed', '=', true)
    .executeTakeFirst()
  return row === undefined ? null : toDesk(row)
}

/** False where the server has its standard desk already. */
export async function insertDesk(unit: UnitOfWork, desk: Desk & { numberPrefix: string }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await unit.tx
    .insertInto('desks')
    .values({
      desk_id: desk.deskId,
      kind: desk.kind,
      name: desk.name,
      member_id: desk.memberId,
      regulation: desk.regulation,
      number_prefix: desk.numberPrefix,
      created_at: unit.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function renameDesk(unit: UnitOfWork, deskId: string, name: string): Promise<void> {
  await unit.tx.updateTable('desks').set({ name }).where('desk_id', '=', deskId).execute()
}

export async function insertDeskKey(
  unit: UnitOfWork,
  hash: Buffer,
  { prefix, ...key }: { name: string; kind: DeskKind; prefix: string | null },
): Promise<void> {
  await unit.tx
    .insertInto('desk_keys')
    .values({ key_hash: hash, ...key, number_prefix: prefix, created_at: unit.at, used_at: null, used_by: null })
    .execute()
}

/** Single use: of two installers with the same key one finds no row to take. */
export async function takeDeskKey(unit: UnitOfWork, hash: Buffer, memberId: string) {
  return unit.tx
    .updateTable('desk_keys')
    .set({ used_at: unit.at, used_by: memberId })
    .where('key_hash', '=', hash)
    .where('used_at', 'is', null)
    .returning(['name', 'kind', 'number_prefix'])
    .executeTakeFirst()
}

export async function isDeskKeyKnown(unit: UnitOfWork, hash: Buffer): Promise<boolean> {
  const row = await unit.tx.selectFrom('desk_keys').select('used_at').where('key_hash', '=', hash).executeTakeFirst()
  return row !== undefined
}

export type StaffMember = { person: Person; role: DeskRole }

export async function listStaff(db: Reader, deskId: string): Promise<StaffMember[]> {
  const rows = await db.selectFrom('desk_staff').selectAll().where('desk_id', '=', deskId).orderBy('name').execute()
  return rows.map((row) => ({ person: { userId: row.user_id, name: row.name, photo: row.photo }, role: row.role }))
}

export async function findStaff(db: Reader, deskId: string, userId: number): Promise<StaffMember | null> {
  const row = await db
    .selectFrom('desk_staff')
    .selectAll()
    .where('desk_id', '=', deskId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { person: { userId: row.user_id, name: row.name, photo: row.photo }, role: row.role }
}

/** Locks the desk's staff list, so that two owners cannot remove each other at once. */
export async function lockDesk(unit: UnitOfWork, deskId: string): Promise<void> {
  await unit.tx.selectFrom('desks').select('desk_id').where('desk_id', '=', deskId).forNoKeyUpdate().execute()
}

export async function saveStaff(unit: UnitOfWork, deskId: string, member: StaffMember): Promise<void> {
  const { person, role } = member
  const values = { name: person.name, photo: person.photo, role }
  await unit.tx
    .insertInto('desk_staff')
    .values({ desk_id: deskId, user_id: person.userId, added_at: unit.at, ...values })
    .onConflict((conflict) => conflict.columns(['desk_id', 'user_id']).doUpdateSet(values))
    .execute()
}

export async function deleteStaff(unit: UnitOfWork, deskId: string, userId: number): Promise<void> {
  await unit.tx.deleteFrom('desk_staff').where('desk_id', '=', deskId).where('user_id', '=', userId).execute()
}

/** C5, uninstall with CLEAN: the staff of the portal's desk, but for whom was added after its new installation. */
export async function forgetStaffOf(unit: UnitOfWork, memberId: string, before: Date): Promise<void> {
  await sql`
    delete from desk_staff
     where desk_id in (select desk_id from desks where member_id = ${memberId}) and added_at <= ${before}`.execute(
    unit.tx,
  )
}
