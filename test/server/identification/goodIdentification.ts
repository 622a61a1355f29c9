import type { IdentificationRoutes } from '#server/identification/pairing.routes.ts'
import type { TicketCodeRoutes } from '#server/identification/ticketCodes.routes.ts'
import { newId } from '#test/support/world.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

/** A client's own messengers. */
export const goodIdentification: { [Name in IdentificationRoutes | TicketCodeRoutes]: GoodInput<Name> } = {
  readMessengers: { by: 'integrator', input: () => ({}) },
  beginPairing: { by: 'integrator', input: () => ({ pairingId: newId(), channel: 'telegram' }) },
  confirmPairing: { by: 'admin', input: () => ({ pairingId: newId() }) },
  dropPairing: { by: 'admin', input: () => ({ pairingId: newId() }) },
  sendTicketCode: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  confirmIdentity: { by: 'admin', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  leaveMessenger: { by: 'admin', input: () => ({ identityId: newId() }) },
}
