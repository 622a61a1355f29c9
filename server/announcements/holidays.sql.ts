import { sql } from 'kysely'
import type { HolidayKey } from '#contract/announcements/holidays.types.ts'
import type { ReadAt, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AnnouncedHours } from './domain/holidays.ts'

/** Of a desk, what its people announce of working hours and what is not over. */
export async function listAnnouncedHours({ tx, at }: ReadAt, deskId: string): Promise<AnnouncedHours[]> {
  const { rows } = await sql<AnnouncedHours>`
    select starts_at as "startsAt", until, audience from announcements
     where desk_id = ${deskId} and kind = 'hours' and ended_at is null and (until is null or until > ${at})`.execute(tx)
  return rows
}

/** `levels` with commas. */
export type DeclinedHoliday = { from: string; to: string; levels: string; by: string; at: Date }

/** Of a desk, those that have not been over for long: a zone is a day behind another at most. */
export async function listDeclined({ tx, at }: ReadAt, deskId: string): Promise<DeclinedHoliday[]> {
  const { rows } = await sql<DeclinedHoliday>`
    select first_day::text as "from", last_day::text as "to", levels, declined_by as by, declined_at as at
      from declined_holidays where desk_id = ${deskId} and last_day >= ${at}::date - 2`.execute(tx)
  return rows
}

export async function insertDeclined(
  unit: UnitOfWork,
  { deskId, holiday, by, userId }: { deskId: string; holiday: HolidayKey; by: string; userId: number },
): Promise<void> {
  await unit.tx
    .insertInto('declined_holidays')
    .values({
      desk_id: deskId,
      first_day: holiday.from,
      last_day: holiday.to,
      levels: holiday.levels.join(','),
      declined_by: by,
      declined_by_user: userId,
      declined_at: unit.at,
    })
    .execute()
}

export async function deleteDeclined(unit: UnitOfWork, deskId: string, holiday: HolidayKey): Promise<void> {
  await unit.tx
    .deleteFrom('declined_holidays')
    .where('desk_id', '=', deskId)
    .where('first_day', '=', sql<Date>`${holiday.from}::date`)
    .where('last_day', '=', sql<Date>`${holiday.to}::date`)
    .where('levels', '=', holiday.levels.join(','))
    .execute()
}

/** C5, uninstall with CLEAN of the desk's portal: a number for the name of whoever decided. */
export async function forgetDecliners(unit: UnitOfWork, deskId: string): Promise<void> {
  await sql`update declined_holidays set declined_by = '№ ' || declined_by_user where desk_id = ${deskId}`.execute(
    unit.tx,
  )
}
