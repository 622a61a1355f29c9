import { sql } from 'kysely'
import type { Person } from '#contract/common.ts'
import type { DutyKind } from '#contract/desks/duty.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { DutyTime } from './domain/duty.ts'
import type { Rota, Weeks } from './domain/rota.ts'

export type KindOfDuty = DutyTime & { kind: DutyKind }
export type Duty = DutyTime & { kind: DutyKind; person: Person }

/** Those that are not over, in the order of their beginnings. */
export async function listDuties(db: Reader, deskId: string, at: Date): Promise<Duty[]> {
  const rows = await db
    .selectFrom('duties')
    .innerJoin('desk_staff', (join) =>
      join.onRef('desk_staff.desk_id', '=', 'duties.desk_id').onRef('desk_staff.user_id', '=', 'duties.user_id'),
    )
    .select(['duty_id', 'duties.user_id', 'kind', 'name', 'photo', 'starts_at', 'ends_at'])
    .where('duties.desk_id', '=', deskId)
    .where('ends_at', '>', at)
    .orderBy('starts_at')
    .orderBy('duty_id')
    .execute()
  return rows.map((row) => ({
    dutyId: row.duty_id,
    kind: row.kind,
    userId: row.user_id,
    person: { userId: row.user_id, name: row.name, photo: row.photo },
    from: row.starts_at,
    until: row.ends_at,
  }))
}

/** False when there is a duty by this id already: the same click twice. */
export async function insertDuty(
  unit: UnitOfWork,
  deskId: string,
  duty: KindOfDuty,
  addedBy: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await unit.tx
    .insertInto('duties')
    .values({
      duty_id: duty.dutyId,
      desk_id: deskId,
      user_id: duty.userId,
      kind: duty.kind,
      starts_at: duty.from,
      ends_at: duty.until,
      added_by: addedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Whether what is known by this id is this. */
export async function isKnownDuty(db: Reader, deskId: string, duty: KindOfDuty): Promise<boolean> {
  const row = await db.selectFrom('duties').selectAll().where('duty_id', '=', duty.dutyId).executeTakeFirst()
  const isSameTime = row?.starts_at.getTime() === duty.from.getTime() && row.ends_at.getTime() === duty.until.getTime()
  return isSameTime && row.desk_id === deskId && row.user_id === duty.userId && row.kind === duty.kind
}

/** Whose it is: the person's row is locked before it, as where somebody is taken off the desk with all of theirs. */
export async function findDutyOf(db: Reader, deskId: string, dutyId: string): Promise<number | null> {
  const row = await db
    .selectFrom('duties')
    .select('user_id')
    .where('duty_id', '=', dutyId)
    .where('desk_id', '=', deskId)
    .executeTakeFirst()
  return row?.user_id ?? null
}

export async function deleteDuty(unit: UnitOfWork, deskId: string, dutyId: string): Promise<KindOfDuty | null> {
  const row = await unit.tx
    .deleteFrom('duties')
    .where('duty_id', '=', dutyId)
    .where('desk_id', '=', deskId)
    .returning(['duty_id', 'user_id', 'kind', 'starts_at', 'ends_at'])
    .executeTakeFirst()
  return row === undefined
    ? null
    : { dutyId: row.duty_id, userId: row.user_id, kind: row.kind, from: row.starts_at, until: row.ends_at }
}

export type StoredRota = Weeks & { version: number; confirmMinutes: number }

/** Of a desk that has set its weeks. */
export async function findStoredRota(db: Reader, deskId: string): Promise<StoredRota | null> {
  const row = await db.selectFrom('duty_rotas').selectAll().where('desk_id', '=', deskId).executeTakeFirst()
  if (row === undefined) return null
  return {
    version: row.version,
    people: row.people,
    firstDay: row.first_day,
    handOver: row.hand_over,
    confirmMinutes: row.confirm_minutes,
  }
}

/** False where it is of another version by now: the caller has not seen it. */
export async function saveRota(unit: UnitOfWork, deskId: string, rota: StoredRota): Promise<boolean> {
  const { rows } = await sql`
    insert into duty_rotas (desk_id, version, people, first_day, hand_over, confirm_minutes)
    select ${deskId}, 1, ${rota.people}::integer[], ${rota.firstDay}, ${rota.handOver}, ${rota.confirmMinutes}
     where ${rota.version} = 0 or exists (select from duty_rotas where desk_id = ${deskId})
    on conflict (desk_id) do update
       set version = duty_rotas.version + 1, people = excluded.people, first_day = excluded.first_day,
           hand_over = excluded.hand_over, confirm_minutes = excluded.confirm_minutes
     where duty_rotas.version = ${rota.version}
    returning version`.execute(unit.tx)
  return rows.length === 1
}

/** Who is away, each by what is known of them as staff (S7). */
export async function listAbsences(db: Reader, deskId: string): Promise<Rota['absences'][number][]> {
  const { rows } = await sql<{ user_id: number; away_from: Date; away_until: Date | null }>`
    select user_id, away_from, away_until from desk_staff
     where desk_id = ${deskId} and away_from is not null`.execute(db)
  return rows.map((row) => ({ userId: row.user_id, from: row.away_from, until: row.away_until }))
}

/** Which of these people are on the desk's staff. */
export async function listPresent(db: Reader, deskId: string, people: readonly number[]): Promise<Person[]> {
  if (people.length === 0) return []
  const rows = await db
    .selectFrom('desk_staff')
    .select(['user_id', 'name', 'photo'])
    .where('desk_id', '=', deskId)
    .where('user_id', 'in', people)
    .execute()
  return rows.map((row) => ({ userId: row.user_id, name: row.name, photo: row.photo }))
}
