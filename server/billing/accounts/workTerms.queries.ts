import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { regulationOfVersion, type InForce } from '#server/regulations/regulation.queries.ts'
import type { TermsOfEachPort, TermsPort } from '#server/regulations/terms.port.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { findOldestSold, type OldestSold } from './packageVersions.sql.ts'

/** `until`: when the last package of this older version ends; null where it is the client's own. */
export type WorkTermsNow = InForce & { until: Date | null }

/**
 * E9: by which version the work of a client is timed and counted (quantum, rounding, least charge, timer). An account has one such
 * set at a time: those of a newer version begin when the last package that was sold under an older one has ended.
 */
export async function workTermsFor(now: ReadAt, { termsFor }: TermsPort, account: AccountKey): Promise<WorkTermsNow> {
  const { deskId, memberId } = account
  const terms = await termsFor(now, account)
  const oldest = await findOldestSold(now.tx, { deskId, memberIds: [memberId] }, now.at)
  return olderOf(now, deskId, terms, oldest.get(memberId))
}

/** The same for many clients of a desk: each by its own. */
export async function workTermsOfEach(
  now: ReadAt,
  { termsOfEach }: TermsOfEachPort,
  deskId: string,
  memberIds: readonly string[],
): Promise<(memberId: string) => Promise<WorkTermsNow>> {
  const termsOf = await termsOfEach(now, deskId, memberIds)
  const oldest = await findOldestSold(now.tx, { deskId, memberIds }, now.at)
  return async (memberId) => olderOf(now, deskId, await termsOf(memberId), oldest.get(memberId))
}

async function olderOf(
  { tx }: ReadAt,
  deskId: string,
  terms: InForce,
  oldest: OldestSold | undefined,
): Promise<WorkTermsNow> {
  if (oldest === undefined || oldest.version >= terms.version) return { ...terms, until: null }
  const regulation = await regulationOfVersion(tx, deskId, oldest.version)
  return { version: oldest.version, regulation, until: oldest.lastEnds }
}
