import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { LinkKind } from '../ticketLinks.sql.ts'

export type StoredLink = {
  linkId: string
  kind: LinkKind
  fromTicket: string
  toTicket: string
  madeAt: Date
  messageIds: string[]
  tookClock: boolean
  queuedBefore: Date | null
  undoneAt: Date | null
}

export async function insertLink(unit: UnitOfWork, link: Omit<StoredLink, 'undoneAt'>): Promise<void> {
  await unit.tx
    .insertInto('ticket_links')
    .values({
      link_id: link.linkId,
      kind: link.kind,
      from_ticket: link.fromTicket,
      to_ticket: link.toTicket,
      made_at: link.madeAt,
      message_ids: link.messageIds,
      took_clock: link.tookClock,
      queued_before: link.queuedBefore,
      undone_at: null,
    })
    .execute()
}

export async function findLink(db: Reader, linkId: string): Promise<StoredLink | null> {
  const row = await db.selectFrom('ticket_links').selectAll().where('link_id', '=', linkId).executeTakeFirst()
  if (row === undefined) return null
  return {
    linkId: row.link_id,
    kind: row.kind,
    fromTicket: row.from_ticket,
    toTicket: row.to_ticket,
    madeAt: row.made_at,
    messageIds: row.message_ids,
    tookClock: row.took_clock,
    queuedBefore: row.queued_before,
    undoneAt: row.undone_at,
  }
}

/** A link is undone once; false where somebody was faster. */
export async function markUndone(unit: UnitOfWork, linkId: string): Promise<boolean> {
  const { rows } = await sql`
    update ticket_links set undone_at = ${unit.at} where link_id = ${linkId} and undone_at is null returning 1`.execute(
    unit.tx,
  )
  return rows.length > 0
}

/** What was split and then merged back is split again when the merge is undone; returns it. */
export async function restoreSplit(unit: UnitOfWork, merge: StoredLink): Promise<StoredLink | null> {
  const { rows } = await sql<{ link_id: string }>`
    update ticket_links set undone_at = null
     where kind = 'split' and from_ticket = ${merge.toTicket} and to_ticket = ${merge.fromTicket} and undone_at = ${merge.madeAt}
    returning link_id`.execute(unit.tx)
  const [row] = rows
  return row === undefined ? null : findLink(unit.tx, row.link_id)
}

export async function markMerged(unit: UnitOfWork, ticketId: string): Promise<void> {
  await unit.tx.updateTable('tickets').set({ was_merged: true }).where('ticket_id', '=', ticketId).execute()
}

/** S7: the earlier place of two that become one; what the living one had before, null where it keeps its own. */
export async function takePlace(
  unit: UnitOfWork,
  { living, merged }: { living: string; merged: string },
): Promise<Date | null> {
  const { rows } = await sql<{ before: Date }>`
    with pair as (
      select l.ticket_id, l.queued_at as before, m.queued_at as earlier from tickets l, tickets m
       where l.ticket_id = ${living} and m.ticket_id = ${merged} and l.status = 'queued' and m.status = 'queued'
         and m.queued_at < l.queued_at
    )
    update tickets t set queued_at = pair.earlier from pair where t.ticket_id = pair.ticket_id returning pair.before`.execute(
    unit.tx,
  )
  return rows[0]?.before ?? null
}

/** Unless it has got another place since. */
export async function giveBackPlace(
  unit: UnitOfWork,
  { toTicket, fromTicket, queuedBefore }: StoredLink,
): Promise<void> {
  if (queuedBefore === null) return
  await sql`
    update tickets t set queued_at = ${queuedBefore} from tickets m
     where t.ticket_id = ${toTicket} and m.ticket_id = ${fromTicket} and t.status = 'queued'
       and t.queued_at = m.queued_at`.execute(unit.tx)
}

export async function savePlace(unit: UnitOfWork, ticketId: string, queuedAt: Date): Promise<void> {
  await unit.tx.updateTable('tickets').set({ queued_at: queuedAt }).where('ticket_id', '=', ticketId).execute()
}

/** Public messages of the desk around a number: the last one before it, and the first one after it. */
export async function findAnswers(db: Reader, ticketId: string, seq: number) {
  const answers = db
    .selectFrom('messages')
    .select(['seq', 'at'])
    .where('ticket_id', '=', ticketId)
    .where('side', '=', 'desk')
    .where('kind', '=', 'public')
    .limit(1)
  const before = await answers.where('seq', '<', seq).orderBy('seq', 'desc').executeTakeFirst()
  const after = await answers.where('seq', '>', seq).orderBy('seq').executeTakeFirst()
  return { before: before ?? null, after: after ?? null }
}

/** Since when the client waits for an answer here: its first public message that none of the desk's has followed. */
export async function findUnansweredSince(db: Reader, ticketId: string): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`
    select min(at) as since from messages
     where ticket_id = ${ticketId} and kind = 'public' and side = 'client'
       and seq > coalesce((select max(seq) from messages
                            where ticket_id = ${ticketId} and kind = 'public' and side = 'desk'), 0)`.execute(db)
  return rows[0]?.since ?? null
}
