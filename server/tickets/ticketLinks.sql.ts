import { sql } from 'kysely'
import type { linkKinds, linkRoles } from '#contract/tickets/links.types.ts'
import type { TicketStatus } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'

export type LinkKind = (typeof linkKinds)[number]
export type LinkRole = (typeof linkRoles)[number]

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
