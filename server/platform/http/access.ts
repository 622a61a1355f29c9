import type { AccessKind } from '#contract/access.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import type { Actor } from '../actor.ts'
import { Refusal } from '../refusal.ts'

/**
 * The one function that says who may call a route (E2). The rows that a command touches are checked again by the command.
 * Each refusal says what is missing (an admin, staff, an owner), never what there is.
 */
export function allow(access: AccessKind, actor: Actor | null): void {
  const refusal = refusalFor(access, actor)
  if (refusal !== null) throw new Refusal(refusal)
}

function refusalFor(access: AccessKind, actor: Actor | null): RefusalCode | null {
  if (access === 'anyone') return null
  if (actor === null) return 'no_session'
  if (access === 'signedIn') return null
  if (access === 'portalAdmin') return actor.isPortalAdmin ? null : 'admin_only'
  if (!actor.isInstalled) return 'portal_not_installed'
  if (access === 'adminOrOwner') return actor.isPortalAdmin || actor.desk?.role === 'owner' ? null : 'admin_only'
  if (access === 'participant') return actor.client === null && actor.desk === null ? 'not_allowed' : null
  if (access === 'client') return actor.client === null ? 'not_allowed' : null
  if (access === 'clientAdmin') return actor.client === 'admin' ? null : 'admin_only'
  return refusalForStaff(access, actor)
}

function refusalForStaff(access: 'staff' | 'lead' | 'owner', actor: Actor): RefusalCode | null {
  if (actor.desk === null) return 'not_staff'
  if (access === 'owner') return actor.desk.role === 'owner' ? null : 'owner_only'
  if (access === 'lead') return actor.desk.role === 'agent' ? 'lead_only' : null
  return null
}
