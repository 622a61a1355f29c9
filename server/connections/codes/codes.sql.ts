import { sql } from 'kysely'
import type { CodeState } from '#contract/connections/codes.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TimedPlace } from '#server/platform/http/cursor.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import type { CodeFacts, CodeUse } from './domain/codeState.ts'

export type SupportCode = CodeFacts & {
  codeId: string
  deskId: string
  lastGroup: string
  portal: string | null
  /** The portal that had this name when the code was issued: it is that one's, whatever it is called by now (P7). */
  portalMemberId: string | null
  clientStatus: number
  plans: string[] | null
  note: string
}

type CodeRow = {
  code_id: string
  desk_id: string
  last_group: string
  portal: string | null
  portal_member_id: string | null
  max_uses: number
  used: number
  client_status: number
  plans: string[] | null
  note: string
  issued_by: string
  issued_at: Date
  expires_at: Date
  revoked_at: Date | null
  revoked_by: string | null
  sent_at: Date | null
  sent_by: string | null
  delivered_at: Date | null
  delivered_to: number | null
}

const columns = [
  'code_id',
  'desk_id',
  'last_group',
  'portal',
  'portal_member_id',
  'max_uses',
  'used',
  'client_status',
  'plans',
  'note',
  'issued_by',
  'issued_at',
  'expires_at',
  'revoked_at',
  'revoked_by',
  'sent_at',
  'sent_by',
  'delivered_at',
  'delivered_to',
] as const

function toCode(row: CodeRow): SupportCode {
  return {
    codeId: row.code_id,
    deskId: row.desk_id,
    lastGroup: row.last_group,
    portal: row.portal,
    portalMemberId: row.portal_member_id,
    maxUses: row.max_uses,
    used: row.used,
    clientStatus: row.client_status,
    plans: row.plans,
    note: row.note,
    issuedBy: row.issued_by,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
    sent: row.sent_at === null ? null : { at: row.sent_at, by: row.sent_by ?? '' },
    delivered: row.delivered_at === null ? null : { at: row.delivered_at, people: row.delivered_to ?? 0 },
  }
}

export async function insertCode(unit: UnitOfWork, code: SupportCode, hash: Buffer): Promise<void> {
  await unit.tx
    .insertInto('support_codes')
    .values({
      code_id: code.codeId,
      desk_id: code.deskId,
      code_hash: hash,
      last_group: code.lastGroup,
      portal: code.portal,
      portal_member_id: code.portalMemberId,
      max_uses: code.maxUses,
      client_status: code.clientStatus,
      plans: code.plans,
      note: code.note,
      issued_by: code.issuedBy,
      issued_at: code.issuedAt,
      expires_at: code.expiresAt,
    })
    .execute()
}

type CodeUser = Pick<Portal, 'memberId' | 'domain' | 'formerAddresses'>

/**
 * C3: the code that was typed, if this portal may use it. One statement also for a code of another portal: from outside it
 * cannot be told from a code that nobody has issued.
 */
export async function findCodeFor(db: Reader, hash: Buffer, portal: CodeUser): Promise<SupportCode | null> {
  const row = await codeFor(db, hash, portal).executeTakeFirst()
  return row === undefined ? null : toCode(row)
}

/** The same for whoever is about to use it, with its row locked, but none of another portal's. */
export async function lockCodeFor(unit: UnitOfWork, hash: Buffer, portal: CodeUser): Promise<SupportCode | null> {
  const row = await codeFor(unit.tx, hash, portal).forNoKeyUpdate().executeTakeFirst()
  return row === undefined ? null : toCode(row)
}

function codeFor(db: Reader, hash: Buffer, { memberId, domain, formerAddresses }: CodeUser) {
  const [former, leftAt] = [formerAddresses.map((one) => one.domain), formerAddresses.map((one) => one.leftAt)]
  return db
    .selectFrom('support_codes')
    .select(columns)
    .where('code_hash', '=', hash)
    .where(
      sql<boolean>`(portal is null or portal_member_id = ${memberId}
        or (portal_member_id is null and (portal in (${memberId}, ${domain})
            or exists (select 1 from unnest(${former}::text[], ${leftAt}::timestamptz[]) as had(name, left_at)
                        where had.name = portal and had.left_at >= issued_at))))`,
    )
}

