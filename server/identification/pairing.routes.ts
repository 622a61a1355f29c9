import { messengers, type Messenger, type OwnMessengers } from '#contract/identification/types.ts'
import type { ClientActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { linkTo } from './domain/messengers.ts'
import { findOpenPairing, listIdentitiesOf } from './identification.sql.ts'
import { beginPairing, confirmPairing, dropPairing, leaveMessenger } from './pairing.commands.ts'

export type IdentificationRoutes =
  | 'readMessengers'
  | 'beginPairing'
  | 'confirmPairing'
  | 'dropPairing'
  | 'leaveMessenger'

export type PairingDeps = {
  db: Db
  answeringDesk: (now: ReadAt, memberId: string) => Promise<string>
  /** Where the desk's clients write by it; null: nowhere. */
  findAddress: (db: Db, deskId: string, channel: Messenger) => Promise<string | null>
}

/** I2: joining a messenger's account to oneself, at the desk that answers now. */
export function pairingRoutes(deps: PairingDeps): Handlers<IdentificationRoutes> {
  const { db, answeringDesk, findAddress } = deps
  const deskOf = ({ actor, at }: Call<ClientActor>) => answeringDesk({ tx: db, at }, actor.memberId)

  async function read(call: Call<ClientActor>): Promise<OwnMessengers> {
    const { memberId, userId } = call.actor
    const deskId = await deskOf(call)
    const addresses = await Promise.all(
      messengers.map(async (channel) => ({ channel, address: await findAddress(db, deskId, channel) })),
    )
    const pairing = await findOpenPairing(db, { memberId, userId }, call.at)
    const joined = await listIdentitiesOf(db, { deskId, memberId, userId })
    return {
      offered: addresses.flatMap(({ channel, address }) => (address === null ? [] : [{ channel, address }])),
      joined: joined.map(({ identityId, channel, provenAt }) => ({
        identityId,
        channel,
        since: provenAt.toISOString(),
      })),
      pairing:
        pairing === null || pairing.deskId !== deskId
          ? null
          : {
              pairingId: pairing.pairingId,
              channel: pairing.channel,
              until: pairing.expiresAt.toISOString(),
              number: pairing.number,
            },
    }
  }

  return {
    readMessengers: (_input, call) => read(call),
    async beginPairing(input, call) {
      const deskId = await deskOf(call)
      const address = await findAddress(db, deskId, input.channel)
      if (address === null) throw new Refusal('messenger_not_served')
      const { token, until } = await call.transaction((unit) => beginPairing(unit, call.actor, deskId, input))
      return { link: linkTo(input.channel, address, token), until: until.toISOString() }
    },
    async confirmPairing({ pairingId }, call) {
      const deskId = await deskOf(call)
      await call.transaction((unit) => confirmPairing(unit, call.actor, deskId, pairingId))
      return read(call)
    },
    async dropPairing({ pairingId }, call) {
      await call.transaction((unit) => dropPairing(unit, call.actor, pairingId))
      return read(call)
    },
    async leaveMessenger({ identityId }, call) {
      const deskId = await deskOf(call)
      await call.transaction((unit) => leaveMessenger(unit, call.actor, deskId, identityId))
      return read(call)
    },
  }
}
