import { sql, type RawBuilder } from 'kysely'
import type { JournalEvent, JournalEventType } from '#contract/events.ts'
import type { JournalActor } from '../db/tables.ts'
import type { UnitOfWork } from '../db/unitOfWork.ts'
import { wakesOfEntry } from './entryWakes.ts'

/** What happened, by the catalogue of the contract, and whose it is. */
export type Entry<Type extends JournalEventType = JournalEventType> = JournalEvent<Type> & {
  actor: JournalActor
  memberId: string | null
  deskId: string | null
  /** Chat events are numbered per ticket under its row lock; the client's numbers leave out what a client may not see. */
  ticket?: { ticketId: string; seq: number; publicSeq: number | null }
}

/** Appends what a command did, in the same transaction, and wakes whoever reads of it after the commit. */
export async function append<Type extends JournalEventType>(
  unit: UnitOfWork,
  entries: readonly Entry<Type>[],
): Promise<void> {
  if (entries.length === 0) return
  await unit.tx
    .insertInto('journal')
    .values(
      entries.map((entry) => ({
        at: unit.at,
        type: entry.type,
        member_id: entry.memberId,
        desk_id: entry.deskId,
        ticket_id: entry.ticket?.ticketId ?? null,
        seq: entry.ticket?.seq ?? null,
        public_seq: entry.ticket?.publicSeq ?? null,
        actor: JSON.stringify(entry.actor),
        payload: JSON.stringify(entry.payload),
      })),
    )
    .execute()
  wakeReaders(unit, entries)
}

/**
 * The same as a statement within another one. `from`: what it selects from besides, in which `toFirst`, JSON that the first of them says
 * as well, can be read.
 */