export async function lockCode(unit: UnitOfWork, codeId: string): Promise<SupportCode | null> {
  const row = await unit.tx
    .selectFrom('support_codes')
    .select(columns)
    .where('code_id', '=', codeId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? null : toCode(row)
}

export async function findCode(db: Reader, codeId: string): Promise<SupportCode | null> {
  const row = await db.selectFrom('support_codes').select(columns).where('code_id', '=', codeId).executeTakeFirst()
  return row === undefined ? null : toCode(row)
}

export async function isHashOf(unit: UnitOfWork, codeId: string, hash: Buffer): Promise<boolean> {
  const row = await unit.tx
    .selectFrom('support_codes')
    .select('code_id')
    .where('code_id', '=', codeId)
    .where('code_hash', '=', hash)
    .executeTakeFirst()
  return row !== undefined
}

/** One use more; the check constraint is the last guard against a use too many. */
export async function countUse(unit: UnitOfWork, codeId: string): Promise<void> {
  await unit.tx
    .updateTable('support_codes')
    .set((eb) => ({ used: eb('used', '+', 1) }))
    .where('code_id', '=', codeId)
    .execute()
}

export async function revokeCode(unit: UnitOfWork, codeId: string, by: string): Promise<void> {
  await unit.tx
    .updateTable('support_codes')
    .set({ revoked_at: unit.at, revoked_by: by })
    .where('code_id', '=', codeId)
    .execute()
}

export async function saveSent(unit: UnitOfWork, codeId: string, by: string): Promise<void> {
  await unit.tx
    .updateTable('support_codes')
    .set({ sent_at: unit.at, sent_by: by })
    .where('code_id', '=', codeId)
    .execute()
}

/** Null where it was written before: a job may run twice. */
export async function saveDelivered(unit: UnitOfWork, codeId: string, people: number): Promise<SupportCode | null> {
  const row = await unit.tx
    .updateTable('support_codes')
    .set({ delivered_at: unit.at, delivered_to: people })
    .where('code_id', '=', codeId)
    .where('delivered_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()
  return row === undefined ? null : toCode(row)
}

/** The desk's codes, newest first. `search` finds the last group, the portal, the note, the issuer and whoever connected. */
export async function listCodes(
  db: Reader,
  deskId: string,
  wanted: { state: CodeState | 'all'; search?: string | undefined; limit: number; at: Date },
  after: TimedPlace | null,
): Promise<SupportCode[]> {
  const { state, search = '', limit, at } = wanted
  let query = db.selectFrom('support_codes').select(columns).where('desk_id', '=', deskId)
  if (state !== 'all') query = query.where(conditionOf(state, at))
  if (search !== '') {
    const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    query = query.where(sql<boolean>`(
      last_group ilike ${pattern} or portal ilike ${pattern} or note ilike ${pattern} or issued_by ilike ${pattern}
      or exists (select 1 from connections c join portals p using (member_id)
                  where c.code_id = support_codes.code_id and p.domain ilike ${pattern}))`)
  }
  if (after !== null) query = query.where(sql<boolean>`(issued_at, code_id) < (${after.at}, ${after.id}::uuid)`)
  const rows = await query.orderBy('issued_at', 'desc').orderBy('code_id', 'desc').limit(limit).execute()
  return rows.map(toCode)
}

/** The same order of reasons as in `stateOf`; a test holds the two together. */
function conditionOf(state: CodeState, at: Date) {
  switch (state) {
    case 'revoked':
      return sql<boolean>`revoked_at is not null`
    case 'usedUp':
      return sql<boolean>`revoked_at is null and used >= max_uses`
    case 'expired':
      return sql<boolean>`revoked_at is null and used < max_uses and expires_at <= ${at}`
    case 'active':
      return sql<boolean>`revoked_at is null and used < max_uses and expires_at > ${at}`
  }
}

export async function listUses(db: Reader, codeId: string): Promise<CodeUse[]> {
  const { rows } = await sql<{ title: string | null; domain: string; activated_by: string; started_at: Date }>`
    select (select k.title from client_titles k where k.desk_id = c.desk_id and k.member_id = c.member_id) as title,
           p.domain, c.activated_by, c.started_at
      from connections c join portals p using (member_id)
     where c.code_id = ${codeId}
     order by c.started_at, c.connection_id`.execute(db)
  return rows.map((row) => ({
    clientName: row.title,
    portalName: row.domain,
    by: row.activated_by,
    at: row.started_at,
  }))
}

/** C5, uninstall with CLEAN: the codes of the portal's desk stay, without the names of who issued, revoked and sent them. */
export async function forgetIssuers(unit: UnitOfWork, memberId: string): Promise<void> {
  await sql`
    update support_codes
       set issued_by = '', revoked_by = case when revoked_at is null then null else '' end,
           sent_by = case when sent_at is null then null else '' end
     where desk_id in (select desk_id from desks where member_id = ${memberId})`.execute(unit.tx)
}
