import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { decidePartnerRequest, type PartnerCommand } from './domain/partnerRequest.ts'
import * as rows from './partnerRequests.sql.ts'
import { appendSearch } from './search.audit.ts'

/** The portal has a partner now, by whatever way: in the transaction of the switch, under the portal's lock. */
export function partnerFound(unit: UnitOfWork, memberId: string, deskId: string): Promise<void> {
  return endSearch(unit, memberId, { type: 'connect', deskId })
}

/** The portal has taken the app away. */
export function searchIsOver(unit: UnitOfWork, memberId: string): Promise<void> {
  return endSearch(unit, memberId, { type: 'close' })
}

async function endSearch(
  unit: UnitOfWork,
  memberId: string,
  command: Extract<PartnerCommand, { type: 'connect' | 'close' }>,
): Promise<void> {
  const known = await rows.findRequest(unit.tx, { activeOf: memberId }, unit.at)
  if (known === null) return
  // It had ended with its ticket; one that comes back must not bring it along any more.
  if (known.request.status === 'closed') return rows.saveEnded(unit, known.requestId, 'closed')
  for (const event of decidePartnerRequest(known.request, command, { lock: null })) {
    const isConnected = event.type === 'connected'
    await rows.saveEnded(unit, known.requestId, isConnected ? 'connected' : 'closed')
    const holder = 'holder' in event ? event.holder : null
    if (holder !== null)
      await rows.saveHandover(unit, holder.handoverId, isConnected && event.byHolder ? 'connected' : 'over')
    await appendSearch(unit, known, event, { by: theSystem })
  }
}
