import type { SupportView } from '#contract/connections/types.ts'
import type { Served } from '#contract/regulations/served.types.ts'
import type { AccountReads } from '#server/billing/accounts/accountNow.queries.ts'
import { findAwaited, mayHaveAccount } from '#server/billing/accounts/accounts.queries.ts'
import * as desks from '#server/desks/desks.queries.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { channelsOf } from './entitlement/domain/channels.ts'
import { stateTokenOf } from './domain/connection.ts'
import { entitlementOf } from './entitlement/domain/entitlement.ts'
import { levelTable } from './entitlement/domain/levels.ts'
import { findQuestion } from './entitlement/entitlement.queries.ts'
import { findChannels } from './entitlement/channels.queries.ts'
import type { HelpAddressPort, HelpersPort } from './helpers.port.ts'
import { findHelpers } from './ownHelpers.queries.ts'
import { presentSupport } from './connections.present.ts'
import { readSupport } from './support/support.queries.ts'
import { managerOf } from './managers/managers.queries.ts'
import { termsFor } from './versions/terms.queries.ts'
import { listVersionsOf } from './versions/versions.sql.ts'
import { termsChangeIn } from './termsChange.queries.ts'
import { findLiveConnection } from './support/support.sql.ts'

export type SupportReads = HelpersPort & HelpAddressPort & { db: Db; served: Served; reads: AccountReads }

/** The client's whole picture of its support at this instant. */
export async function viewSupport(deps: SupportReads, actor: Actor, at: Date): Promise<SupportView> {
  const { db, served, reads } = deps
  const { portal, support } = await readSupport(db, actor.memberId)
  const live = await findLiveConnection(db, portal.memberId)
  const left = await Promise.all(
    support.former
      .filter(({ deskId }) => deskId !== support.live?.deskId)
      .map(async (one) => ({ ...one, deskName: (await desks.findDesk(db, one.deskId))?.name ?? '' })),
  )
  const liveDesk = live === null ? null : await desks.findDesk(db, live.deskId)
  const question = await findQuestion(db, portal, at)
  const answering = entitlementOf(question).deskId
  const entitlement = entitlementOf({ ...question, helpers: await findHelpers(deps, answering) })
  const regulations = {
    standard: question.standardDesk?.regulation ?? null,
    partner: question.connection?.regulation ?? null,
    helpers: {
      standard: await findHelpers(deps, question.standardDesk?.deskId ?? null),
      partner: await findHelpers(deps, question.connection?.deskId ?? null),
    },
  }
  const { deskId } = entitlement
  const channels = deskId === null ? null : await findChannels({ db, served, at }, portal, deskId)
  const account = { deskId: deskId ?? '', memberId: portal.memberId }
  const helpAddress = deskId === null ? null : await deps.helpAddressOf(db, deskId)
  const manager = deskId === null ? null : await managerOf(db, account)
  const accountDesks = [
    ...(live === null ? [] : [{ deskId: live.deskId, deskName: liveDesk?.name ?? '' }]),
    ...left.toReversed().map(({ deskId: leftId, deskName }) => ({ deskId: leftId, deskName })),
  ]
  const haveAccounts = await Promise.all(
    accountDesks.map((desk) => mayHaveAccount({ db, reads, termsFor }, { ...account, deskId: desk.deskId }, at)),
  )
  return presentSupport(portal, entitlement, {
    levels: levelTable(regulations, entitlement),
    channels: channels === null ? null : channelsOf(channels.terms, channels.facts),
    awaits: deskId === null ? null : await findAwaited({ db, reads, termsFor }, account, at),
    connection:
      live === null
        ? null
        : {
            connectionId: live.connectionId,
            deskId: live.deskId,
            deskName: liveDesk?.name ?? '',
            since: live.startedAt.toISOString(),
            activatedBy: live.activatedBy,
            endsAt: live.endsAt?.toISOString() ?? null,
          },
    ...(manager !== null && { manager }),
    ...(helpAddress !== null && { helpAddress }),
    ...(deskId !== null && (await hasCoupons(db, account, at)) && { hasCoupons: true as const }),
    termsChange: live === null ? null : termsChangeIn(await listVersionsOf(db, live.connectionId), at),
    formerDesks: left
      .filter(({ endedByDesk }) => !endedByDesk)
      .map(({ deskId: leftId, deskName, leftAt }) => ({ deskId: leftId, deskName, leftAt: leftAt.toISOString() })),
    accountDesks: accountDesks.filter((_desk, index) => haveAccounts[index]),
    standardDeskName: (await desks.findPresentStandardDesk(db))?.name ?? null,
    canSwitch: actor.client === 'admin',
    stateToken: stateTokenOf(support),
    at,
  })
}

/** E10: special requests are mentioned where the terms of this client know them (T10). */
async function hasCoupons(db: Db, client: { deskId: string; memberId: string }, at: Date): Promise<boolean> {
  return (await termsFor({ tx: db, at }, client)).regulation.coupons !== null
}
