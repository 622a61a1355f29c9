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
