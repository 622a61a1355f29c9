import { sql } from 'kysely'
import * as v from 'valibot'
import type { Person } from '#contract/common.ts'
import type { DeskRole } from '#contract/session.ts'
import { skillOf, weekly, type AssignmentMode, type SkillOf, type Weekly } from '#contract/desks/types.ts'
import { statusesInHand } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Candidate } from './domain/assignment.ts'
import type { Away, Worker } from './domain/availability.ts'
import type { DutyTime } from './domain/duty.ts'

export type Member = Candidate & { person: Person; role: DeskRole; phone: string | null }

type MemberRow = {
  user_id: number
  name: string
  photo: string | null
  role: DeskRole
  gets_tickets: boolean
  skills: string[]
  shifts: unknown
  away_from: Date | null
  away_until: Date | null
  assigned_at: Date | null
  open_tickets: number
  phone: string | null
}

/** Everybody on the desk, with how many tickets wait for them or are in their hands. */
export async function listMembers(db: Reader, deskId: string): Promise<Member[]> {
  const { rows } = await sql<MemberRow>`
    select f.user_id, f.name, f.photo, f.role, f.gets_tickets, f.skills, f.shifts, f.away_from, f.away_until,
           f.assigned_at, f.phone, coalesce(load.tickets, 0)::int as open_tickets
      from desk_staff f
      left join (
        select assignee_id, count(*) as tickets from tickets
         where desk_id = ${deskId} and status <> 'closed' and assignee_id is not null
           and status = any(${statusesInHand}::text[])
         group by assignee_id
      ) load on load.assignee_id = f.user_id
     where f.desk_id = ${deskId} order by f.name, f.user_id`.execute(db)
  return rows.map((row) => ({
    person: { userId: row.user_id, name: row.name, photo: row.photo },
    role: row.role,
    userId: row.user_id,
    getsTickets: row.gets_tickets,
    skills: row.skills,
    shifts: row.shifts === null ? null : v.parse(weekly, row.shifts),
    away: row.away_from === null ? null : { from: row.away_from, until: row.away_until },
    assignedAt: row.assigned_at,
    openTickets: row.open_tickets,
    phone: row.phone,
  }))
}

/** Who works when, without what is in their hands. */
export async function listWorkers(
  db: Reader,
  deskId: string,
): Promise<Pick<Worker, 'getsTickets' | 'shifts' | 'away'>[]> {
  const rows = await db
    .selectFrom('desk_staff')
    .select(['gets_tickets', 'shifts', 'away_from', 'away_until'])
    .where('desk_id', '=', deskId)
    .execute()
  return rows.map((row) => ({
    getsTickets: row.gets_tickets,
    shifts: row.shifts === null ? null : v.parse(weekly, row.shifts),
    away: row.away_from === null ? null : { from: row.away_from, until: row.away_until },
  }))
}

