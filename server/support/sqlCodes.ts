import { sql } from 'kysely'
import type { Db } from '#server/platform/db.ts'
import type { Unit } from '#server/platform/unit.ts'

type Reader = Db | Unit['tx']

export type SupportCode = {
  codeId: string
  deskId: string
  lastGroup: string
  portal: string | null
  maxUses: number
  used: number
  clientStatus: number
  note: string
  issuedBy: string
  issuedAt: Date
  expiresAt: Date
  revokedAt: Date | null
}

type CodeRow = {
  code_id: string
  desk_id: string
  last_group: string
  portal: string | null
  max_uses: number
  used: number
  client_status: number
  note: string
  issued_by: string
  issued_at: Date
  expires_at: Date
  revoked_at: Date | null
}

const columns = [
  'code_id',
  'desk_id',
  'last_group',
  'portal',
  'max_uses',
  'used',
  'client_status',
  'note',
  'issued_by',
  'issued_at',
  'expires_at',
  'revoked_at',
] as const

function toCode(row: CodeRow): SupportCode {
  return {
    codeId: row.code_id,
    deskId: row.desk_id,
    lastGroup: row.last_group,
    portal: row.portal,
    maxUses: row.max_uses,
    used: row.used,
    clientStatus: row.client_status,
    note: row.note,
    issuedBy: row.issued_by,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }
}

export async function insertCode(unit: Unit, code: SupportCode, hash: Buffer): Promise<void> {
  await unit.tx
    .insertInto('support_codes')
    .values({
      code_id: code.codeId,
      desk_id: code.deskId,
      code_hash: hash,
      last_group: code.lastGroup,
      portal: code.portal,
      max_uses: code.maxUses,
      client_status: code.clientStatus,
      note: code.note,
      issued_by: code.issuedBy,
      issued_at: code.issuedAt,
      expires_at: code.expiresAt,
      revoked_at: null,
      revoked_by: null,
    })
    .execute()
}

export async function findCode(db: Reader, hash: Buffer): Promise<SupportCode | null> {
  const row = await db.selectFrom('support_codes').select(columns).where('code_hash', '=', hash).executeTakeFirst()
  return row === undefined ? null : toCode(row)
}

export async function lockCode(unit: Unit, codeId: string): Promise<SupportCode | null> {
  const row = await unit.tx
    .selectFrom('support_codes')
    .select(columns)
    .where('code_id', '=', codeId)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : toCode(row)
}

/** One use more; the check constraint is the last guard against a use too many. */
export async function countUse(unit: Unit, codeId: string): Promise<void> {
  await unit.tx
    .updateTable('support_codes')
    .set((eb) => ({ used: eb('used', '+', 1) }))
    .where('code_id', '=', codeId)
    .execute()
}

export async function revokeCode(unit: Unit, codeId: string, by: string): Promise<void> {
  await unit.tx
    .updateTable('support_codes')
    .set({ revoked_at: unit.at, revoked_by: by })
    .where('code_id', '=', codeId)
    .execute()
}

export async function listCodes(db: Reader, deskId: string): Promise<SupportCode[]> {
  const rows = await db
    .selectFrom('support_codes')
    .select(columns)
    .where('desk_id', '=', deskId)
    .orderBy('issued_at', 'desc')
    .orderBy('code_id')
    .limit(1000)
    .execute()
  return rows.map(toCode)
}

export type CodeUse = { codeId: string; domain: string; by: string; at: Date }

export async function listUses(db: Reader, codeIds: string[]): Promise<CodeUse[]> {
  const { rows } = await sql<{ code_id: string; domain: string; activated_by: string; started_at: Date }>`
    select c.code_id, p.domain, c.activated_by, c.started_at
      from connections c join portals p using (member_id)
     where c.code_id = any(${codeIds}::uuid[])
     order by c.started_at`.execute(db)
  return rows.map((row) => ({ codeId: row.code_id, domain: row.domain, by: row.activated_by, at: row.started_at }))
}
