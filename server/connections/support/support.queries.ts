import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { lockPortal } from '#server/portals/feature.ts'
import type { PortalSupport } from '../domain/connection.ts'
import { loadSupport } from './support.sql.ts'

/** Under the portal's row lock, which every change of its support takes first. */
export async function loadSupportForUpdate(
  unit: UnitOfWork,
  memberId: string,
): Promise<{ portal: Portal; support: PortalSupport }> {
  const portal = await lockPortal(unit, memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  return { portal, support: await loadSupport(unit.tx, memberId, portal.supportVersion) }
}
