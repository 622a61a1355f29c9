import { sql } from 'kysely'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { LockReason, TicketStatus } from '#contract/tickets/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { parseEvent } from '#server/platform/journal/journalEvents.ts'
import type { WalkedPage } from '#server/platform/journal/projectionWalks.ts'
import { clockEvents, type ClockEntry } from './domain/clockProjection.ts'
import type { TicketOfClocks } from './domain/countedTicket.ts'
import { fromState, toState } from './clockState.sql.ts'

type ClocksRow = {
  ticket_id: string
  number: string
  member_id: string
  desk_id: string
  regulation_version: number
  status: TicketStatus
  lock_reason: LockReason | null
  category: Category | null
  priority: Priority
  wish: Priority | null
  awaits_payment: boolean
  upto_seq: number | null
  state: unknown
}

/** Before the rest of the journal is read: what is folded later than this would be read twice and counted once. */
export async function readFolded(db: Reader, ticketIds: readonly string[]): Promise<TicketOfClocks[]> {
  const { rows } = await sql<ClocksRow>`
    select t.ticket_id, t.number, t.member_id, t.desk_id, t.regulation_version, t.status, t.lock_reason, t.category,
           t.priority, t.wish, t.awaits_payment, c.upto_seq, c.state
      from tickets t left join ticket_clocks c using (ticket_id)
     where t.ticket_id = any(${ticketIds}::uuid[])`.execute(db)
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    number: row.number,
    memberId: row.member_id,
    deskId: row.desk_id,
    version: row.regulation_version,
    status: row.status,
    lock: row.lock_reason,
    category: row.category,
    priority: row.priority,
    wish: row.wish,
    awaitsPayment: row.awaits_payment,
    folded: fromState(row.upto_seq, row.state),
  }))
}

type EntryRow = {
  ticket_id: string
  seq: number
  public_seq: number | null
  at: Date
  type: string
  actor: JournalActor
  payload: Record<string, unknown>
}

/** The entries of these tickets, each after its own number, in order. */
export async function readClockEntries(
  db: Reader,
  wanted: readonly { ticketId: string; after: number }[],
): Promise<Map<string, ClockEntry[]>> {
  const { rows } = await sql<EntryRow>`
    select j.ticket_id, j.seq, j.public_seq, j.at, j.type, j.actor, j.payload
      from unnest(${wanted.map((one) => one.ticketId)}::uuid[], ${wanted.map((one) => one.after)}::bigint[])
             as wanted (ticket_id, after)
      join journal j on j.ticket_id = wanted.ticket_id and j.seq > wanted.after
     order by j.ticket_id, j.seq`.execute(db)
  return Map.groupBy(
    rows.map(({ ticket_id: ticketId, public_seq: publicSeq, seq, at, actor, ...stored }) => {
      return { ticketId, seq, publicSeq, at, actor, event: parseEvent(clockEvents, stored) }
    }),
    ({ ticketId }) => ticketId,
  )
}

/** Two processes may fold the same ticket: the one that went further counts. */
export async function saveFolded(unit: UnitOfWork, tickets: readonly Pick<TicketOfClocks, 'ticketId' | 'folded'>[]) {
  await sql`
    insert into ticket_clocks as known (ticket_id, upto_seq, state)
    select * from unnest(${tickets.map((one) => one.ticketId)}::uuid[], ${tickets.map((one) => one.folded.uptoSeq)}::bigint[],
                         ${tickets.map((one) => toState(one.folded))}::jsonb[]) as fresh (ticket_id, upto_seq, state)
     order by ticket_id
    on conflict (ticket_id) do update set upto_seq = excluded.upto_seq, state = excluded.state
     where known.upto_seq < excluded.upto_seq`.execute(unit.tx)
}

/** P9: those of the next tickets whose clocks are not folded up to their last entry. Each is one look into an index. */
export async function findUnfolded(unit: UnitOfWork, after: string | null, limit: number): Promise<WalkedPage> {
  const { rows } = await sql<{ ticketIds: string[]; end: string | null }>`
    with walked as materialized (
      select t.ticket_id, t.last_seq from tickets t
       where ${after === null ? sql`true` : sql`t.ticket_id > ${after}::uuid`} order by t.ticket_id limit ${limit}
    )
    select array(select w.ticket_id from walked w
                  where ((select c.upto_seq from ticket_clocks c where c.ticket_id = w.ticket_id) >= w.last_seq) is not true
                  order by w.ticket_id) as "ticketIds",
           (select w.ticket_id from walked w order by w.ticket_id offset ${limit - 1}) as end`.execute(unit.tx)
  return rows[0] ?? { ticketIds: [], end: null }
}
