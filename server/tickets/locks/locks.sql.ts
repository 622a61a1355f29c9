import { sql } from 'kysely'
import type { LockReason } from '#contract/tickets/types.ts'
import type { JournalEvent } from '#contract/events.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing, wakePublic } from '#server/platform/db/wakes.ts'

type Change = { actor: JournalActor; reason?: LockReason }

/**
 * E3: all tickets of a portal at a desk, in one statement and in one order, so that two switches cannot lock each other
 * out. The lists keep their order: a lock is not activity. The assistant answers on a free tariff, too (E1).
 */
export async function lockTicketsOf(unit: UnitOfWork, memberId: string, deskId: string, change: Required<Change>) {
  const locked: JournalEvent<'ticket.locked'> = { type: 'ticket.locked', payload: { reason: change.reason } }
  return changeLocks(
    unit,
    deskId,
    sql`
    with locked as (
      select ticket_id from tickets
       where member_id = ${memberId} and desk_id = ${deskId} and lock_reason is distinct from ${change.reason}
         and (status <> 'assistant' or ${change.reason} <> 'free_tariff')
       order by ticket_id for no key update
    ), changed as (
      update tickets set lock_reason = ${change.reason},
             state = case when lock_reason is null
                       then state || jsonb_build_object('lockedAt', ${unit.at.toISOString()}::text) else state end,
             last_seq = last_seq + 1, last_public_seq = last_public_seq + 1, last_at = greatest(last_at, ${unit.at})
        from locked where tickets.ticket_id = locked.ticket_id
      returning tickets.*
    )
    insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
    select last_at, ${locked.type}, member_id, desk_id, ticket_id, last_seq, last_public_seq,
           ${JSON.stringify(change.actor)}::jsonb, ${JSON.stringify(locked.payload)}::jsonb
      from changed
    returning ticket_id`,
  )
}

export async function unlockTicketsOf(unit: UnitOfWork, memberId: string, deskId: string, change: Change) {
  const unlocked: JournalEvent<'ticket.unlocked'> = { type: 'ticket.unlocked', payload: {} }
  return changeLocks(
    unit,
    deskId,
    sql`
    with locked as (
      select ticket_id from tickets
       where member_id = ${memberId} and desk_id = ${deskId} and lock_reason is not null
         and status <> 'resolved'
       order by ticket_id for no key update
    ), changed as (
      update tickets set lock_reason = null,
             state = state || jsonb_build_object('lockedAt', null, 'unlockedAt', ${unit.at.toISOString()}::text),
             last_seq = last_seq + 1, last_public_seq = last_public_seq + 1, last_at = greatest(last_at, ${unit.at})
        from locked where tickets.ticket_id = locked.ticket_id
      returning tickets.*
    )
    insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
    select last_at, ${unlocked.type}, member_id, desk_id, ticket_id, last_seq, last_public_seq,
           ${JSON.stringify(change.actor)}::jsonb, ${JSON.stringify(unlocked.payload)}::jsonb
      from changed
    returning ticket_id`,
  )
}

async function changeLocks(unit: UnitOfWork, deskId: string, statement: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await statement.execute(unit.tx)
  const ticketIds = (rows as { ticket_id: string }[]).map((row) => row.ticket_id)
  for (const ticketId of ticketIds) wakePublic(unit, ticketId)
  if (ticketIds.length > 0) wakeThing(unit, 'queue', { deskId, memberId: null })
  return ticketIds
}

export async function listLocked(
  unit: UnitOfWork,
  memberId: string,
  deskId: string,
  status: 'resolved' | 'deferred' | 'assistant',
): Promise<string[]> {
  const rows = await unit.tx
    .selectFrom('tickets')
    .select('ticket_id')
    .where('member_id', '=', memberId)
    .where('desk_id', '=', deskId)
    .where('status', '=', status)
    .where('lock_reason', 'is not', null)
    .orderBy('ticket_id')
    .execute()
  return rows.map((row) => row.ticket_id)
}

/** The first numbers of these tickets, in their order. */
export async function listNumbers(unit: UnitOfWork, ticketIds: string[], limit: number): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select number from tickets where ticket_id = any(${ticketIds}::uuid[])
     order by length(number), number limit ${limit}`.execute(unit.tx)
  return rows.map((row) => row.number)
}
