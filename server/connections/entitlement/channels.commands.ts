import type { Channel } from '#contract/regulations/base.types.ts'
import { listLivePlans } from '#server/billing/accounts/accounts.queries.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { lockPortal } from '#server/portals/feature.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { channelsOf, type ChannelFacts, type ChannelTerms } from './domain/channels.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import * as rows from '../connections.sql.ts'
import * as clients from './channels.sql.ts'

/** Which messengers a desk has connected: none before there is a channel that could be. */
const connectedMessengers: readonly Channel[] = []

/** E6: what the desk says about channels, and what is known of this client. */
export async function findChannels(
  db: Reader,
  { memberId, licence: { licence } }: Pick<Portal, 'memberId' | 'licence'>,
  deskId: string,
  at: Date,
): Promise<{ terms: ChannelTerms; facts: ChannelFacts }> {
  const client = { memberId, licence, messenger: await clients.findMessenger(db, deskId, memberId) }
  const { terms, factsOf } = await findChannelRules(db, deskId, [client], at)
  return { terms, facts: factsOf(client) }
}

type Client = { memberId: string; licence: string; messenger: Channel | null }

/** The same for many clients of a desk: a plan that they can take quanta of now may have channels of its own (Q12). */
export async function findChannelRules(
  db: Reader,
  deskId: string,
  among: readonly Client[],
  at: Date,
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
      livePlans: live?.get(memberId) ?? [],
    }),
  }
}

/** E6: the one messenger of a box portal, chosen and changed by the desk. */
export async function chooseMessenger(
  unit: UnitOfWork,
  actor: Actor,
  { connectionId, messenger }: { connectionId: string; messenger: Channel },
): Promise<void> {
  const found = await rows.findConnection(unit.tx, connectionId)
  if (found === null || found.deskId !== actor.desk?.deskId) throw new Refusal('not_found')
  const portal = await lockPortal(unit, found.memberId)
  const live = await rows.findLiveConnection(unit.tx, found.memberId)
  if (portal === null || live?.connectionId !== connectionId) throw new Refusal('not_connected')
  const { terms, facts } = await findChannels(unit.tx, portal, found.deskId, unit.at)
  if (!channelsOf(terms, facts).choices.includes(messenger)) throw new Refusal('no_messenger_choice')
  // The second of two clicks on the same messenger changes nothing.
  if (facts.messenger === messenger) return
  await clients.saveMessenger(unit, { ...found, messenger, by: actor.name })
  await append(unit, [
    {
      type: 'channels.messengerChosen',
      actor: signatureOf(actor, 'desk'),
      memberId: found.memberId,
      deskId: found.deskId,
      payload: { connectionId, from: facts.messenger, to: messenger },
    },
  ])
}
