import { sql } from 'kysely'
import type { HandoverStatus, PartnerNeeds } from '#contract/connections/partnerRequests.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TimedPlace } from '#server/platform/http/cursor.ts'
import { storedNeeds } from './answers.sql.ts'

type OfferedCode = { lastGroup: string; expiresAt: Date; revokedAt: Date | null; used: number; maxUses: number }

/** One desk that a request was handed to. */
export type Handover = {
  handoverId: string
  deskId: string
  deskName: string
  isGone: boolean
  status: HandoverStatus
  note: string
  handedBy: string
  handedAt: Date
  answeredAt: Date | null
  declineReason: string
  code: OfferedCode | null
}

const columns = sql`
  h.handover_id as "handoverId", h.desk_id as "deskId", d.name as "deskName", not dp.is_installed as "isGone", h.status, h.note,
  h.handed_by as "handedBy", h.handed_at as "handedAt", h.answered_at as "answeredAt", h.decline_reason as "declineReason",
  c.last_group as last_group, c.expires_at, c.revoked_at, c.used, c.max_uses`

type CodeRow = {
  last_group: string | null
  expires_at: Date | null
  revoked_at: Date | null
  used: number | null
  max_uses: number | null
}

function codeOf(row: CodeRow): OfferedCode | null {
  const { last_group: lastGroup, expires_at: expiresAt, revoked_at: revokedAt, used, max_uses: maxUses } = row
  if (lastGroup === null || expiresAt === null || used === null || maxUses === null) return null
  return { lastGroup, expiresAt, revokedAt, used, maxUses }
}

/** Of one request, in the order in which it was handed over; nobody hands it to more than a few. */
export async function listHandovers(db: Reader, requestId: string): Promise<Handover[]> {
  const { rows } = await sql<Omit<Handover, 'code'> & CodeRow>`
    select ${columns}
      from partner_handovers h
      join desks d on d.desk_id = h.desk_id
      join portals dp on dp.member_id = d.member_id
      left join support_codes c on c.code_id = h.code_id
     where h.request_id = ${requestId}
     order by h.handed_at desc, h.handover_id desc
     limit 50`.execute(db)
  return rows.map((row) => ({ ...row, code: codeOf(row) })).toReversed()
}

export async function findHandover(
  db: Reader,
  handoverId: string,
): Promise<{ deskId: string; status: HandoverStatus } | null> {
  const row = await db
    .selectFrom('partner_handovers')
    .select(['desk_id', 'status'])
    .where('handover_id', '=', handoverId)
    .executeTakeFirst()
  return row === undefined ? null : { deskId: row.desk_id, status: row.status }
}

/** What lies, or lay, at a partner's desk. */
export type Incoming = Omit<Handover, 'deskId' | 'handedBy' | 'isGone'> & {
  answeredBy: string | null
  portalName: string
  isSearchOver: boolean
  needs: PartnerNeeds
}

type IncomingRow = Omit<Incoming, 'code' | 'needs'> & CodeRow & { answers: unknown }

/** Newest first. Under `deskName` the desk that hands it over. */
export async function listIncoming(
  db: Reader,
  deskId: string,
  wanted: { isLiveOnly: boolean; handoverId: string | null; limit: number },
  after: TimedPlace | null,
): Promise<Incoming[]> {
  const below =
    after === null ? sql`true` : sql`(h.handed_at, h.handover_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const one = wanted.handoverId === null ? sql`true` : sql`h.handover_id = ${wanted.handoverId}`
  const live = wanted.isLiveOnly
    ? sql`h.status in ('waiting', 'offered') and r.status = 'active' and t.status <> 'closed'`
    : sql`true`
  const { rows } = await sql<IncomingRow>`
    select ${columns}, h.answered_by as "answeredBy", p.domain as "portalName", r.answers,
           (r.status <> 'active' or t.status = 'closed') as "isSearchOver"
      from partner_handovers h
      join partner_requests r on r.request_id = h.request_id
      join tickets t on t.ticket_id = r.ticket_id
      join portals p on p.member_id = r.member_id
      join desks d on d.desk_id = r.desk_id
      join portals dp on dp.member_id = d.member_id
      left join support_codes c on c.code_id = h.code_id
     where h.desk_id = ${deskId} and ${one} and ${live} and ${below}
     order by h.handed_at desc, h.handover_id desc
     limit ${wanted.limit}`.execute(db)
  return rows.map(({ answers, ...row }) => ({ ...row, needs: storedNeeds.read(answers), code: codeOf(row) }))
}

/** Those that this desk has not answered yet. */
export async function countWaiting(db: Reader, deskId: string): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting
      from partner_handovers h
      join partner_requests r on r.request_id = h.request_id
      join tickets t on t.ticket_id = r.ticket_id
     where h.desk_id = ${deskId} and h.status = 'waiting' and r.status = 'active' and t.status <> 'closed'`.execute(db)
  return rows[0]?.waiting ?? 0
}

/** C5, uninstall with CLEAN: of the portal's own requests the words, of its people the names, and what its desk wrote as a partner. */
export async function forgetPartnerRequests(unit: UnitOfWork, memberId: string): Promise<void> {
  await sql`
    update partner_requests
       set answers = answers || '{"company": "—", "work": "—"}', asked_by = '№ ' || asked_by_user
     where member_id = ${memberId}`.execute(unit.tx)
  await sql`
    update partner_handovers h set note = '', decline_reason = ''
      from partner_requests r where r.request_id = h.request_id and r.member_id = ${memberId}`.execute(unit.tx)
  await sql`
    update partner_handovers h
       set handed_by = '№ ' || handed_by_user, note = ''
      from partner_requests r join desks d using (desk_id)
     where r.request_id = h.request_id and d.member_id = ${memberId}`.execute(unit.tx)
  await sql`
    update partner_handovers h
       set answered_by = case when answered_by is null then null else '№ ' || answered_by_user end, decline_reason = ''
      from desks d where d.desk_id = h.desk_id and d.member_id = ${memberId}`.execute(unit.tx)
  await sql`
    update partner_request_takers k set changed_by = '' from desks d
     where d.desk_id = k.desk_id and d.member_id = ${memberId}`.execute(unit.tx)
}
