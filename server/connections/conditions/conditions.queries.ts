import type { Served } from '#contract/regulations/served.types.ts'
import { listLivePlans } from '#server/billing/accounts/accounts.queries.ts'
import { clientStatusNow } from '#server/billing/accounts/clientStatus.queries.ts'
import { workTermsFor } from '#server/billing/accounts/workTerms.queries.ts'
import * as desks from '#server/desks/desks.queries.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { editionOf } from '#server/portals/domain/licence.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { previewCode, previewOffered, type PreviewedCode } from '../codes/codePreview.queries.ts'
import { findChannels, servedBy } from '../entitlement/channels.queries.ts'
import { findCustomerTerms } from '../entitlement/customerTerms.queries.ts'
import { channelsOf } from '../entitlement/domain/channels.ts'
import { levelThatHolds } from '../entitlement/domain/entitlement.ts'
import { findQuestion } from '../entitlement/entitlement.queries.ts'
import { findOffer } from '../partnerRequests/partnerRequests.queries.ts'
import { termsFor } from '../versions/terms.queries.ts'
import type { ConditionsOf } from './conditions.present.ts'

type ConditionsReads = { db: Reader; served: Served; at: Date }

/** E8: of the desk that answers this portal now, by the portal's own version; null where none does. */
export async function findOwnConditions(reads: ConditionsReads, memberId: string): Promise<ConditionsOf | null> {
  const portal = await loadPortal(reads.db, memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  const question = await findQuestion(reads.db, portal, reads.at)
  const answering = question.connection ?? question.standardDesk
  if (answering === null) return null
  return conditionsAt(reads, portal, { ...answering, level: levelThatHolds(question) })
}

/** The same as its desk's people read it; `deskId` is theirs. */
export async function findClientConditions(
  reads: ConditionsReads,
  { deskId, memberId }: { deskId: string; memberId: string },
): Promise<ConditionsOf> {
  const portal = await loadPortal(reads.db, memberId)
  const desk = await desks.findDesk(reads.db, deskId)
  if (portal === null || desk === null) throw new Refusal('not_found')
  const level = levelThatHolds(await findQuestion(reads.db, portal, reads.at))
  return conditionsAt(reads, portal, { deskId, deskName: desk.name, level })
}

async function conditionsAt(
  reads: ConditionsReads,
  portal: Portal,
  { deskId, deskName, level }: { deskId: string; deskName: string; level: ConditionsOf['client']['level'] },
): Promise<ConditionsOf> {
  const { db, at } = reads
  const client = { deskId, memberId: portal.memberId }
  const customer = await findCustomerTerms({ tx: db }, client)
  if (customer === null) throw new Refusal('not_found')
  const { version, regulation } = await termsFor({ tx: db, at }, client)
  const { status } = await clientStatusNow({ tx: db, at }, client, customer, regulation)
  const { terms, facts } = await findChannels(reads, portal, deskId)
  return {
    desk: { deskId, name: deskName },
    version,
    regulation,
    client: { level, clientStatus: status, plans: customer.plans, channels: channelsOf(terms, facts) },
    ...(await boughtBefore({ tx: db, at }, client, version)),
  }
}

/** E9: what goes by a version that the client itself does not go by any more. */
async function boughtBefore(
  { tx, at }: ReadAt,
  client: { deskId: string; memberId: string },
  own: number,
): Promise<Pick<ConditionsOf, 'work' | 'packages'>> {
  const { deskId, memberId } = client
  const counted = await workTermsFor({ tx, at }, { termsFor }, client)
  const live = (await listLivePlans(tx, { deskId, memberIds: [memberId] }, at)).get(memberId) ?? []
  const older = live.flatMap(({ code, version }) => (version === null || version === own ? [] : [{ code, version }]))
  return {
    work:
      counted.until === null
        ? null
        : { version: counted.version, terms: counted.regulation.work, until: counted.until },
    packages: await Promise.all(
      older.map(async (one) => ({ ...one, regulation: await regulationOfVersion(tx, deskId, one.version) })),
    ),
  }
}

/** C3: of the desk whose code this is, as the activation would bring them. Whoever calls counts the attempt (C2). */
export async function findCodeConditions(
  reads: ConditionsReads,
  actor: Actor,
  codeHash: Buffer,
): Promise<ConditionsOf> {
  return conditionsBehind(reads, actor, await previewCode({ tx: reads.db, at: reads.at }, actor, codeHash))
}

/** The same of a partner's offer, whose code nobody has typed (E11). */
export async function findOfferConditions(
  reads: ConditionsReads,
  actor: Actor,
  handoverId: string,
): Promise<ConditionsOf> {
  const now = { tx: reads.db, at: reads.at }
  const codeId = await findOffer(now, actor.memberId, handoverId)
  return conditionsBehind(reads, actor, await previewOffered(now, actor, codeId))
}

async function conditionsBehind(
  { db, served }: ConditionsReads,
  actor: Actor,
  { code, desk, inForce, level }: PreviewedCode,
): Promise<ConditionsOf> {
  const portal = await loadPortal(db, actor.memberId)
  const facts = {
    edition: editionOf({ license: portal?.licence.licence ?? null }),
    messenger: null,
    connected: [],
    served: (await servedBy(db, served, desk.deskId)).channels,
    livePlans: [],
  }
  const { version, regulation } = inForce
  const { clientStatus, plans } = code
  return {
    desk,
    version,
    regulation,
    client: { level, clientStatus, plans, channels: channelsOf(regulation, facts) },
    work: null,
    packages: [],
  }
}
