import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type Taker = { deskId: string; name: string; memberId: string }

/** Partners of this server that take requests and can be reached, but not the desk of the portal `notOf`; by their names. */
export async function listTakers(
  db: Reader,
  { search, limit, notOf, after }: { search: string; limit: number; notOf: string; after: string | null },
): Promise<Taker[]> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const beyond =
    after === null ? sql`true` : sql`(d.name, d.desk_id) > (select name, desk_id from desks where desk_id = ${after})`
  const { rows } = await sql<Taker>`
    select d.desk_id as "deskId", d.name, d.member_id as "memberId"
      from partner_request_takers k join desks d using (desk_id) join portals p using (member_id)
     where k.accepts and d.kind = 'partner' and p.is_installed and d.member_id <> ${notOf} and d.name ilike ${pattern} and ${beyond}
     order by d.name, d.desk_id
     limit ${limit}`.execute(db)
  return rows
}

/** Null where this desk takes no requests, or is gone. Locked, so that no request comes in behind an owner who has just said no. */
export async function lockTaker(unit: UnitOfWork, deskId: string): Promise<Taker | null> {
  const { rows } = await sql<Taker>`
    select d.desk_id as "deskId", d.name, d.member_id as "memberId"
      from partner_request_takers k join desks d using (desk_id) join portals p using (member_id)
     where k.desk_id = ${deskId} and k.accepts and d.kind = 'partner' and p.is_installed
       for no key update of k`.execute(unit.tx)
  return rows[0] ?? null
}

export async function findAccepts(db: Reader, deskId: string): Promise<boolean> {
  const row = await db
    .selectFrom('partner_request_takers')
    .select('accepts')
    .where('desk_id', '=', deskId)
    .executeTakeFirst()
  return row?.accepts ?? false
}

export async function saveAccepts(
  unit: UnitOfWork,
  deskId: string,
  { accepts, by }: { accepts: boolean; by: string },
): Promise<void> {
  const values = { accepts, changed_by: by, changed_at: unit.at }
  await unit.tx
    .insertInto('partner_request_takers')
    .values({ desk_id: deskId, ...values })
    .onConflict((conflict) => conflict.column('desk_id').doUpdateSet(values))
    .execute()
}
