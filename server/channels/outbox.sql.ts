import { sql } from 'kysely'
import type { ChannelReason, OutboxState } from '#contract/channels/types.ts'
import { now } from '#server/platform/clock.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { OutgoingKind } from './channel.port.ts'

export type NewOutgoing = {
  outboxId: string
  accountId: string
  deskId: string
  kind: OutgoingKind
  eventKey: string
  address: string
  memberId: string | null
  userId: number | null
  ticketId: string | null
  content: unknown
  /** True: it waits until it is released. */
  isHeld?: boolean
}

/** Once an event and address, however often it is asked for. */
export async function addOutgoing(unit: UnitOfWork, added: readonly NewOutgoing[]): Promise<void> {
  if (added.length === 0) return
  await unit.tx
    .insertInto('channel_outbox')
    .values(
      added.map((one) => ({
        outbox_id: one.outboxId,
        account_id: one.accountId,
        desk_id: one.deskId,
        kind: one.kind,
        event_key: one.eventKey,
        address: one.address,
        member_id: one.memberId,
        user_id: one.userId,
        ticket_id: one.ticketId,
        content: JSON.stringify(one.content),
        made_at: unit.at,
        next_at: one.isHeld === true ? null : unit.at,
        is_held: one.isHeld === true,
      })),
    )
    .onConflict((conflict) => conflict.columns(['account_id', 'event_key', 'address']).doNothing())
    .execute()
}

/** What was held back in these tickets goes its way. */
export async function releaseHeld(unit: UnitOfWork, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  await sql`
    update channel_outbox set next_at = ${unit.at}, is_held = false
     where ticket_id = any(${[...ticketIds]}::uuid[]) and is_held`.execute(unit.tx)
}

const lockOfPace = 4_100_056

export type Pace = { perSecond: number; perMinuteOfAddress: number; lease: number }

/**
 * Takes what is to be sent: of each address the oldest alone, of each account no more than its pace. What another process has taken and
 * not ended until its lease is over is taken, too: it is marked, since nobody knows whether it was sent.
 */
