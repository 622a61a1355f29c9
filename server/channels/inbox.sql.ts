import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { InboxOutcome, InboxState } from '#contract/channels/types.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { RawEvent } from './channel.port.ts'

export type Conversation = { accountId: string; conversation: string }
type Owner = { accountId: string; deskId: string }

/** Those that were not there yet: of the same delivery, or of the same content by another way. */
export async function insertEvents(
  unit: UnitOfWork,
  { accountId, deskId }: Owner,
  events: readonly RawEvent[],
): Promise<Conversation[]> {
  const fresh: Conversation[] = []
  for (const event of events) {
    const row = await unit.tx
      .insertInto('channel_inbox')
      .values({
        event_id: randomUUID(),
        account_id: accountId,
        desk_id: deskId,
        external_key: event.externalKey,
        content_key: event.contentKey,
        conversation: event.conversation,
        raw: event.raw,
        bytes: event.raw.length,
        is_whole: event.isWhole,
        arrived_at: unit.at,
        next_at: unit.at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('event_id')
      .executeTakeFirst()
    if (row !== undefined) fresh.push({ accountId, conversation: event.conversation })
  }
  return [...new Map(fresh.map((one) => [one.conversation, one])).values()]
}

/** Together with the events before it. */
export async function saveCursor(
  unit: UnitOfWork,
  accountId: string,
  { cursor, hasNews }: { cursor: unknown; hasNews: boolean },
): Promise<void> {
  await unit.tx
    .updateTable('channel_accounts')
    .set({ cursor: JSON.stringify(cursor), looked_at: unit.at, ...(hasNews && { heard_at: unit.at }) })
    .where('account_id', '=', accountId)
    .execute()
}

export async function saveLooked(unit: UnitOfWork, accountId: string): Promise<void> {
  await unit.tx
    .updateTable('channel_accounts')
    .set({ looked_at: unit.at, reason: sql`case when state = 'broken' then reason end` })
    .where('account_id', '=', accountId)
    .execute()
}

export type WaitingEvent = Conversation & {
  eventId: string
  deskId: string
  raw: Buffer
  isWhole: boolean
  arrivedAt: Date
  tries: number
  heldUntil: Date | null
  /** What its writer has chosen for it by a button; null: nothing. */
  choice: string | null
}

/** The oldest of a conversation that waits: the others wait behind it, also while it is tried later. */
export async function findHead(db: Reader, { accountId, conversation }: Conversation): Promise<WaitingEvent | null> {
  const { rows } = await sql<WaitingEvent>`
    select event_id as "eventId", account_id as "accountId", conversation, desk_id as "deskId", raw, is_whole as "isWhole",
           arrived_at as "arrivedAt", tries, held_until as "heldUntil", choice
      from channel_inbox
     where account_id = ${accountId} and conversation = ${conversation} and state = 'waiting'
     order by place limit 1`.execute(db)
  return rows[0] ?? null
}

/** Whether it still waits; locked, so that one transaction alone does what follows from it. */
export async function lockWaiting(unit: UnitOfWork, eventId: string): Promise<boolean> {
  const { rows } = await sql`
    select from channel_inbox where event_id = ${eventId} and state = 'waiting' for no key update`.execute(unit.tx)
  return rows.length > 0
}

export async function endEvent(
  unit: UnitOfWork,
  eventId: string,
  { outcome, ticketId = null }: { outcome: InboxOutcome; ticketId?: string | null },
): Promise<void> {
  await unit.tx
    .updateTable('channel_inbox')
    .set({ state: 'done', next_at: null, outcome, ticket_id: ticketId, done_at: unit.at, detail: null })
    .where('event_id', '=', eventId)
    .execute()
}

/** `next` null: it is parked, and the others of its conversation go on. */
export async function noteFailed(
  unit: UnitOfWork,
  eventId: string,
  { next, detail }: { next: Date | null; detail: string },
): Promise<void> {
  await sql`
    update channel_inbox set tries = tries + 1, next_at = ${next}, held_until = ${next}, state = ${next === null ? 'parked' : 'waiting'},
           detail = ${detail.slice(0, 500)}
     where event_id = ${eventId} and state = 'waiting'`.execute(unit.tx)
}

/** By hand: as if it had just come; null where none of this desk is parked by that id. */
export async function unpark(unit: UnitOfWork, deskId: string, eventId: string): Promise<Conversation | null> {
  const { rows } = await sql<Conversation>`
    update channel_inbox set state = 'waiting', tries = 0, next_at = ${unit.at}, held_until = null
     where event_id = ${eventId} and desk_id = ${deskId} and state = 'parked' and raw is not null
    returning account_id as "accountId", conversation`.execute(unit.tx)
  return rows[0] ?? null
}

/** What its writer was asked about and has now answered waits again, with the answer; null: nobody was asked, or it was answered before. */
export async function choose(
  unit: UnitOfWork,
  { accountId, conversation }: Conversation,
  { eventId, choice }: { eventId: string; choice: string },
): Promise<Conversation | null> {
  const { rows } = await sql`
    update channel_inbox set state = 'waiting', outcome = null, done_at = null, tries = 0, next_at = ${unit.at}, choice = ${choice}
     where event_id = ${eventId} and account_id = ${accountId} and conversation = ${conversation}
       and state = 'done' and outcome = 'asked' and raw is not null returning 1`.execute(unit.tx)
  return rows.length > 0 ? { accountId, conversation } : null
}

/** What a message that came before became; null: no such one, or no part of a ticket. */
export async function findTaken(
  db: Reader,
  deskId: string,
  contentKey: string,
): Promise<{ messageId: string; ticketId: string } | null> {
  const { rows } = await sql<{ messageId: string; ticketId: string }>`
    select event_id as "messageId", ticket_id as "ticketId" from channel_inbox
     where desk_id = ${deskId} and content_key = ${contentKey} and outcome in ('opened', 'appended')
       and ticket_id is not null`.execute(db)
  return rows[0] ?? null
}

/** Conversations whose head is due by itself; put off for a while, so that each is claimed once. */
export async function claimDue(unit: UnitOfWork, leaseMilliseconds: number, limit: number): Promise<Conversation[]> {
  const later = new Date(unit.at.getTime() + leaseMilliseconds)
  const { rows } = await sql<Conversation>`
    update channel_inbox set next_at = ${later}
     where event_id in (
       select event_id from channel_inbox where state = 'waiting' and next_at <= ${unit.at}
        order by next_at limit ${limit} for no key update skip locked)
    returning account_id as "accountId", conversation`.execute(unit.tx)
  return [...new Map(rows.map((row) => [`${row.accountId} ${row.conversation}`, row])).values()]
}

export async function nextReadingAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ next_at: Date | null }>`
    select min(next_at) as next_at from channel_inbox where state = 'waiting'`.execute(db)
  return rows[0]?.next_at ?? null
}

