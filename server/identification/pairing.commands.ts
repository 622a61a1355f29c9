import { randomBytes, randomUUID } from 'node:crypto'
import { pairingMinutes, type BeginPairingInput, type Messenger } from '#contract/identification/types.ts'
import { signatureOf, type ClientActor } from '#server/platform/actor.ts'
import { digestOf } from './domain/token.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import { nameOf } from './domain/messengers.ts'
import * as rows from './identification.sql.ts'
import { deleteOldTalks } from './talks.sql.ts'

const minute = 60_000
const mostAnHour = 10

/** I2: from within the portal, one click, single use; the token is told once and kept as a digest. One a person at a time. */
export async function beginPairing(
  unit: UnitOfWork,
  actor: ClientActor,
  deskId: string,
  { pairingId, channel }: BeginPairingInput,
): Promise<{ token: string; until: Date }> {
  const { memberId, userId, name } = actor
  const since = new Date(unit.at.getTime() - 60 * minute)
  if ((await rows.countPairings(unit, actor, since)) >= mostAnHour) throw new Refusal('too_many_pairings')
  if ((await rows.findPairing(unit, pairingId)) !== null) throw new Refusal('pairing_over')
  await rows.endPairingsOf(unit, actor)
  const token = randomBytes(32).toString('base64url')
  const until = new Date(unit.at.getTime() + pairingMinutes * minute)
  const made = { pairingId, deskId, channel, memberId, userId, name, expiresAt: until }
  await rows.insertPairing(unit, { ...made, tokenHash: digestOf(token) })
  wakeThing(unit, 'settings', { deskId: null, memberId })
  return { token, until }
}

/** I2: whoever has begun it says that the number in the messenger is theirs. Twice it is once. */
export async function confirmPairing(
  unit: UnitOfWork,
  actor: ClientActor,
  deskId: string,
  pairingId: string,
): Promise<void> {
  const pairing = await ownPairing(unit, actor, pairingId)
  if (pairing.endedAt !== null || pairing.expiresAt <= unit.at || pairing.deskId !== deskId) {
    throw new Refusal('pairing_over')
  }
  const { channel, externalId } = pairing
  if (externalId === null) throw new Refusal('pairing_not_followed')
  await rows.endPairingsOf(unit, actor)
  const { memberId, userId, name } = actor
  const identity = { identityId: randomUUID(), deskId, channel, externalId, memberId, userId, name, email: null }
  await rows.saveIdentity(unit, identity)
  await tell(unit, actor, { type: 'messenger.joined', deskId, channel })
}

/** The number is another one, or nobody wants it any more. */
export async function dropPairing(unit: UnitOfWork, actor: ClientActor, pairingId: string): Promise<void> {
  await ownPairing(unit, actor, pairingId)
  await rows.endPairingsOf(unit, actor)
  wakeThing(unit, 'settings', { deskId: null, memberId: actor.memberId })
}

/** From now on what comes from there is nobody's. Twice it is once. */
export async function leaveMessenger(
  unit: UnitOfWork,
  actor: ClientActor,
  deskId: string,
  identityId: string,
): Promise<void> {
  const { memberId, userId } = actor
  const own = await rows.listIdentitiesOf(unit.tx, { deskId, memberId, userId })
  const known = own.find((one) => one.identityId === identityId)
  if (known === undefined) throw new Refusal('not_found')
  await rows.endIdentity(unit, identityId)
  await tell(unit, actor, { type: 'messenger.left', deskId, channel: known.channel })
}

const day = 24 * 60 * minute
const [pairingDays, talkDays] = [7, 2]

export async function sweepIdentification(unit: UnitOfWork): Promise<void> {
  await rows.deleteOld(unit, new Date(unit.at.getTime() - pairingDays * day))
  await deleteOldTalks(unit, new Date(unit.at.getTime() - talkDays * day))
}

async function ownPairing(unit: UnitOfWork, actor: ClientActor, pairingId: string): Promise<rows.Pairing> {
  const pairing = await rows.findPairing(unit, pairingId)
  const isOwn = pairing !== null && pairing.memberId === actor.memberId && pairing.userId === actor.userId
  if (pairing === null || !isOwn) throw new Refusal('not_found')
  return pairing
}

type Told = { type: 'messenger.joined' | 'messenger.left'; deskId: string; channel: Messenger }

async function tell(unit: UnitOfWork, actor: ClientActor, { type, deskId, channel }: Told): Promise<void> {
  const payload = { messenger: nameOf(channel), name: actor.name }
  await append(unit, [{ type, payload, actor: signatureOf(actor, 'client'), memberId: actor.memberId, deskId }])
}