export async function takeOutgoing(
  unit: UnitOfWork,
  { perSecond, perMinuteOfAddress, lease }: Pace,
): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(${lockOfPace})`.execute(unit.tx)
  const [second, minute] = [1000, 60_000].map((span) => new Date(unit.at.getTime() - span))
  const { rows } = await sql<{ outbox_id: string }>`
    with heads as (
      select distinct on (o.account_id, o.address) o.outbox_id, o.account_id, o.address, o.next_at, o.place, o.kind
        from channel_outbox o where o.next_at is not null order by o.account_id, o.address, o.place
    ), due as (
      select h.outbox_id, h.next_at, h.place, a.account_id,
             row_number() over (partition by h.account_id order by h.next_at, h.place) as turn,
             (select count(*) from channel_outbox s where s.account_id = a.account_id and s.claimed_at > ${second}) as taken
        from heads h join channel_accounts a using (account_id)
       where h.next_at <= ${unit.at} and not a.is_paused and (a.state <> 'broken' or h.kind = 'probe')
         and coalesce(a.slow_until, ${unit.at}) <= ${unit.at}
         and (select count(*) from channel_outbox s
               where s.account_id = h.account_id and s.address = h.address and s.claimed_at > ${minute}) < ${perMinuteOfAddress}
    )
    update channel_outbox set claimed_at = ${unit.at}, next_at = ${new Date(unit.at.getTime() + lease)},
           reason = case when state = 'sending' then 'fateUnknown' else reason end
     where outbox_id in (select outbox_id from due where turn + taken <= ${perSecond})
    returning outbox_id`.execute(unit.tx)
  return rows.map((row) => row.outbox_id)
}

/** When the next is due; what its account's pace holds back is due a moment later. */
export async function nextSendingAt(db: Db, { perSecond, perMinuteOfAddress }: Pace): Promise<Date | null> {
  const at = now()
  const [second, minute, soon, later] = [-1000, -60_000, 200, 1000].map((span) => new Date(at.getTime() + span))
  const { rows } = await sql<{ next_at: Date | null }>`
    with heads as (
      select distinct on (o.account_id, o.address) o.account_id, o.address, o.next_at, o.kind
        from channel_outbox o where o.next_at is not null order by o.account_id, o.address, o.place
    )
    select min(case
             when h.next_at > ${at} then h.next_at
             when a.slow_until > ${at} then a.slow_until
             when (select count(*) from channel_outbox s
                    where s.account_id = h.account_id and s.claimed_at > ${second}) >= ${perSecond} then ${soon}::timestamptz
             when (select count(*) from channel_outbox s where s.account_id = h.account_id and s.address = h.address
                      and s.claimed_at > ${minute}) >= ${perMinuteOfAddress} then ${later}::timestamptz
             else h.next_at end) as next_at
      from heads h join channel_accounts a using (account_id)
     where not a.is_paused and (a.state <> 'broken' or h.kind = 'probe')`.execute(db)
  return rows[0]?.next_at ?? null
}

export type OutgoingRow = {
  outboxId: string
  accountId: string
  deskId: string
  kind: OutgoingKind
  address: string
  memberId: string | null
  ticketId: string | null
  content: unknown
  raw: Buffer | null
  messageId: string | null
  state: OutboxState
  reason: string | null
  tries: number
  madeAt: Date
  partsSent: number
}

/** Null: it is at its end. */
export async function findOpen(db: Reader, outboxId: string): Promise<OutgoingRow | null> {
  const { rows } = await sql<OutgoingRow>`
    select outbox_id as "outboxId", account_id as "accountId", desk_id as "deskId", kind, address, member_id as "memberId",
           ticket_id as "ticketId", content, raw, message_id as "messageId", state, reason, tries,
           made_at as "madeAt", parts_sent as "partsSent"
      from channel_outbox where outbox_id = ${outboxId} and next_at is not null`.execute(db)
  return rows[0] ?? null
}

/** Its bytes, made once: false where another process has made them. */
export async function saveBuilt(
  unit: UnitOfWork,
  outboxId: string,
  { raw, messageId }: { raw: Buffer; messageId: string },
): Promise<boolean> {
  const { rows } = await sql`
    update channel_outbox set raw = ${raw}, message_id = ${messageId}
     where outbox_id = ${outboxId} and raw is null and state = 'waiting' returning 1`.execute(unit.tx)
  return rows.length > 0
}

/** From here on nobody else tries it until `until`; false: somebody does already, or it is at its end. */
export async function beginSending(unit: UnitOfWork, outboxId: string, until: Date): Promise<boolean> {
  const { rows } = await sql`
    update channel_outbox set state = 'sending', tries = tries + 1, next_at = ${until}, reason = null
     where outbox_id = ${outboxId} and state = 'waiting' and raw is not null returning 1`.execute(unit.tx)
  return rows.length > 0
}

/** So many of its steps are done; whoever does the next one has until then. */
export async function noteSteps(
  unit: UnitOfWork,
  outboxId: string,
  { done, until }: { done: number; until: Date },
): Promise<void> {
  await sql`
    update channel_outbox
       set parts_sent = ${done}, next_at = case when state = 'sending' then ${until}::timestamptz else next_at end
     where outbox_id = ${outboxId}`.execute(unit.tx)
}

/** Of what there is nothing to say any more nothing is kept. */
export async function dropOutgoing(unit: UnitOfWork, outboxId: string): Promise<void> {
  await sql`delete from channel_outbox where outbox_id = ${outboxId} and state = 'waiting'`.execute(unit.tx)
}

export async function waitAgain(
  unit: UnitOfWork,
  outboxId: string,
  { next, reason, isNoTry = false }: { next: Date; reason: ChannelReason | null; isNoTry?: boolean },
): Promise<void> {
  await sql`
    update channel_outbox set state = 'waiting', next_at = ${next}, reason = ${reason},
           tries = tries - ${isNoTry ? 1 : 0}, claimed_at = case when ${isNoTry} then null else claimed_at end
     where outbox_id = ${outboxId} and next_at is not null`.execute(unit.tx)
}

/** What was sent is not needed any more; its id stays, so that answers to it are recognised. */
export async function endOutgoing(
  unit: UnitOfWork,
  outboxId: string,
  { state, reason = null }: { state: 'sent' | 'failed' | 'unknown'; reason?: ChannelReason | null },
): Promise<void> {
  await unit.tx
    .updateTable('channel_outbox')
    .set({ state, reason, raw: null, next_at: null, ended_at: unit.at })
    .where('outbox_id', '=', outboxId)
    .execute()
}

export type BouncedRow = { outboxId: string; ticketId: string | null; address: string; state: OutboxState }

/** By its id or the id of its message, of this desk alone. */
export async function findSent(
  db: Reader,
  deskId: string,
  { outboxIds, messageIds }: { outboxIds: readonly string[]; messageIds: readonly string[] },
): Promise<BouncedRow | null> {
  const { rows } = await sql<BouncedRow>`
    select outbox_id as "outboxId", ticket_id as "ticketId", address, state from channel_outbox
     where desk_id = ${deskId}
       and (outbox_id = any(${[...outboxIds]}::uuid[]) or message_id = any(${[...messageIds]}::text[]))
     order by place desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** A refusal that came later, as a message of its own. */
