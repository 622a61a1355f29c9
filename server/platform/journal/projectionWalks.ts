import { sql } from 'kysely'
import type { UnitOfWork } from '../db/unitOfWork.ts'

/** Some tickets that come next in the order of their ids: those that are behind, and the last that was looked at. */
export type WalkedPage = {
  ticketIds: string[]
  /** Null where no further ticket comes. */
  end: string | null
}

/** What a projection is handed a ticket for that a walk has found behind; no entry of the journal is of this type. */
export const foundBehind = 'projection.behind'

type Walked = { name: string; revision: number }
export type Walk = { after: string | null; isOver: boolean }

/**
 * How far this revision has come. What a newer program has walked is newer here, too: two of them may run side by side while
 * one takes the other's place.
 */
export async function readWalk(unit: UnitOfWork, { name, revision }: Walked): Promise<Walk> {
  const stored = await unit.tx
    .selectFrom('projection_walks')
    .select(['revision', 'upto_ticket', 'is_over'])
    .where('projection', '=', name)
    .executeTakeFirst()
  if (stored === undefined || stored.revision < revision) return { after: null, isOver: false }
  return { after: stored.upto_ticket, isOver: stored.is_over || stored.revision > revision }
}

/** `end` is null where all tickets have been looked at. */
export async function saveWalk(unit: UnitOfWork, { name, revision }: Walked, end: string | null): Promise<void> {
  await sql`
    insert into projection_walks (projection, revision, upto_ticket, is_over)
    values (${name}, ${revision}, ${end}::uuid, ${end === null})
    on conflict (projection) do update
       set revision = excluded.revision, upto_ticket = excluded.upto_ticket, is_over = excluded.is_over`.execute(
    unit.tx,
  )
}