export async function findAway(db: Reader, deskId: string, userId: number): Promise<Away | null> {
  const row = await db
    .selectFrom('desk_staff')
    .select(['away_from', 'away_until'])
    .where('desk_id', '=', deskId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row === undefined || row.away_from === null ? null : { from: row.away_from, until: row.away_until }
}

export async function savePhone(unit: UnitOfWork, deskId: string, userId: number, phone: string | null): Promise<void> {
  await unit.tx
    .updateTable('desk_staff')
    .set({ phone })
    .where('desk_id', '=', deskId)
    .where('user_id', '=', userId)
    .execute()
}

/** Null for somebody who is not on the desk, too. */
export async function findPhone(db: Reader, deskId: string, userId: number): Promise<string | null> {
  const row = await db
    .selectFrom('desk_staff')
    .select('phone')
    .where('desk_id', '=', deskId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.phone ?? null
}

/** The row is locked until the end of the transaction; null for somebody who is not on the desk. */
export async function lockMember(unit: UnitOfWork, deskId: string, userId: number): Promise<Person | null> {
  const row = await unit.tx
    .selectFrom('desk_staff')
    .select(['user_id', 'name', 'photo'])
    .where('desk_id', '=', deskId)
    .where('user_id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? null : { userId: row.user_id, name: row.name, photo: row.photo }
}

export async function saveArrangement(
  unit: UnitOfWork,
  deskId: string,
  userId: number,
  arranged: { getsTickets: boolean; skills: string[]; shifts: Weekly | null },
): Promise<void> {
  await unit.tx
    .updateTable('desk_staff')
    .set({
      gets_tickets: arranged.getsTickets,
      skills: arranged.skills,
      shifts: arranged.shifts === null ? null : JSON.stringify(arranged.shifts),
    })
    .where('desk_id', '=', deskId)
    .where('user_id', '=', userId)
    .execute()
}

export async function saveAway(unit: UnitOfWork, deskId: string, userId: number, away: Away | null): Promise<void> {
  await unit.tx
    .updateTable('desk_staff')
    .set({ away_from: away?.from ?? null, away_until: away?.until ?? null })
    .where('desk_id', '=', deskId)
    .where('user_id', '=', userId)
    .execute()
}

export type Duty = DutyTime & { person: Person }

/** Those that are not over, in the order of their beginnings. */
export async function listDuties(db: Reader, deskId: string, at: Date): Promise<Duty[]> {
  const rows = await db
    .selectFrom('duties')
    .innerJoin('desk_staff', (join) =>
      join.onRef('desk_staff.desk_id', '=', 'duties.desk_id').onRef('desk_staff.user_id', '=', 'duties.user_id'),
    )
    .select(['duty_id', 'duties.user_id', 'name', 'photo', 'starts_at', 'ends_at'])
    .where('duties.desk_id', '=', deskId)
    .where('ends_at', '>', at)
    .orderBy('starts_at')
    .orderBy('duty_id')
    .execute()
  return rows.map((row) => ({
    dutyId: row.duty_id,
    userId: row.user_id,
    person: { userId: row.user_id, name: row.name, photo: row.photo },
    from: row.starts_at,
    until: row.ends_at,
  }))
}

/** False when there is a duty by this id already: the same click twice. */
export async function insertDuty(unit: UnitOfWork, deskId: string, duty: DutyTime, addedBy: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await unit.tx
    .insertInto('duties')
    .values({
      duty_id: duty.dutyId,
      desk_id: deskId,
      user_id: duty.userId,
      starts_at: duty.from,
      ends_at: duty.until,
      added_by: addedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Whether what is known by this id is this. */
export async function isKnownDuty(db: Reader, deskId: string, duty: DutyTime): Promise<boolean> {
  const row = await db.selectFrom('duties').selectAll().where('duty_id', '=', duty.dutyId).executeTakeFirst()
  const isSameTime = row?.starts_at.getTime() === duty.from.getTime() && row.ends_at.getTime() === duty.until.getTime()
  return isSameTime && row.desk_id === deskId && row.user_id === duty.userId
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

export async function deleteDuty(unit: UnitOfWork, deskId: string, dutyId: string): Promise<DutyTime | null> {
  const row = await unit.tx
    .deleteFrom('duties')
    .where('duty_id', '=', dutyId)
    .where('desk_id', '=', deskId)
    .returning(['duty_id', 'user_id', 'starts_at', 'ends_at'])
    .executeTakeFirst()
  return row === undefined
    ? null
    : { dutyId: row.duty_id, userId: row.user_id, from: row.starts_at, until: row.ends_at }
}

export type AssignmentSetting = { assignment: AssignmentMode; skillOf: SkillOf }

export async function findAssignment(db: Reader, deskId: string): Promise<AssignmentSetting> {
  const row = await db
    .selectFrom('desks')
    .select(['assignment', 'skill_of'])
    .where('desk_id', '=', deskId)
    .executeTakeFirstOrThrow()
  return { assignment: row.assignment, skillOf: v.parse(skillOf, row.skill_of) }
}

export async function saveAssignment(unit: UnitOfWork, deskId: string, setting: AssignmentSetting): Promise<void> {
  await unit.tx
    .updateTable('desks')
    .set({ assignment: setting.assignment, skill_of: JSON.stringify(setting.skillOf) })
    .where('desk_id', '=', deskId)
    .execute()
}

/** Which of these desks give their tickets away by themselves. */
export async function listAssigning(db: Reader, deskIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ desk_id: string }>`
    select desk_id from desks where desk_id = any(${deskIds}::uuid[]) and assignment <> 'manual'
     order by desk_id`.execute(db)
  return rows.map((row) => row.desk_id)
}

/** One at a time gives a desk's tickets away, so that each choice knows the one before; nobody else waits for this lock. */
export async function lockAssignment(unit: UnitOfWork, deskId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`assignment ${deskId}`}, 0))`.execute(unit.tx)
}

/** Two tickets of one instant have an order, too: each turn is a little later than the last one. */
export async function noteTurn(unit: UnitOfWork, deskId: string, userId: number): Promise<void> {
  await sql`
    update desk_staff set assigned_at = greatest(
             ${unit.at}, (select max(assigned_at) + interval '1 millisecond' from desk_staff where desk_id = ${deskId}))
     where desk_id = ${deskId} and user_id = ${userId}`.execute(unit.tx)
}
