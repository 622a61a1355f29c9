import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { lockPortal } from '#server/portals/feature.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import type { PortalSupport } from '../domain/connection.ts'
import { loadSupport } from './support.sql.ts'

export type SupportedPortal = { portal: Portal; support: PortalSupport }

/** For whoever only reads; what is decided by it carries the version, so that a change in between is found out (C4). */
export async function readSupport(db: Reader, memberId: string): Promise<SupportedPortal> {
  const portal = await loadPortal(db, memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  return { portal, support: await loadSupport(db, memberId, portal.supportVersion) }
}

/** Under the portal's row lock, which every change of its support takes first. */
export async function loadSupportForUpdate(unit: UnitOfWork, memberId: string): Promise<SupportedPortal> {
  const portal = await lockPortal(unit, memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  return { portal, support: await loadSupport(unit.tx, memberId, portal.supportVersion) }
}
