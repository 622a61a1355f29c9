import { sql } from 'kysely'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { OutsideTicket } from './gate.port.ts'
import type { Chat } from './talks.sql.ts'

export type Outside = {
  ticketId: string
  deskId: string
  memberId: string
  userId: number
  channel: Channel
  externalId: string | null
  demandedAt: Date | null
  provenAt: Date | null
}

const outside = sql`
  ticket_id as "ticketId", desk_id as "deskId", member_id as "memberId", user_id as "userId", channel,
  external_id as "externalId", demanded_at as "demandedAt", proven_at as "provenAt"`

export async function insertOutside(unit: UnitOfWork, ticket: OutsideTicket): Promise<void> {
  await sql`
    insert into identification_tickets (ticket_id, desk_id, member_id, user_id, channel, external_id, opened_at)
    values (${ticket.ticketId}, ${ticket.deskId}, ${ticket.memberId}, ${ticket.userId}, ${ticket.channel},
            ${ticket.externalId}, ${unit.at}) on conflict do nothing`.execute(unit.tx)
}

export async function findOutside(db: Reader, ticketId: string): Promise<Outside | null> {
  const { rows } = await sql<Outside>`
    select ${outside} from identification_tickets where ticket_id = ${ticketId}`.execute(db)
  return rows[0] ?? null
}

export async function findOutsideForUpdate(unit: UnitOfWork, ticketId: string): Promise<Outside | null> {
  const { rows } = await sql<Outside>`
    select ${outside} from identification_tickets where ticket_id = ${ticketId} for no key update`.execute(unit.tx)
  return rows[0] ?? null
}

/** Of one person in one chat, those that nothing was proven of yet. */
export async function listUnproven(
  unit: UnitOfWork,
  { deskId, channel, externalId, memberId, userId }: Chat & { memberId: string; userId: number },
): Promise<Outside[]> {
  const { rows } = await sql<Outside>`
    select ${outside} from identification_tickets
     where desk_id = ${deskId} and channel = ${channel} and external_id = ${externalId} and member_id = ${memberId}
       and user_id = ${userId} and proven_at is null
     order by opened_at desc limit 50`.execute(unit.tx)
  return rows
}

export async function saveDemanded(unit: UnitOfWork, ticketId: string): Promise<void> {
  await sql`update identification_tickets set demanded_at = coalesce(demanded_at, ${unit.at})
             where ticket_id = ${ticketId}`.execute(unit.tx)
}

export async function saveProven(unit: UnitOfWork, ticketId: string): Promise<void> {
  await sql`update identification_tickets set proven_at = ${unit.at} where ticket_id = ${ticketId}`.execute(unit.tx)
}

/** Of a ticket: when a code was sent for it. */
export async function listSentOf(db: Reader, ticketId: string): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select issued_at as at from identification_codes where ticket_id = ${ticketId}`.execute(db)
  return rows.map(({ at }) => at)
}

export type TicketCode = { codeId: string; digits: number; ticketId: string }

/** The newest that lives in this chat, for a ticket that waits. */
export async function findTicketCode(
  unit: UnitOfWork,
  { deskId, channel, externalId }: Chat,
): Promise<TicketCode | null> {
  const { rows } = await sql<TicketCode>`
    select code_id as "codeId", digits, ticket_id as "ticketId" from identification_codes
     where desk_id = ${deskId} and channel = ${channel} and external_id = ${externalId} and ticket_id is not null
       and used_at is null and ended_at is null and expires_at > ${unit.at}
     order by issued_at desc limit 1`.execute(unit.tx)
  return rows[0] ?? null
}

export async function insertTicketCode(
  unit: UnitOfWork,
  code: Chat & {
    codeId: string
    ticketId: string
    email: string
    person: { memberId: string; userId: number; name: string }
    digest: Buffer
    digits: number
    tries: number
    expiresAt: Date
  },
): Promise<void> {
  await sql`update identification_codes set ended_at = ${unit.at}
             where email = ${code.email} and ended_at is null and used_at is null`.execute(unit.tx)
  await sql`
    insert into identification_codes
      (code_id, desk_id, channel, external_id, email, people, digest, digits, most_tries, ticket_id, issued_at, checked_at, expires_at)
    values (${code.codeId}, ${code.deskId}, ${code.channel}, ${code.externalId}, ${code.email},
            ${JSON.stringify([code.person])}::jsonb, ${code.digest}, ${code.digits}, ${code.tries}, ${code.ticketId},
            ${unit.at}, ${unit.at}, ${code.expiresAt})`.execute(unit.tx)
}

export async function forgetOutside(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('identification_tickets').where('member_id', '=', memberId).execute()
}