export async function noteBounced(unit: UnitOfWork, outboxId: string): Promise<void> {
  await unit.tx
    .updateTable('channel_outbox')
    .set({ state: 'failed', reason: 'addressRefused', raw: null, next_at: null, ended_at: unit.at })
    .where('outbox_id', '=', outboxId)
    .execute()
}

/** How many that were made since then, and since its owner has last written, this address has refused. */
export async function countRefused(
  db: Reader,
  { accountId, address }: Pick<OutgoingRow, 'accountId' | 'address'>,
  since: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from channel_outbox
     where account_id = ${accountId} and address = ${address} and state = 'failed' and reason = 'addressRefused'
       and made_at > greatest(${since}, (select max(heard_at) from channel_threads
                                          where account_id = ${accountId} and address = ${address}))`.execute(db)
  return rows[0]?.count ?? 0
}

/** How many automatic mails this address, and the desk, were sent since then. */
export async function countNotices(
  db: Reader,
  {
    accountId,
    deskId,
    address,
    since,
    hour,
  }: { accountId: string; deskId: string; address: string; since: Date; hour: Date },
): Promise<{ toAddress: number; ofDesk: number }> {
  const { rows } = await sql<{ toAddress: number; ofDesk: number }>`
    select count(*) filter (where o.address = ${address})::int as "toAddress",
           count(*) filter (where o.made_at > ${hour})::int as "ofDesk"
      from channel_outbox o join channel_accounts a on a.account_id = o.account_id
     where o.desk_id = ${deskId} and o.kind = 'notice' and o.made_at > ${since}
       and a.channel = (select channel from channel_accounts where account_id = ${accountId})`.execute(db)
  return rows[0] ?? { toAddress: 0, ofDesk: 0 }
}

export type Undelivered = {
  at: Date
  to: string
  state: OutboxState
  reason: string | null
  ticketId: string | null
}

export async function listUndelivered(db: Reader, accountId: string, limit: number): Promise<Undelivered[]> {
  const { rows } = await sql<Undelivered>`
    select coalesce(ended_at, made_at) as at, address as "to", state, reason, ticket_id as "ticketId" from channel_outbox
     where account_id = ${accountId} and state in ('failed', 'unknown') and kind <> 'probe'
     order by place desc limit ${limit}`.execute(db)
  return rows
}

export async function countWaitingOut(db: Reader, accountId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from channel_outbox where account_id = ${accountId} and next_at is not null`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Rows stay a while after the end, so that a bounce that comes late finds its ticket. */
export async function dropOldOutgoing(unit: UnitOfWork, before: Date): Promise<void> {
  await unit.tx.deleteFrom('channel_outbox').where('made_at', '<', before).where('next_at', 'is', null).execute()
}
