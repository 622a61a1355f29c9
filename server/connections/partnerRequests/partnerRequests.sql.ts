import { sql } from 'kysely'
import type { HandoverStatus, PartnerNeeds } from '#contract/connections/partnerRequests.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { storedNeeds } from './answers.sql.ts'
import type { PartnerRequest } from './domain/partnerRequest.ts'

/** A request with what belongs to it: whose it is, at which desk, and its ticket. */
export type KnownRequest = {
  request: PartnerRequest
  requestId: string
  memberId: string
  /** The standard desk's. */
  deskId: string
  ticketId: string
  number: string
  askedBy: string
  askedAt: Date
  needs: PartnerNeeds
}

type RequestRow = {
  request_id: string
  member_id: string
  desk_id: string
  ticket_id: string
  number: string
  answers: unknown
  asked_by: string
  asked_at: Date
  status: 'active' | 'connected' | 'withdrawn' | 'closed'
  is_ticket_closed: boolean
  handover_id: string | null
  holder_id: string | null
  holder_status: 'waiting' | 'offered' | null
  is_good: boolean | null
}

type Wanted =
  | { requestId: string }
  | { ticketId: string }
  | { handoverId: string }
  /** The one that is active; one whose ticket is closed may be among them. */
  | { activeOf: string }

/** One that is active while its ticket is closed is closed: a ticket that comes back brings it along. */
export async function findRequest(db: Reader, wanted: Wanted, at: Date): Promise<KnownRequest | null> {
  const { rows } = await sql<RequestRow>`
    select r.request_id, r.member_id, r.desk_id, r.ticket_id, t.number, r.answers, r.asked_by, r.asked_at, r.status,
           t.status = 'closed' as is_ticket_closed, h.handover_id, h.desk_id as holder_id, h.status as holder_status,
           (c.revoked_at is null and c.used < c.max_uses and c.expires_at > ${at}) as is_good
      from partner_requests r
      join tickets t using (ticket_id)
      left join partner_handovers h on h.request_id = r.request_id and h.status in ('waiting', 'offered')
      left join support_codes c on c.code_id = h.code_id
     where ${conditionOf(wanted)}
     limit 1`.execute(db)
  const [row] = rows
  return row === undefined ? null : toKnown(row)
}

function conditionOf(wanted: Wanted) {
  if ('requestId' in wanted) return sql`r.request_id = ${wanted.requestId}`
  if ('ticketId' in wanted) return sql`r.ticket_id = ${wanted.ticketId}`
  if ('activeOf' in wanted) return sql`r.member_id = ${wanted.activeOf} and r.status = 'active'`
  return sql`r.request_id = (select one.request_id from partner_handovers one where one.handover_id = ${wanted.handoverId})`
}

function toKnown(row: RequestRow): KnownRequest {
  return {
    request: stateOf(row),
    requestId: row.request_id,
    memberId: row.member_id,
    deskId: row.desk_id,
    ticketId: row.ticket_id,
    number: row.number,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    needs: storedNeeds.read(row.answers),
  }
}

function stateOf(row: RequestRow): PartnerRequest {
  const { status, handover_id: handoverId, holder_id: deskId } = row
  if (status !== 'active') return { status }
  if (row.is_ticket_closed) return { status: 'closed' }
  if (handoverId === null || deskId === null) return { status: 'open' }
  const holder = { handoverId, deskId }
  return row.holder_status === 'waiting'
    ? { status: 'handed', ...holder }
    : { status: 'offered', isGood: row.is_good === true, ...holder }
}

export async function insertRequest(
  unit: UnitOfWork,
  asked: {
    requestId: string
    memberId: string
    deskId: string
    ticketId: string
    needs: PartnerNeeds
    by: { name: string; userId: number }
  },
): Promise<void> {
  await unit.tx
    .insertInto('partner_requests')
    .values({
      request_id: asked.requestId,
      member_id: asked.memberId,
      desk_id: asked.deskId,
      ticket_id: asked.ticketId,
      answers: storedNeeds.write(asked.needs),
      asked_by: asked.by.name,
      asked_by_user: asked.by.userId,
      asked_at: unit.at,
      status: 'active',
      ended_at: null,
    })
    .execute()
}

export async function countAskedSince(db: Reader, memberId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('partner_requests')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('member_id', '=', memberId)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

export async function saveEnded(
  unit: UnitOfWork,
  requestId: string,
  status: 'connected' | 'withdrawn' | 'closed',
): Promise<void> {
  await unit.tx
    .updateTable('partner_requests')
    .set({ status, ended_at: unit.at })
    .where('request_id', '=', requestId)
    .where('status', '=', 'active')
    .execute()
}

export async function insertHandover(
  unit: UnitOfWork,
  handed: {
    handoverId: string
    requestId: string
    deskId: string
    note: string
    by: { name: string; userId: number }
  },
): Promise<void> {
  await unit.tx
    .insertInto('partner_handovers')
    .values({
      handover_id: handed.handoverId,
      request_id: handed.requestId,
      desk_id: handed.deskId,
      note: handed.note,
      handed_by: handed.by.name,
      handed_by_user: handed.by.userId,
      handed_at: unit.at,
      status: 'waiting',
      answered_by: null,
      answered_by_user: null,
      answered_at: null,
      code_id: null,
    })
    .execute()
}

/** What became of it without an answer of its desk. */
export async function saveHandover(unit: UnitOfWork, handoverId: string, status: HandoverStatus): Promise<void> {
  await unit.tx.updateTable('partner_handovers').set({ status }).where('handover_id', '=', handoverId).execute()
}

export async function saveAnswer(
  unit: UnitOfWork,
  handoverId: string,
  answer: { by: { name: string; userId: number } } & ({ codeId: string } | { declineReason: string }),
): Promise<void> {
  const { by } = answer
  const what =
    'codeId' in answer
      ? { status: 'offered' as const, code_id: answer.codeId }
      : { status: 'declined' as const, decline_reason: answer.declineReason }
  await unit.tx
    .updateTable('partner_handovers')
    .set({ ...what, answered_by: by.name, answered_by_user: by.userId, answered_at: unit.at })
    .where('handover_id', '=', handoverId)
    .execute()
}

/** The code of an offer; null where there is none, or it is not this portal's. */
export async function findOfferedCode(db: Reader, handoverId: string, memberId: string): Promise<string | null> {
  const row = await db
    .selectFrom('partner_handovers')
    .innerJoin('partner_requests', 'partner_requests.request_id', 'partner_handovers.request_id')
    .select('code_id')
    .where('handover_id', '=', handoverId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row?.code_id ?? null
}

export async function isTicketLocked(db: Reader, ticketId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from tickets where ticket_id = ${ticketId} and lock_reason is not null`.execute(
    db,
  )
  return rows.length > 0
}
