import { randomUUID } from 'node:crypto'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import type { KeyFolder } from '#server/platform/keys/keyFolder.ts'
import { viewTicket, type ViewDeps } from '../ticketView.queries.ts'
import { askAccess, confirmChanged, endBox, refuseBox } from './access.commands.ts'
import { giveBox, lookInto, offerBox } from './content.commands.ts'
import { endSession, startSession } from './remote.commands.ts'

export type AccessRoutes =
  | 'askAccess'
  | 'giveBox'
  | 'offerBox'
  | 'refuseBox'
  | 'endBox'
  | 'lookIntoBox'
  | 'confirmBoxChanged'
  | 'startRemoteSession'
  | 'endRemoteSession'

export type AccessRoutesDeps = ViewDeps & { keys: KeyFolder }

/** T9: temporary access for one ticket. */
export function accessRoutes(deps: AccessRoutesDeps): Handlers<AccessRoutes> {
  const { ticketDeps, keys } = deps

  async function act(call: Call, ticketId: string, how: (unit: UnitOfWork) => Promise<void>) {
    await call.transaction(how)
    return viewTicket(deps, call, ticketId)
  }

  return {
    askAccess: (input, call) => act(call, input.ticketId, (unit) => askAccess(unit, ticketDeps, call.actor, input)),
    giveBox(input, call) {
      const keyId = randomUUID()
      return act(call, input.ticketId, (unit) => giveBox(unit, { ticketDeps, keys }, call.actor, { ...input, keyId }))
    },
    offerBox(input, call) {
      const keyId = randomUUID()
      return act(call, input.ticketId, (unit) => offerBox(unit, { ticketDeps, keys }, call.actor, { ...input, keyId }))
    },
    refuseBox: (input, call) => act(call, input.ticketId, (unit) => refuseBox(unit, call.actor, input)),
    endBox: (input, call) => act(call, input.ticketId, (unit) => endBox(unit, ticketDeps, call.actor, input)),
    lookIntoBox: (input, call) => call.transaction((unit) => lookInto(unit, { ticketDeps, keys }, call.actor, input)),
    startRemoteSession: (input, call) => act(call, input.ticketId, (unit) => startSession(unit, call.actor, input)),
    endRemoteSession: (input, call) => act(call, input.ticketId, (unit) => endSession(unit, call.actor, input)),
    confirmBoxChanged: (input, call) => act(call, input.ticketId, (unit) => confirmChanged(unit, call.actor, input)),
  }
}
