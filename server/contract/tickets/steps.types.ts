import * as v from 'valibot'

/** E11: what becomes of a request for a partner, as both sides read it in its ticket. */
const partnerSteps = ['handed', 'recalled', 'declined', 'offered'] as const
export const partnerStep = { step: v.picklist(partnerSteps), partner: v.string() }
