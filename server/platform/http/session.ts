import { createHash, randomBytes } from 'node:crypto'
import type { UnitOfWork } from '../db/unitOfWork.ts'

export type SessionOwner = {
  memberId: string
  userId: number
  name: string
  photo: string | null
  isPortalAdmin: boolean
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
    .set({ ended_at: unit.at })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute()
}

export async function dropOldSessions(unit: UnitOfWork): Promise<void> {
  const dayAgo = new Date(unit.at.getTime() - 86_400_000)
  await unit.tx.deleteFrom('sessions').where('expires_at', '<', dayAgo).execute()
}
