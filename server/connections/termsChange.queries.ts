import type { SupportView } from '#contract/connections/types.ts'
import type { TermsChange } from '#contract/connections/versions.types.ts'
import { clientStatusNow } from '#server/billing/accounts/clientStatus.queries.ts'
import * as desks from '#server/desks/desks.queries.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { diffRegulations } from '#server/regulations/domain/diff.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { findCustomerTerms } from './entitlement/customerTerms.queries.ts'
import { findLiveConnection } from './support/support.sql.ts'
import { documentFor } from './versions/domain/clientDocument.ts'
import { listVersionsOf, type VersionChange } from './versions/versions.sql.ts'

/** What has begun is news for two weeks, as a tariff that has changed. */
const newsMilliseconds = 14 * 86_400_000

type Change = { before: VersionChange; after: VersionChange; isComing: boolean }

/** The next change of a client's version, or the last one while it is news. */
export function termsChangeIn(versions: readonly VersionChange[], at: Date): SupportView['termsChange'] {
  const change = changeIn(versions, at)
  return change === null ? null : { from: change.after.from.toISOString(), isComing: change.isComing }
}

/** E9: side by side, before it holds and for two weeks after; null where nothing changes for this portal. */
export async function viewTermsChange(db: Reader, memberId: string, at: Date): Promise<TermsChange | null> {
  const live = await findLiveConnection(db, memberId)
  const change = live === null ? null : changeIn(await listVersionsOf(db, live.connectionId), at)
  if (live === null || change === null) return null
  const { deskId } = live
  const own = await ownedBy(db, { deskId, memberId }, at)
  const before = await own(change.before.version)
  const after = await own(change.after.version)
  return {
    version: change.after.version,
    from: change.after.from.toISOString(),
    isComing: change.isComing,
    deskName: (await desks.findDesk(db, deskId))?.name ?? '',
    changes: diffRegulations(before, after),
    document: after,
  }
}

function changeIn(versions: readonly VersionChange[], at: Date): Change | null {
  const index = versions.findIndex(({ from }) => from > at)
  const isComing = index > 0
  const place = isComing ? index : versions.length - 1
  const [before, after] = [versions[place - 1], versions[place]]
  if (before === undefined || after === undefined) return null
  // What was in force when the connection was made was in its preview.
  const isNews = isComing || at.getTime() - after.from.getTime() < newsMilliseconds
  return isNews ? { before, after, isComing } : null
}

/** Each version as this client reads it. */
async function ownedBy(db: Reader, client: { deskId: string; memberId: string }, at: Date) {
  const customer = await findCustomerTerms({ tx: db }, client)
  if (customer === null) throw new Error('whoever is connected is a client')
  return async (version: number) => {
    const regulation = await regulationOfVersion(db, client.deskId, version)
    const { status } = await clientStatusNow({ tx: db, at }, client, customer, regulation)
    return documentFor(regulation, { clientStatus: status, plans: customer.plans })
  }
}
