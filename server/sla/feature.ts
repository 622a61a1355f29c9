import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import { calendarJobs } from './adoptedCalendar.jobs.ts'
import type { AlarmEffects } from './alarmEffects.port.ts'
import { clockProjection } from './clocks.reactions.ts'
import { alarmClock } from './fireAlarms.commands.ts'
import { slaRoutes, type SlaRoutes, type SlaRoutesDeps } from './sla.routes.ts'
import './sla.tables.ts'

type SlaDeps = Pick<FeatureDeps, 'db' | 'log' | 'transaction'> & SlaRoutesDeps & { alarmEffects: AlarmEffects }

/** Targets, clocks, evidence and alarms: how long it may take to answer a ticket, and what follows when it takes longer. */
export function slaFeature(deps: SlaDeps): Feature<SlaRoutes, 'retargetByCalendar'> {
  return {
    handlers: slaRoutes(deps),
    jobs: calendarJobs(deps),
    projections: [clockProjection(deps.slaTickets.saveDue, deps.log)],
    dueClocks: [alarmClock(deps.alarmEffects)],
  }
}

export { retargetLater } from './adoptedCalendar.jobs.ts'
export { claimMissed, gatherMissed, isLate, missedAreTold } from './missed.commands.ts'
export { readMissed } from './missed.queries.ts'
