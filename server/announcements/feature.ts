import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { ServedPort } from './announcements.port.ts'
import { announcementRoutes, type AnnouncementRouteName } from './announcements.routes.ts'
import { holidayRoutes, type HolidayRouteName } from './holidays.routes.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { announceIncident, announceIncidentAnew } from './system.commands.ts'
import { forgetAnnouncersOf } from './erasure.commands.ts'
import { overdueJobs } from './overdue.jobs.ts'
import './announcements.tables.ts'

export function announcementsFeature(
  deps: FeatureDeps & ServedPort,
): Feature<AnnouncementRouteName | HolidayRouteName, 'announcementOverdue'> {
  return {
    handlers: { ...announcementRoutes(deps), ...holidayRoutes(deps) },
    jobs: overdueJobs(deps),
    forget: forgetAnnouncersOf,
  }
}

type Said<Name extends (...all: never) => unknown> = Parameters<Name>[2]

/** For who finds an incident by itself. */
export function announcingPort(deps: Pick<ServedPort, 'listServed'>) {
  return {
    announce: (unit: UnitOfWork, said: Said<typeof announceIncident>) => announceIncident(unit, deps, said),
    announceAnew: (unit: UnitOfWork, said: Said<typeof announceIncidentAnew>) => announceIncidentAnew(unit, deps, said),
  }
}
