import type { HotPool } from '#server/platform/db/preparedStatements.ts'
import type { JournalEventType, JournalPayload } from '#contract/events.ts'
import type { SendMessageInput } from '#contract/tickets/conversation.types.ts'
import { ticketStatuses } from '#contract/tickets/types.ts'
import type { Actor } from '#server/platform/actor.ts'
import { signatureOf } from '#server/platform/actor.ts'
import type { Side } from '../domain/side.ts'
import { movesNothing } from '../domain/ticketState.ts'

/** Where a public message of this side is taken and moves nothing; a test holds these lists to `decide`. */
export const quietStatuses = {
  client: ticketStatuses.filter((status) => movesNothing(status, 'client')),
  desk: ticketStatuses.filter((status) => movesNothing(status, 'desk')),
}

/**
 * May the one who holds this session write at this instant? Each question is a row by its key and nothing is joined, so it
 * costs the same whatever the planner believes of tables that were empty when it planned (joined, it once took 5 ms).
 */
const mayWrite = {
  client: `
    t.member_id = i.author_member and (
      select s.member_id = t.member_id and s.ended_at is null and s.expires_at > i.at
         and (s.is_portal_admin or (
               select true from named_people n
                where n.member_id = t.member_id and n.user_id = s.user_id and n.kind = 'integrator'))
        from sessions s where s.token_hash = i.token_hash)
    and (select p.is_installed and p.is_client from portals p where p.member_id = t.member_id)`,
  desk: `
    (select s.member_id = i.author_member and s.ended_at is null and s.expires_at > i.at
        and (select true from desk_staff f where f.desk_id = t.desk_id and f.user_id = s.user_id)
       from sessions s where s.token_hash = i.token_hash)
    and (select d.member_id = i.author_member from desks d where d.desk_id = t.desk_id)
    and (select p.is_installed from portals p where p.member_id = i.author_member)`,
}

/**
 * T8: whatever came after what an agent has seen is looked at the long way. Of the ticket's own row, so that it is asked again of a
 * row that changed while it was waited for.
 */
const nothingNew = { client: '', desk: 'and (i.seen_seq is null or t.last_seq <= i.seen_seq)' }

const appended = 'message.sent' satisfies JournalEventType

/**
 * The hot path: number, message and journal entry of several messages, each in a ticket of its own, in one statement, one
 * round trip and one commit, under the tickets' row locks. It takes only what can be said of any ticket without deciding: an
 * unlocked one that nobody else holds, in a status that the message does not change, by a session that is good at this
 * instant. One that was ever merged goes the long way: its message may stand in another ticket already (T4). Everything else finds no row here and goes the long way. Measured beside the alternatives in `npm run bench -- chat`.
 */
const statementText = (side: Side) => `
  with i as materialized (
    select * from unnest($1::uuid[], $2::text[], $3::bytea[], $4::timestamptz[], $5::text[], $6::uuid[], $7::integer[],
                         $8::text[], $9::text[], $10::jsonb[], $11::jsonb[], $13::bigint[])
      as i (ticket_id, author_member, token_hash, at, preview, message_id, author_id, author_name, text, actor, payload, seen_seq)
  ), free as materialized (
    select one.ticket_id from i cross join lateral (
      select t.ticket_id from tickets t
       where t.ticket_id = i.ticket_id and t.lock_reason is null and not t.was_merged
         and t.status = any($12::text[]) ${nothingNew[side]} and ${mayWrite[side]}
         for no key update of t skip locked
    ) one
  ), held as (
    update tickets t
       set last_seq = t.last_seq + 1, last_public_seq = t.last_public_seq + 1,
           last_at = greatest(t.last_at, i.at), active_at = greatest(t.last_at, i.at), preview = i.preview
      from free join i using (ticket_id)
     where t.ticket_id = free.ticket_id
    returning t.ticket_id, t.last_seq, t.last_public_seq, t.last_at, t.desk_id, t.member_id,
              i.author_member, i.author_id, i.author_name, i.message_id, i.text, i.actor, i.payload
  ), said as (
    insert into messages (message_id, ticket_id, seq, public_seq, side, author_member, author_id, author_name, kind, text, at)
    select message_id, ticket_id, last_seq, last_public_seq, '${side}', author_member, author_id, author_name, 'public', text,
           last_at
      from held
  )
  insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
  select last_at, '${appended}', member_id, desk_id, ticket_id, last_seq, last_public_seq, actor, payload from held
  returning ticket_id, seq, public_seq, at`

const statements = { client: statementText('client'), desk: statementText('desk') }

export type QuickMessage = {
  actor: Actor
  input: SendMessageInput
  at: Date
  tokenHash: Buffer
  preview: string
}
export type QuickSend = { seq: number; publicSeq: number; at: Date }

/** By ticket, at most one message for each; those that are missing need a decision. One that is refused refuses all. */
export async function sendQuickly(
  pool: HotPool,
  side: Side,
  messages: readonly QuickMessage[],
): Promise<Map<string, QuickSend>> {
  const column = <Value>(read: (message: QuickMessage) => Value) => messages.map(read)
  const { rows } = await pool.query<{ ticket_id: string; seq: number; public_seq: number; at: Date }>({
    name: `send-${side}`,
    text: statements[side],
    values: [
      column(({ input }) => input.ticketId),
      column(({ actor }) => actor.memberId),
      column(({ tokenHash }) => tokenHash),
      column(({ at }) => at.toISOString()),
      column(({ preview }) => preview),
      column(({ input }) => input.messageId),
      column(({ actor }) => actor.userId),
      column(({ actor }) => actor.name),
      column(({ input }) => input.text),
      column(({ actor }) => JSON.stringify(signatureOf(actor, side))),
      column(({ input }) => JSON.stringify({ messageId: input.messageId } satisfies JournalPayload<typeof appended>)),
      quietStatuses[side],
      column(({ input }) => input.seenSeq ?? null),
    ],
  })
  return new Map(rows.map((row) => [row.ticket_id, { seq: row.seq, publicSeq: row.public_seq, at: row.at }]))
}

/** The writer's id is there already: nothing was written now, and the long way answers with what was. */
export function isWrittenAlready(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}
