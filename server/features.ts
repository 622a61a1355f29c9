import { auditFeature } from './audit/feature.ts'
import { billingFeature, crmItemChanged } from './billing/feature.ts'
import { answeringPort, codeDelivered, connectionsFeature } from './connections/feature.ts'
import { deskPort, desksFeature, lockAssignment, noteTurn, takeTicketNumber } from './desks/feature.ts'
import { notificationsFeature, notifyCodeLater } from './notifications/feature.ts'
import type { Actor } from './platform/actor.ts'
import type { Feature, FeatureDeps } from './platform/feature.ts'
import type { Call, Handlers } from './platform/http/api.ts'
import { sessionCrontab, sessionJobs } from './platform/http/session.jobs.ts'
import type { JobTasks } from './platform/jobs/jobs.ts'
import { startProjections } from './platform/journal/projections.ts'
import { startReactions } from './platform/journal/reactions.ts'
import type { Feed } from './platform/realtime/feed.ts'
import type { PubSub } from './platform/realtime/pubsub.ts'
import {
  bindPlacementsLater,
  portalsFeature,
  type Authenticator,
  type DeskPort,
  type PortalClients,
  type PortalLifecycle,
} from './portals/feature.ts'
import { regulationsFeature } from './regulations/feature.ts'
import { slaFeature } from './sla/feature.ts'
import {
  makeAlarmEffects,
  makeSlaTickets,
  makeTicketDeps,
  ticketFeed,
  ticketPort,
  ticketsFeature,
} from './tickets/feature.ts'

export type FeaturesDeps = FeatureDeps & {
  portalClients: PortalClients
  authenticator: Authenticator
  pubSub: PubSub
  refreshActor(call: Call): Promise<Actor>
}

export type Features = {
  handlers: Handlers
  feed: Omit<Feed, 'findActor'>
  jobs: JobTasks
  crontab: readonly string[]
  lifecycle: PortalLifecycle
  faceOf: DeskPort['faceOf']
  start(): Loop
}
type Loop = { stop(): Promise<void> }

/** The list of features, each with what it needs of the others: the only place that knows which one stands behind which port. */
export function makeFeatures(deps: FeaturesDeps): Features {
  const { db, addJob } = deps
  const desk = deskPort(db)
  const answering = answeringPort(db)
  const ticketDeps = makeTicketDeps({ addJob, desk: { takeNumber: takeTicketNumber, lockAssignment, noteTurn } })

  const portals = portalsFeature({ ...deps, ...desk })
  const regulations = regulationsFeature(deps)
  const sla = slaFeature({
    ...deps,
    ...answering,
    slaTickets: makeSlaTickets(db),
    alarmEffects: makeAlarmEffects({ ticketDeps, addJob }),
  })
  const billing = billingFeature({ ...deps, ...answering, ticketPort })
  const tickets = ticketsFeature({ ...deps, ticketDeps, answering })
  const connections = connectionsFeature({ ...deps, ticketDeps, notifyLater: notifyCodeLater(addJob) })
  const desks = desksFeature({
    ...deps,
    installedAgain: (unit, memberId) => connections.installedAgain(unit, memberId),
  })
  const notifications = notificationsFeature({ ...deps, codeDelivered })
  const audit = auditFeature(deps)
  const list = [portals, regulations, desks, sla, billing, tickets, connections, notifications, audit]

  return {
    handlers: {
      ...regulations.handlers,
      ...desks.handlers,
      ...sla.handlers,
      ...billing.handlers,
      ...tickets.handlers,
      ...connections.handlers,
      ...audit.handlers,
    },
    feed: ticketFeed(db),
    jobs: {
      ...sessionJobs(deps.transaction),
      ...portals.jobs,
      ...billing.jobs,
      ...tickets.jobs,
      ...connections.jobs,
      ...notifications.jobs,
    },
    crontab: [...sessionCrontab, ...list.flatMap(({ crontab = [] }) => crontab)],
    lifecycle: {
      ...connections.lifecycle,
      rebind: (unit, memberId) => bindPlacementsLater(unit, addJob, memberId),
      itemChanged: (unit, memberId, item) => crmItemChanged(unit, deps, memberId, item),
    },
    faceOf: (memberId, userId) => desk.faceOf(memberId, userId),
    start: () => startAll(deps, list),
  }
}

/** What follows by itself: reactions and chores, projections, and the features' own clocks. */
function startAll({ transaction, log }: FeatureDeps, list: readonly Omit<Feature, 'handlers' | 'jobs'>[]): Loop {
  const running: Loop[] = [
    startReactions({
      transaction,
      log,
      reactions: list.flatMap(({ reactions = [] }) => reactions),
      chores: list.flatMap(({ chores = [] }) => chores),
    }),
    startProjections({ transaction, log, reactions: list.flatMap(({ projections = [] }) => projections) }),
    ...list.flatMap(({ loops = [] }) => loops.map((start) => start())),
  ]
  return {
    async stop() {
      await Promise.all(running.map((loop) => loop.stop()))
    },
  }
}
