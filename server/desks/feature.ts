import type { Db } from '#server/platform/db/db.ts'
import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { Authenticator } from '#server/portals/authenticator.port.ts'
import type { DeskPort } from '#server/portals/desk.port.ts'
import { bindPlacementsLater } from '#server/portals/feature.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { findDeskOf } from './desks.sql.ts'
import type { InstallationPort } from './installation.port.ts'
import { rotaClock } from './rotaWatch.jobs.ts'
import { rotaReaction } from './rotaWatch.reactions.ts'
import { sessionRoutes, type SessionRouteName } from './session.routes.ts'
import { staffRoutes, type StaffRouteName } from './staff.routes.ts'
import { findFace } from './workspace.queries.ts'
import './desks.tables.ts'
import './rotaWatch.tables.ts'

export function desksFeature(
  deps: FeatureDeps & InstallationPort & { portalClients: PortalClients; authenticator: Authenticator },
): Feature<SessionRouteName | StaffRouteName> {
  return {
    handlers: {
      ...sessionRoutes({
        ...deps,
        bindLater: (unit, memberId) => bindPlacementsLater(unit, deps.addJob, memberId),
      }),
      ...staffRoutes(deps),
    },
    jobs: {},
    reactions: [rotaReaction()],
    dueClocks: [rotaClock(deps)],
  }
}

/** What portals ask about desks. */
export function deskPort(db: Db): DeskPort {
  return {
    hasDesk: async (memberId) => (await findDeskOf(db, memberId)) !== null,
    faceOf: (memberId, userId) => findFace(db, memberId, userId),
  }
}

export { makeActors } from './actor.queries.ts'
export { createDeskKey, setStaff } from './desks.commands.ts'
export { forgetStaffOf, lockDesk } from './desks.sql.ts'
export { lockAssignment, noteTurn } from './staff.sql.ts'
export { findDutyLadder, findOnDuty } from './duty.queries.ts'
export { nextTicketNumber, takeTicketNumber } from './ticketNumbers.sql.ts'
