import { sql, type RawBuilder } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { appending, type Entry } from '#server/platform/journal/journal.ts'
import type { Looked } from './answering.port.ts'
import type { TicketForUpdate } from './domain/ticketForUpdate.ts'
import type { StoredMessage } from './messageRow.sql.ts'
import { toState } from './ticketRow.sql.ts'

/** Everything that a new ticket consists of, as it stands at the end of its transaction; its number is still to be taken. */
export type NewTicket = {
  ticketForUpdate: Omit<TicketForUpdate, 'number'>
  rank: number
  openedBy: string
  preview: string
  activeAt: Date
  queuedAt: Date
  awaitsPayment: boolean
  /** Stored JSON, as their columns have it. */
  intake: { answers: string; product: string }
  message: StoredMessage & { hasFiles: boolean }
  /** The number is put into the payload of the first of them. */
  entries: readonly (Entry & { at: Date })[]
}

/**
 * T2: one statement and one round trip, so that the number, which all openings at a desk take one after the other, is held for no
 * longer than this statement and the commit behind it. `taken`: the number where it was taken before; else `next` takes it. Returns it.
 */
export async function insertOpened(
  unit: UnitOfWork,
  { ticketForUpdate, ...opened }: NewTicket,
  { taken, next }: { taken: string | null; next: RawBuilder<{ number: string }> },
): Promise<string> {
  const { ticket, subject, regulationVersion, category, priority, wish, lastSeq, lastPublicSeq } = ticketForUpdate
  const { ticketId } = ticket
  const { rank, openedBy, preview, activeAt, queuedAt, awaitsPayment, intake, message, entries } = opened
  const { rows } = await sql<{ number: string }>`
    with numbered as (${taken === null ? next : sql`select ${taken}::text as number`}), opened as (
      insert into tickets (ticket_id, desk_id, member_id, number, subject, status, state, opened_by_user, opened_by, opened_at,
                           regulation_version, last_at, active_at, queued_at, last_seq, last_public_seq, preview,
                           category, priority, wish, queue_rank, awaits_payment)
      select ${ticketId}::uuid, ${ticket.deskId}::uuid, ${ticket.portalId}, numbered.number, ${subject}, ${ticket.status},
             ${toState(ticket)}::jsonb, ${ticketForUpdate.openedByUser}::int, ${openedBy}, ${ticket.openedAt}::timestamptz,
             ${regulationVersion}::int, ${ticket.lastEventAt}::timestamptz, ${activeAt}::timestamptz, ${queuedAt}::timestamptz,
             ${lastSeq}::bigint, ${lastPublicSeq}::bigint, ${preview}, ${category}, ${priority}, ${wish}, ${rank}::smallint,
             ${awaitsPayment}::boolean
        from numbered
    ), intake as (
      insert into tickets_intakes (ticket_id, answers, from_portal)
      values (${ticketId}, ${intake.answers}, ${intake.product})
    ), said as (
      insert into messages (message_id, ticket_id, seq, public_seq, side, author_member, author_id, author_name, kind,
                            is_question, text, at, has_files)
      values (${message.messageId}, ${ticketId}, ${message.seq}, ${message.publicSeq}, ${message.side},
              ${message.authorMember}, ${message.authorId}, ${message.authorName}, ${message.kind},
              ${message.isQuestion}, ${message.text}, ${message.at}, ${message.hasFiles})
    ), appended as (
      ${appending(entries, { from: sql`numbered`, toFirst: sql`jsonb_build_object('number', numbered.number)` })}
    )
    select number from numbered`.execute(unit.tx)
  const [row] = rows
  if (row === undefined) throw new Error(`the desk ${ticket.deskId} is gone`)
  return row.number
}

/**
 * In one round trip. What it reads it has not locked: the caller has locked the portal's row in a statement before this one, and looks for
 * the account, which `holding` is about, in one behind it.
 */
export async function lookBeforeOpening(
  unit: UnitOfWork,
  ticketId: string,
  { isOn, holding }: { isOn: RawBuilder<boolean>; holding: RawBuilder<unknown> },
): Promise<Looked & { isOn: boolean }> {
  const { rows } = await sql<Looked & { isOn: boolean }>`
    select exists (select from tickets where ticket_id = ${ticketId}) as "isThere", ${isOn} as "isOn", ${holding} as held
  `.execute(unit.tx)
  return rows[0] ?? { isThere: true, isOn: false }
}
