import { sql } from 'kysely'
import type { JournalEvent } from '#contract/events.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakePublic } from '#server/platform/db/wakes.ts'

type TypeForBoth = 'timer.started' | 'timer.stopped' | 'ticket.awaitingPayment' | 'ticket.paid' | 'ticket.planned'

export type EntryForBoth = JournalEvent<TypeForBoth> & { ticketId: string; at: Date; actor: JournalActor }

/** For both sides to read, several in one ticket in the order given, each at its own instant but never before the ticket's last. */
export async function appendForBoth(unit: UnitOfWork, entries: readonly EntryForBoth[]): Promise<void> {
  if (entries.length === 0) return
  const ticketIds = entries.map(({ ticketId }) => ticketId)
  await lockInOrder(unit, ticketIds)
  await sql`
    with fresh as (
      select one.*, row_number() over (partition by ticket_id order by place) as nth
        from unnest(${ticketIds}::uuid[], ${entries.map(({ type }) => type)}::text[],
                    ${entries.map(({ at }) => at.toISOString())}::timestamptz[],
                    ${entries.map(({ actor }) => JSON.stringify(actor))}::jsonb[],
                    ${entries.map(({ payload }) => JSON.stringify(payload))}::jsonb[])
               with ordinality as one (ticket_id, type, at, actor, payload, place)
    ), before as (
      select ticket_id, last_seq, last_public_seq, last_at, member_id, desk_id from tickets
       where ticket_id = any(${ticketIds}::uuid[])
    ), numbered as (
      update tickets t set last_seq = t.last_seq + sums.count, last_public_seq = t.last_public_seq + sums.count,
             last_at = greatest(t.last_at, sums.latest)
        from (select ticket_id, count(*) as count, max(at) as latest from fresh group by ticket_id) sums
       where t.ticket_id = sums.ticket_id
    )
    insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
    select greatest(before.last_at, fresh.at), fresh.type, before.member_id, before.desk_id, ticket_id,
           before.last_seq + fresh.nth, before.last_public_seq + fresh.nth, fresh.actor, fresh.payload
      from fresh join before using (ticket_id)
     order by fresh.place`.execute(unit.tx)
  for (const ticketId of ticketIds) wakePublic(unit, ticketId)
}

/** A statement of its own: what follows sees the rows as those have left them who had locked them before. */
async function lockInOrder(unit: UnitOfWork, ticketIds: readonly string[]): Promise<void> {
  await sql`
    select 1 from tickets where ticket_id = any(${ticketIds}::uuid[]) order by ticket_id for no key update`.execute(
    unit.tx,
  )
}

type Account = { deskId: string; memberId: string }
export type WaitingTicket = { ticketId: string; queuedAt: Date; regulationVersion: number }

/** Marks the portal's tickets at this desk that are not closed; a coupon's clocks never wait for a payment (Q7). */
export async function markAwaiting(unit: UnitOfWork, { deskId, memberId }: Account): Promise<string[]> {
  await sql`
    select 1 from tickets
     where member_id = ${memberId} and desk_id = ${deskId} and status <> 'closed' and not awaits_payment
     order by ticket_id for no key update`.execute(unit.tx)
  const { rows } = await sql<{ ticket_id: string }>`
    update tickets set awaits_payment = true
     where member_id = ${memberId} and desk_id = ${deskId} and status <> 'closed' and not awaits_payment
       and state ->> 'couponId' is null
    returning ticket_id`.execute(unit.tx)
  return rows.map((row) => row.ticket_id)
}

export async function markOneAwaiting(unit: UnitOfWork, ticketId: string): Promise<boolean> {
  const { rows } = await sql`
    update tickets set awaits_payment = true
     where ticket_id = ${ticketId} and not awaits_payment and state ->> 'couponId' is null returning 1`.execute(unit.tx)
  return rows.length > 0
}

export async function markPaid(unit: UnitOfWork, { deskId, memberId }: Account): Promise<WaitingTicket[]> {
  await sql`
    select 1 from tickets where member_id = ${memberId} and desk_id = ${deskId} and awaits_payment
     order by ticket_id for no key update`.execute(unit.tx)
  const { rows } = await sql<{ ticket_id: string; queued_at: Date; regulation_version: number }>`
    update tickets set awaits_payment = false
     where member_id = ${memberId} and desk_id = ${deskId} and awaits_payment
    returning ticket_id, queued_at, regulation_version`.execute(unit.tx)
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    queuedAt: row.queued_at,
    regulationVersion: row.regulation_version,
  }))
}

/** The last thing that a person did on each: what the product does by itself keeps no timer running (Q11). */
export async function findActivity(db: Reader, ticketIds: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ ticket_id: string; at: Date }>`
    select wanted.ticket_id, last.at
      from unnest(${ticketIds}::uuid[]) as wanted (ticket_id)
      cross join lateral (
        select at from journal j
         where j.ticket_id = wanted.ticket_id and j.actor ->> 'side' in ('client', 'desk')
           and j.type not like 'timer.%'
         order by seq desc limit 1) last`.execute(db)
  return new Map(rows.map((row) => [row.ticket_id, row.at]))
}