export async function countWaitingIn(db: Reader, accountId: string, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from channel_inbox where account_id = ${accountId} and state = 'waiting' limit ${most}) waiting`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

export type ShownEvent = {
  eventId: string
  at: Date
  from: string
  state: InboxState
  outcome: string | null
  ticketId: string | null
}

/** The newest first, parked ones before all others. */
export async function listShown(db: Reader, accountId: string, limit: number): Promise<ShownEvent[]> {
  const { rows } = await sql<ShownEvent>`
    select event_id as "eventId", arrived_at as at, conversation as "from", state, outcome, ticket_id as "ticketId"
      from channel_inbox where account_id = ${accountId}
     order by (state = 'parked') desc, place desc limit ${limit}`.execute(db)
  return rows
}

/** Kept for so long, and of one desk no more than so many bytes: what was worked on goes first by its age. */
export async function dropOldEvents(
  unit: UnitOfWork,
  { before, mostBytes }: { before: Date; mostBytes: number },
): Promise<void> {
  await unit.tx.deleteFrom('channel_inbox').where('arrived_at', '<', before).where('state', '<>', 'waiting').execute()
  await sql`
    with sized as (
      select event_id, state, sum(bytes) over (partition by desk_id order by place desc) as sum
        from channel_inbox where raw is not null
    )
    update channel_inbox i set raw = null
      from sized where sized.event_id = i.event_id and sized.sum > ${mostBytes} and i.state = 'done'`.execute(unit.tx)
}

/** The name of the queue in which the events of a conversation are worked on, one after the other. */
export function queueOf({ accountId, conversation }: Conversation): string {
  return `channel ${createHash('sha256').update(`${accountId} ${conversation}`).digest('hex').slice(0, 24)}`
}
