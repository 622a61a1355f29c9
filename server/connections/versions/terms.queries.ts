import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { regulationAt, regulationOfVersion, type InForce } from '#server/regulations/regulation.queries.ts'
import type { TermsOf } from '#server/regulations/terms.port.ts'
import { findVersions } from './terms.sql.ts'

/** E9: what this desk promises this portal now: the version of its connection; where there is none, the one in force. */
export async function termsFor({ tx, at }: ReadAt, { deskId, memberId }: TermsOf): Promise<InForce> {
  const terms = await termsOfEach({ tx, at }, deskId, [memberId])
  return terms(memberId)
}

/** The versions by which these clients of a desk go, with one question to the database for all of them. */
export async function versionsOfEach(
  { tx, at }: ReadAt,
  deskId: string,
  memberIds: readonly string[],
): Promise<(memberId: string) => number> {
  const versions = await findVersions(tx, { deskId, memberIds }, at)
  const inForce = memberIds.every((memberId) => versions.has(memberId))
    ? 0
    : (await regulationAt(tx, deskId, at)).version
  return (memberId) => versions.get(memberId) ?? inForce
}

/** The terms of many clients of a desk, with one question to the database for all of them. */
export async function termsOfEach(
  { tx, at }: ReadAt,
  deskId: string,
  memberIds: readonly string[],
): Promise<(memberId: string) => Promise<InForce>> {
  const versions = await findVersions(tx, { deskId, memberIds }, at)
  let inForce: Promise<InForce> | null = null
  return async (memberId) => {
    const version = versions.get(memberId)
    if (version !== undefined) return { version, regulation: await regulationOfVersion(tx, deskId, version) }
    inForce ??= regulationAt(tx, deskId, at)
    return inForce
  }
}
