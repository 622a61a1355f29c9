import type { PartnerSearch } from '#contract/connections/partnerRequests.types.ts'
import * as desks from '#server/desks/desks.queries.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { findEntitlement } from '../entitlement/entitlement.queries.ts'

/**
 * Which desk looks for a partner, or why none does. On a tariff where nobody of it answers, nobody would read the request either (E1):
 * such a portal gets a partner by a code, or people by a tariff.
 */
export async function findDeskToAsk(
  { tx, at }: ReadAt,
  portal: Portal,
): Promise<{ deskId: string; obstacle: null } | { obstacle: NonNullable<PartnerSearch['obstacle']> }> {
  const entitlement = await findEntitlement(tx, portal, at)
  if (entitlement.kind === 'partner') return { obstacle: 'partner_connected' }
  const { deskId } = entitlement
  if (deskId === null || !(await isStandard(tx, deskId))) return { obstacle: 'no_standard_desk' }
  return entitlement.people.entitled ? { deskId, obstacle: null } : { obstacle: 'no_people' }
}

async function isStandard(db: Reader, deskId: string): Promise<boolean> {
  return (await desks.findDesk(db, deskId))?.kind === 'standard'
}
