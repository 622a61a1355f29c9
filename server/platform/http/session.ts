import { createHash, randomBytes } from 'node:crypto'
import type { Reader } from '../db/db.ts'
import type { UnitOfWork } from '../db/unitOfWork.ts'

export type SessionOwner = {
  memberId: string
  userId: number
  name: string
  photo: string | null
  isPortalAdmin: boolean
  /** Sealed: the person's own access token, as long as the session lives. */
  portalToken?: string
}

/** The bearer token is known to the page alone; the table has its digest, so a copied database opens no session. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Opens a short session for a person whom the OAuth server has confirmed (P1). Returns the token, once. */
export async function openSession(unit: UnitOfWork, owner: SessionOwner, minutes: number) {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(unit.at.getTime() + minutes * 60_000)
  await unit.tx
    .insertInto('sessions')
    .values({
      token_hash: hashToken(token),
      member_id: owner.memberId,
      user_id: owner.userId,
      name: owner.name,
      photo: owner.photo,
      is_portal_admin: owner.isPortalAdmin,
      portal_token: owner.portalToken ?? null,
      opened_at: unit.at,
      expires_at: expiresAt,
      ended_at: null,
    })
    .execute()
  return { token, expiresAt }
}

export async function endSession(unit: UnitOfWork, tokenHash: Buffer): Promise<void> {
  await unit.tx
    .updateTable('sessions')
    .set({ ended_at: unit.at, portal_token: null })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute()
}

/** Sealed; null where the session was opened before tokens were kept. */
export async function findPortalToken(db: Reader, tokenHash: Buffer): Promise<string | null> {
  const row = await db
    .selectFrom('sessions')
    .select('portal_token')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row?.portal_token ?? null
}

export async function dropOldSessions(unit: UnitOfWork): Promise<void> {
  const dayAgo = new Date(unit.at.getTime() - 86_400_000)
  await unit.tx.deleteFrom('sessions').where('expires_at', '<', dayAgo).execute()
}
