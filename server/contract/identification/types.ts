import * as v from 'valibot'
import { id, instant } from '../common.ts'

/** In which somebody writes from outside of the portal and must be known for that (I2). */
export const messengers = ['telegram', 'max', 'whatsapp'] as const
export const messenger = v.picklist(messengers)
export type Messenger = v.InferOutput<typeof messenger>

export const pairingMinutes = 10

/** What the reader can join, and has joined (I2): at the desk that answers their portal now. */
export const ownMessengers = v.strictObject({
  offered: v.array(v.strictObject({ channel: messenger, address: v.string() })),
  joined: v.array(v.strictObject({ identityId: id, channel: messenger, since: instant })),
  /** A link that is under way; `number`: somebody has followed it, and both sides see it. */
  pairing: v.nullable(
    v.strictObject({ pairingId: id, channel: messenger, until: instant, number: v.nullable(v.number()) }),
  ),
})
export type OwnMessengers = v.InferOutput<typeof ownMessengers>

export const beginPairingInput = v.strictObject({ pairingId: id, channel: messenger })
export type BeginPairingInput = v.InferOutput<typeof beginPairingInput>
/** It is shown once. */
export const begunPairing = v.strictObject({ link: v.string(), until: instant })
export const pairingInput = v.strictObject({ pairingId: id })
export const identityInput = v.strictObject({ identityId: id })
/** I4: of a ticket that came from outside of the portal. */
export const ticketCodeInput = v.strictObject({ ticketId: id })
