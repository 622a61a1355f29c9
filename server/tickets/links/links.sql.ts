import { sql } from 'kysely'
import type { linkKinds, linkRoles } from '#contract/tickets/links.types.ts'
import type { TicketStatus } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type LinkKind = (typeof linkKinds)[number]
export type LinkRole = (typeof linkRoles)[number]

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

/** Longer chains than this are not followed: each of its merges was an act of an agent. */
const longestChain = 32

/** Where a ticket goes on: itself, or the end of the chain into which it was merged. Null when there is none by that id. */
export async function findLiving(db: Reader, ticketId: string): Promise<{ ticketId: string; number: string } | null> {
  const { rows } = await sql<{ ticketId: string; number: string }>`
    with recursive chain as (
      select ticket_id, number, merged_into, 1 as step from tickets where ticket_id = ${ticketId}
      union all
      select t.ticket_id, t.number, t.merged_into, step + 1
        from chain join tickets t on t.ticket_id = chain.merged_into where step < ${longestChain}
    )
    select ticket_id as "ticketId", number from chain order by step desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Every ticket in which what is written to this one may stand: along its merges, also those that are undone. */
export async function listWritten(db: Reader, ticketId: string): Promise<string[]> {
  const { rows } = await sql<{ ticket_id: string }>`
    with recursive reached as (
      select ${ticketId}::uuid as ticket_id
      union
      select l.to_ticket from reached join ticket_links l on l.from_ticket = reached.ticket_id and l.kind = 'merge'
    )
    select ticket_id from reached limit ${longestChain}`.execute(db)
  return rows.map((row) => row.ticket_id)
}

export async function markMerged(unit: UnitOfWork, ticketId: string): Promise<void> {
  await unit.tx.updateTable('tickets').set({ was_merged: true }).where('ticket_id', '=', ticketId).execute()
}

export type ShownLink = {
  linkId: string
  kind: LinkKind
  role: LinkRole
  ticketId: string
  number: string
  subject: string
  status: TicketStatus
  closeReason: string | null
  madeAt: Date
}

/** The other ends of what a ticket is linked to now, the newest first; siblings are linked to the first one of them. */
export async function listLinks(db: Reader, ticketId: string, limit: number): Promise<ShownLink[]> {
  const { rows } = await sql<ShownLink>`
    with ends as (
      select link_id, kind, 'from' as role, to_ticket as other, made_at from ticket_links
       where from_ticket = ${ticketId} and undone_at is null
      union all
      select link_id, kind, 'to', from_ticket, made_at from ticket_links
       where to_ticket = ${ticketId} and undone_at is null
      union all
      select others.link_id, others.kind, 'to', others.to_ticket, others.made_at
        from ticket_links mine join ticket_links others
          on others.from_ticket = mine.from_ticket and others.kind = 'sibling' and others.undone_at is null
       where mine.to_ticket = ${ticketId} and mine.kind = 'sibling' and mine.undone_at is null
         and others.to_ticket <> ${ticketId}
    )
    select e.link_id as "linkId", e.kind, e.role, t.ticket_id as "ticketId", t.number, t.subject, t.status,
           t.state ->> 'closeReason' as "closeReason", e.made_at as "madeAt"
      from ends e join tickets t on t.ticket_id = e.other
     order by e.made_at desc, e.link_id limit ${limit}`.execute(db)
  return rows
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
