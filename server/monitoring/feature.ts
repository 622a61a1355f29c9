import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { Readiness } from '#server/platform/http/readiness.ts'
import type { AnnouncingPort } from './announcing.port.ts'
import type { IncidentTicketPort } from './incidentTicket.port.ts'
import { incidentTicketJobs } from './incidentTickets.jobs.ts'
import { monitorClock } from './monitors.jobs.ts'
import { monitoringRoutes, type MonitoringRouteName } from './monitoring.routes.ts'
import { ownHealthCrontab, ownHealthJobs } from './ownHealth.jobs.ts'
import './monitoring.tables.ts'

/** D3: what a desk has watched by its monitors, and its public page. */
export function monitoringFeature(
  deps: FeatureDeps & { announcing: AnnouncingPort; incidentTickets: IncidentTicketPort; readiness: Readiness },
): Feature<MonitoringRouteName, 'tellIncident' | 'lookAtOneself'> {
  return {
    handlers: monitoringRoutes(deps),
    jobs: { ...incidentTicketJobs(deps), ...ownHealthJobs(deps) },
    crontab: ownHealthCrontab,
    dueClocks: [monitorClock(deps)],
  }
}

export type { AnnouncingPort } from './announcing.port.ts'
export { addMonitoringHook } from './hook.routes.ts'
export { addStatusPages } from './statusPage.routes.ts'
export { findSealedSecrets, sealedOfMonitoring } from './components.sql.ts'
