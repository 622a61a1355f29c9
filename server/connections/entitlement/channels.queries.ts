import type { Channel } from '#contract/regulations/base.types.ts'
import type { Served } from '#contract/regulations/served.types.ts'
import { listLivePlans } from '#server/billing/accounts/accounts.queries.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { termsOfEach } from '../versions/terms.queries.ts'
import { findMessenger } from './channels.sql.ts'
import type { ChannelFacts, ChannelTerms } from './domain/channels.ts'

/** Which messengers a desk has connected: none before there is a channel that could be. */
const connectedMessengers: readonly Channel[] = []

/** What is looked up, and what the server has. */
export type ChannelReads = { db: Reader; served: Served; at: Date }

/** E6: what the desk says to this client about channels, and what is known of it. */
export async function findChannels(
  reads: ChannelReads,
  { memberId, licence: { licence } }: Pick<Portal, 'memberId' | 'licence'>,
  deskId: string,
): Promise<KnownChannels> {
  const client = { memberId, licence, messenger: await findMessenger(reads.db, deskId, memberId) }
  return (await findChannelsOfEach(reads, deskId, [client]))(client)
}

export type KnownChannels = { terms: ChannelTerms; facts: ChannelFacts }
type Client = { memberId: string; licence: string; messenger: Channel | null }

/** The same for many clients of a desk: a plan that they can take quanta of now may have channels of its own (Q12). */
export async function findChannelsOfEach(
  { db, served, at }: ChannelReads,
  deskId: string,
  among: readonly Client[],
): Promise<(client: Client) => Promise<KnownChannels>> {
  const memberIds = among.map(({ memberId }) => memberId)
  const termsOf = await termsOfEach({ tx: db, at }, deskId, memberIds)
  const live = await listLivePlans(db, { deskId, memberIds }, at)
  return async ({ memberId, licence, messenger }) => ({
    terms: (await termsOf(memberId)).regulation,
    facts: {
      edition: editionOf({ license: licence }),
      messenger,
      connected: connectedMessengers,
      served: served.channels,
      livePlans: (live.get(memberId) ?? []).map(({ code }) => code),
    },
  })
}
