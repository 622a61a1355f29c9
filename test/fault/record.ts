import type pg from 'pg'
import type { TicketEvent } from '#contract/tickets/types.ts'
import type { ChatClient } from '#test/support/chatClient.ts'
import type { StoredLine, TicketRecord, View } from './checks.ts'

export type Page = { client: ChatClient; role: View['role'] }

type Row = {
  ticket_id: string
  seq: number
  public_seq: number | null
  type: string
  at: Date
  message_id: string | null
  kind: 'public' | 'note' | null
  side: 'client' | 'desk' | null
}

/** Every ticket as the database has it, straight from its tables. */
export async function readStored(pool: pg.Pool, ticketIds: string[]): Promise<Map<string, StoredLine[]>> {
  // A full join: a message without its entry in the journal, or the other way round, must not go unseen.
  const { rows } = await pool.query<Row>(
    `select coalesce(j.ticket_id, m.ticket_id) as ticket_id, coalesce(j.seq, m.seq)::int as seq,
            j.public_seq::int as public_seq, coalesce(j.type, 'a message outside of the journal') as type,
            coalesce(j.at, m.at) as at, m.message_id, m.kind, m.side
       from (select * from journal where ticket_id = any($1)) j
       full join (select * from messages where ticket_id = any($1)) m on m.ticket_id = j.ticket_id and m.seq = j.seq
      order by 1, 2`,
    [ticketIds],
  )
  const stored = new Map<string, StoredLine[]>(ticketIds.map((ticketId) => [ticketId, []]))
  for (const row of rows) {
    const { seq, type, kind, public_seq: publicSeq, message_id: messageId, side: author } = row
    stored.get(row.ticket_id)?.push({ seq, publicSeq, type, messageId, kind, author, at: row.at.getTime() })
  }
  return stored
}

export async function readLastNumbers(pool: pg.Pool, ticketIds: string[]) {
  const { rows } = await pool.query<{ ticket_id: string; desk: number; client: number }>(
    'select ticket_id, last_seq::int as desk, last_public_seq::int as client from tickets where ticket_id = any($1)',
    [ticketIds],
  )
  return new Map(rows.map((row) => [row.ticket_id, row]))
}

/** What the pages have seen beside what the database has. */
export function recordsOf(
  stored: Map<string, StoredLine[]>,
  pages: Page[],
  beganAfter: Map<string, number>,
): TicketRecord[] {
  return [...stored].map(([ticketId, lines]) => ({
    ticketId,
    stored: lines,
    beganAfter: beganAfter.get(ticketId) ?? 0,
    views: pages.filter(({ client }) => client.ticketId === ticketId).map(viewOf),
  }))
}

function viewOf({ client, role }: Page): View {
  return {
    side: client.side,
    role,
    lines: client.received.map(({ event }) => lineOf(event)),
    written: client.written,
    acknowledged: [...client.acknowledged].map(([messageId, { seq }]) => ({ messageId, seq })),
    refused: [...client.refused.keys()],
    waiting: client.waiting(),
    irregularities: client.irregularities,
  }
}

function lineOf(event: TicketEvent): View['lines'][number] {
  const message = event.type === 'message.sent' ? event.message : null
  const { seq, type, at } = event
  return { seq, type, messageId: message?.messageId ?? null, kind: message?.kind ?? null, at: Date.parse(at) }
}
