import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** By whose they are, bytes that came (or, below nothing, went). */
export type UsageChange = { owner: string; bytes: number }

export const ofDesk = (deskId: string) => `desk:${deskId}`
export const ofPortal = (memberId: string) => `portal:${memberId}`

/** Adds up, one after the other in everybody's order; what each is then. Whoever finds it too much throws, and nothing has happened. */
export async function changeUsage(unit: UnitOfWork, changes: readonly UsageChange[]): Promise<Map<string, number>> {
  const then = new Map<string, number>()
  for (const { owner, bytes } of changes.toSorted((one, other) => (one.owner < other.owner ? -1 : 1))) {
    const { rows } = await sql<{ bytes: number }>`
      insert into ticket_file_usage as usage (owner, bytes) values (${owner}, greatest(0, ${bytes}::bigint))
      on conflict (owner) do update set bytes = greatest(0, usage.bytes + ${bytes}::bigint) returning bytes`.execute(
      unit.tx,
    )
    then.set(owner, rows[0]?.bytes ?? 0)
  }
  return then
}

export async function readUsage(db: Reader, owner: string): Promise<number> {
  const row = await db.selectFrom('ticket_file_usage').select('bytes').where('owner', '=', owner).executeTakeFirst()
  return row?.bytes ?? 0
}

/** Of a ticket what its messages have, or its notes: neither tells anything of the other. */
export async function readTicketUsage(db: Reader, ticketId: string, isNote: boolean): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(bytes), 0)::bigint as bytes from ticket_files
     where ticket_id = ${ticketId} and is_note = ${isNote} and removed_at is null`.execute(db)
  return rows[0]?.bytes ?? 0
}
