import type { goodIdentification } from './goodIdentification.ts'

const clients = 'N N N + + + | N N N N | + N N | I'
const staffsUnknown = 'S S S S S S | F F F S | S F F | I'
const clientsUnknown = 'N N N F F F | N N N N | F N N | I'

/** Who may join a messenger: whoever may write, each for themself. */
export const identificationAccess: Record<keyof typeof goodIdentification, string> = {
  readMessengers: clients,
  beginPairing: clients,
  confirmPairing: clientsUnknown,
  dropPairing: clientsUnknown,
  leaveMessenger: clientsUnknown,
  // A ticket that was opened from within the portal waits for nothing.
  sendTicketCode: staffsUnknown,
  confirmIdentity: clientsUnknown,
}
