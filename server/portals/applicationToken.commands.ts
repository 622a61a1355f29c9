import { timingSafeEqual } from 'node:crypto'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Portal } from './domain/portal.ts'
import { updatePortal } from './portals.sql.ts'

/** Constant-time; without a stored token there is nothing to compare with, so the answer is no (§1.5). */
export function isTokenOf(secrets: Secrets, portal: Portal, applicationToken: string): boolean {
  if (portal.applicationToken === null) return false
  const known = Buffer.from(secrets.open(portal.applicationToken))
  const given = Buffer.from(applicationToken)
  return known.length === given.length && timingSafeEqual(known, given)
}

export async function replaceApplicationToken(unit: UnitOfWork, secrets: Secrets, memberId: string, token: string) {
  await updatePortal(unit, memberId, { application_token: secrets.seal(token) })
}
