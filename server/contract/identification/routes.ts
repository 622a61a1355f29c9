import { post } from '../access.ts'
import { empty } from '../common.ts'
import { beginPairingInput, begunPairing, identityInput, ownMessengers, pairingInput } from './types.ts'

export const identificationRoutes = {
  readMessengers: post('/api/messengers', 'client', empty, ownMessengers),
  beginPairing: post('/api/messengers/pair', 'client', beginPairingInput, begunPairing),
  confirmPairing: post('/api/messengers/confirm', 'client', pairingInput, ownMessengers),
  dropPairing: post('/api/messengers/drop', 'client', pairingInput, ownMessengers),
  leaveMessenger: post('/api/messengers/leave', 'client', identityInput, ownMessengers),
} as const
