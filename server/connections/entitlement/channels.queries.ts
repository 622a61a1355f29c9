import type { InThree } from '#contract/common.ts'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { Served } from '#contract/regulations/served.types.ts'
import { listLivePlans } from '#server/billing/accounts/accounts.queries.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { termsFor, termsOfEach } from '../versions/terms.queries.ts'
import { findMessenger, listDeskChannels } from './channels.sql.ts'
import { channelsOf, type ChannelFacts, type ChannelTerms } from './domain/channels.ts'

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
  const own = await listDeskChannels(db, deskId)
  const channels = withOwn(served.channels, own)
  return async ({ memberId, licence, messenger }) => ({
    terms: (await termsOf(memberId)).regulation,
    facts: {
      edition: editionOf({ license: licence }),
      messenger,
      connected: own.map(({ channel }) => channel),
      served: channels,
      addresses: own,
      livePlans: (live.get(memberId) ?? []).map(({ code }) => code),
    },
  })
}

/** E6: what the server has for every desk, and what this one has set up itself. */
export async function servedBy(db: Reader, served: Served, deskId: string): Promise<Served> {
  return { ...served, channels: withOwn(served.channels, await listDeskChannels(db, deskId)) }
}

function withOwn(served: readonly Channel[], own: readonly { channel: Channel }[]): Channel[] {
  return [...new Set([...served, ...own.map(({ channel }) => channel)])]
}

/** What a message in a channel may become for this portal at this desk, and what its writer is told where it is nothing. */
export type OfficialChannels = { official: Channel[]; refusal: InThree; addresses: Partial<Record<Channel, string>> }

/** Null: there is no such portal. */
export async function findOfficialChannels(
  reads: ChannelReads,
  { memberId, deskId }: { memberId: string; deskId: string },
): Promise<OfficialChannels | null> {
  const portal = await loadPortal(reads.db, memberId)
  if (portal === null) return null
  const { terms, facts } = await findChannels(reads, portal, deskId)
  const { regulation } = await termsFor({ tx: reads.db, at: reads.at }, { deskId, memberId })
  const own = await listDeskChannels(reads.db, deskId)
  return {
    official: channelsOf(terms, facts).official,
    refusal: regulation.channels.refusal,
    addresses: Object.fromEntries(own.map(({ channel, address }) => [channel, address])),
  }
}
