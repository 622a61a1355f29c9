import { post } from '../access.ts'
import { empty } from '../common.ts'
import {
  beginPairingInput,
  begunPairing,
  identityInput,
  ownMessengers,
  pairingInput,
  ticketCodeInput,
} from './types.ts'

export const identificationRoutes = {
  readMessengers: post('/api/messengers', 'client', empty, ownMessengers),
  beginPairing: post('/api/messengers/pair', 'client', beginPairingInput, begunPairing),
  confirmPairing: post('/api/messengers/confirm', 'client', pairingInput, ownMessengers),
  dropPairing: post('/api/messengers/drop', 'client', pairingInput, ownMessengers),
  leaveMessenger: post('/api/messengers/leave', 'client', identityInput, ownMessengers),
  sendTicketCode: post('/api/desk/tickets/code', 'staff', ticketCodeInput, empty),
  confirmIdentity: post('/api/tickets/confirm-identity', 'client', ticketCodeInput, empty),
} as const
