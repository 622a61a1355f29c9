import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { regulationOfVersion, type InForce } from '#server/regulations/regulation.queries.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'
import { findOldestSold } from './packageVersions.sql.ts'

/** `until`: when the last package of this older version ends; null where it is the client's own. */
export type WorkTermsNow = InForce & { until: Date | null }

/**
 * E9: by which version the work of a client is timed and counted (quantum, rounding, least charge, timer). An account has one such
 * set at a time: those of a newer version begin when the last package that was sold under an older one has ended.
 */
export async function workTermsFor(now: ReadAt, { termsFor }: TermsPort, account: AccountKey): Promise<WorkTermsNow> {
  const terms = await termsFor(now, account)
  const oldest = await findOldestSold(now.tx, account, now.at)
  if (oldest === null || oldest.version >= terms.version) return { ...terms, until: null }
  const regulation = await regulationOfVersion(now.tx, account.deskId, oldest.version)
  return { version: oldest.version, regulation, until: oldest.lastEnds }
}
