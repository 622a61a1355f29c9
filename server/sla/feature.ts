import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { AlarmEffects } from './alarmEffects.port.ts'
import { clockProjection } from './clocks.reactions.ts'
import { alarmClock } from './fireAlarms.commands.ts'
import { slaRoutes, type SlaRoutes, type SlaRoutesDeps } from './sla.routes.ts'
import './sla.tables.ts'

type SlaDeps = Pick<FeatureDeps, 'db' | 'log'> & SlaRoutesDeps & { alarmEffects: AlarmEffects }

/** Targets, clocks, evidence and alarms: how long it may take to answer a ticket, and what follows when it takes longer. */
export function slaFeature(deps: SlaDeps): Feature<SlaRoutes> {
  return {
    handlers: slaRoutes(deps),
    jobs: {},
    projections: [clockProjection(deps.slaTickets.saveDue, deps.log)],
    dueClocks: [alarmClock(deps.alarmEffects)],
  }
}

export { claimMissed, gatherMissed, isLate, missedAreTold } from './missed.commands.ts'
export { readMissed } from './missed.queries.ts'
