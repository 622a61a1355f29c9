import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { Portal } from './domain/portal.ts'
import { afterMove, readClientEndpoint, type PortalAddress } from './domain/portalAddress.ts'
import { lockPortal, saveAddress } from './portals.sql.ts'

/** P7: the OAuth server has named where the portal is. */
export async function moveTo(unit: UnitOfWork, memberId: string, clientEndpoint: string): Promise<void> {
  const address = readClientEndpoint(clientEndpoint)
  const portal = await lockPortal(unit, memberId)
  if (portal !== null && address !== null) await learnAddress(unit, portal, address)
}

/** The caller has locked the portal's row. What it leaves is remembered: codes were issued by it. */
export async function learnAddress(unit: UnitOfWork, portal: Portal, address: PortalAddress): Promise<void> {
  const { memberId, domain, clientEndpoint, formerAddresses } = portal
  if (address.domain === domain) {
    if (address.clientEndpoint !== clientEndpoint) await saveAddress(unit, memberId, { ...address, formerAddresses })
    return
  }
  await saveAddress(unit, memberId, { ...address, formerAddresses: afterMove(portal, address.domain, unit.at) })
  await append(unit, [
    {
      type: 'portal.renamed',
      actor: theSystem,
      memberId,
      deskId: null,
      payload: { from: domain, to: address.domain },
    },
  ])
}