export function appending(
  entries: readonly (Entry & { at: Date })[],
  { from, toFirst }: { from: RawBuilder<unknown>; toFirst: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const column = <Value>(read: (entry: Entry & { at: Date }) => Value) => entries.map(read)
  return sql`
    insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
    select one.at, one.type, one.member_id, one.desk_id, one.ticket_id, one.seq, one.public_seq, one.actor,
           case when one.place = 1 then one.payload || ${toFirst} else one.payload end
      from ${from},
           unnest(${column(({ at }) => at.toISOString())}::timestamptz[], ${column(({ type }) => type)}::text[],
                  ${column(({ memberId }) => memberId)}::text[], ${column(({ deskId }) => deskId)}::uuid[],
                  ${column(({ ticket }) => ticket?.ticketId ?? null)}::uuid[],
                  ${column(({ ticket }) => ticket?.seq ?? null)}::bigint[],
                  ${column(({ ticket }) => ticket?.publicSeq ?? null)}::bigint[],
                  ${column(({ actor }) => JSON.stringify(actor))}::jsonb[],
                  ${column(({ payload }) => JSON.stringify(payload))}::jsonb[])
             with ordinality as one (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload, place)
     order by one.place`
}

type WakingEntry = Pick<Entry, 'memberId' | 'deskId' | 'ticket'> & { type: JournalEventType }

/** The same for what a statement of its own has appended. */
export function wakeReaders({ wakes }: Pick<UnitOfWork, 'wakes'>, entries: readonly WakingEntry[]): void {
  for (const { type, memberId, deskId, ticket } of entries) {
    const { ticketId = null, publicSeq = null } = ticket ?? {}
    wakes.push(...wakesOfEntry({ type, memberId, deskId, ticketId, publicSeq }))
  }
}

/**
 * C5: the one way in which appended things change. The database does it, and only for a portal of which the journal itself says
 * that it was uninstalled with CLEAN at `before`: numbers for names in what was appended outside of tickets, or in those given.
 */
export async function forgetNames(
  unit: UnitOfWork,
  { memberId, before }: { memberId: string; before: Date },
  ticketIds: string[] | null = null,
): Promise<void> {
  await sql`select forget_names(${memberId}, ${before}::timestamptz, ${ticketIds}::uuid[])`.execute(unit.tx)
}

export type Cursor = { xid: string; entryId: number }

export type JournalEntry = {
  cursor: Cursor
  at: Date
  type: string
  memberId: string | null
  deskId: string | null
  ticketId: string | null
  seq: number | null
  publicSeq: number | null
  actor: JournalActor
  payload: Record<string, unknown>
}

type EntryRow = {
  xid: string
  entry_id: number
  at: Date
  type: string
  member_id: string | null
  desk_id: string | null
  ticket_id: string | null
  seq: number | null
  public_seq: number | null
  actor: JournalActor
  payload: Record<string, unknown>
}

/**
 * The journal after a cursor, without ever skipping an entry of a transaction that commits late: only transactions
 * below the oldest one still open are read. So it may lag behind any open write transaction; chat does not wait for it.
 */
export async function readJournal(db: UnitOfWork['tx'], after: Cursor, limit: number): Promise<JournalEntry[]> {
  const { rows } = await sql<EntryRow>`
    select xid::text as xid, entry_id, at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload
      from journal
     where (xid, entry_id) > (${after.xid}::xid8, ${after.entryId}::bigint)
       and xid < pg_snapshot_xmin(pg_current_snapshot())
     order by xid, entry_id
     limit ${limit}`.execute(db)
  return rows.map((row) => ({
    cursor: { xid: row.xid, entryId: row.entry_id },
    at: row.at,
    type: row.type,
    memberId: row.member_id,
    deskId: row.desk_id,
    ticketId: row.ticket_id,
    seq: row.seq,
    publicSeq: row.public_seq,
    actor: row.actor,
    payload: row.payload,
  }))
}

/** As much of an entry as says whose pages are behind. */
export type EntryHead = Pick<JournalEntry, 'cursor' | 'type' | 'memberId' | 'deskId' | 'ticketId' | 'seq' | 'publicSeq'>

/** The same without payloads: for the poller, which only asks whether somebody is behind. */
export async function readHeads(db: UnitOfWork['tx'], after: Cursor, limit: number): Promise<EntryHead[]> {
  const { rows } = await sql<Omit<EntryRow, 'at' | 'actor' | 'payload'>>`
    select xid::text as xid, entry_id, type, member_id, desk_id, ticket_id, seq, public_seq
      from journal
     where (xid, entry_id) > (${after.xid}::xid8, ${after.entryId}::bigint)
       and xid < pg_snapshot_xmin(pg_current_snapshot())
     order by xid, entry_id
     limit ${limit}`.execute(db)
  return rows.map((row) => ({
    cursor: { xid: row.xid, entryId: row.entry_id },
    type: row.type,
    memberId: row.member_id,
    deskId: row.desk_id,
    ticketId: row.ticket_id,
    seq: row.seq,
    publicSeq: row.public_seq,
  }))
}

/** A ticket to which something was appended, and by which entries: the names of their types, each once. */
export type FollowedEntries = { ticketId: string; types: string[] }

/** Each ticket once, however much was appended to it after the cursor; null where nothing was appended at all. */
export async function readFollowed(
  db: UnitOfWork['tx'],
  after: Cursor,
  limit: number,
): Promise<{ tickets: FollowedEntries[]; end: Cursor; isFull: boolean } | null> {
  const { rows } = await sql<{
    xid: string
    entry_id: number
    entries: number
    ticket_id: string | null
    types: string[] | null
  }>`
    with appended as materialized (
      select xid, entry_id, ticket_id, type from journal
       where (xid, entry_id) > (${after.xid}::xid8, ${after.entryId}::bigint)
         and xid < pg_snapshot_xmin(pg_current_snapshot())
       order by xid, entry_id limit ${limit}
    ), finish as (
      select xid, entry_id, (select count(*)::int from appended) as entries from appended order by xid desc, entry_id desc limit 1
    )
    select finish.xid::text as xid, finish.entry_id, finish.entries, of_ticket.ticket_id, of_ticket.types
      from finish left join (
        select ticket_id, array_agg(distinct type) as types from appended where ticket_id is not null group by ticket_id
      ) of_ticket on true
     order by of_ticket.ticket_id`.execute(db)
  const [first] = rows
  if (first === undefined) return null
  return {
    tickets: rows.flatMap(({ ticket_id: ticketId, types }) =>
      ticketId === null || types === null ? [] : [{ ticketId, types }],
    ),
    end: { xid: first.xid, entryId: first.entry_id },
    isFull: first.entries === limit,
  }
}

/** Where the journal ends now: a process that starts reading here misses nothing that commits later. */
export async function journalEnd(db: UnitOfWork['tx']): Promise<Cursor> {
  const { rows } = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(db)
  return { xid: rows[0]?.xid ?? '0', entryId: 0 }
}
