import * as v from 'valibot'

/** How somebody reaches a client outside of the ticket. */
export const contactWays = ['phone', 'telegram', 'whatsapp', 'max', 'otherMessenger'] as const

/** E11: what becomes of a request for a partner, as both sides read it in its ticket. */
const partnerSteps = ['handed', 'recalled', 'declined', 'offered'] as const
export const partnerStep = { step: v.picklist(partnerSteps), partner: v.string() }
