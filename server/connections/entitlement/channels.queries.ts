import type { Channel } from '#contract/regulations/base.types.ts'
import type { Served } from '#contract/regulations/served.types.ts'
import { listLivePlans } from '#server/billing/accounts/accounts.queries.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { findMessenger } from './channels.sql.ts'
import type { ChannelFacts, ChannelTerms } from './domain/channels.ts'

/** Which messengers a desk has connected: none before there is a channel that could be. */
const connectedMessengers: readonly Channel[] = []

/** What is looked up, and what the server has. */
export type ChannelReads = { db: Reader; served: Served; at: Date }

/** E6: what the desk says about channels, and what is known of this client. */
export async function findChannels(
  reads: ChannelReads,
  { memberId, licence: { licence } }: Pick<Portal, 'memberId' | 'licence'>,
  deskId: string,
): Promise<{ terms: ChannelTerms; facts: ChannelFacts }> {
  const client = { memberId, licence, messenger: await findMessenger(reads.db, deskId, memberId) }
  const { terms, factsOf } = await findChannelRules(reads, deskId, [client])
  return { terms, facts: factsOf(client) }
}

type Client = { memberId: string; licence: string; messenger: Channel | null }

/** The same for many clients of a desk: a plan that they can take quanta of now may have channels of its own (Q12). */
export async function findChannelRules(
  { db, served, at }: ChannelReads,
  deskId: string,
  among: readonly Client[],
): Promise<{ terms: ChannelTerms; factsOf: (client: Client) => ChannelFacts }> {
  const { regulation: terms } = await regulationAt(db, deskId, at)
  const memberIds = among.map(({ memberId }) => memberId)
  const isByPlan = terms.plans.some(({ channels }) => channels !== null)
  const live = isByPlan ? await listLivePlans(db, { deskId, memberIds }, at) : null
  return {
    terms,
    factsOf: ({ memberId, licence, messenger }) => ({
      edition: editionOf({ license: licence }),
      messenger,
      connected: connectedMessengers,
      served: served.channels,
      livePlans: live?.get(memberId) ?? [],
    }),
  }
}
