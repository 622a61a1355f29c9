import type { Served } from '#contract/regulations/served.types.ts'
import { announcementsFeature, announcingPort } from './announcements/feature.ts'
import { assistantFeature, assistantPort, type LlmSettings } from './assistant/feature.ts'
import { auditFeature } from './audit/feature.ts'
import {
  channelsFeature,
  findAccountAddress,
  isChannelWriter,
  type ChannelIdentities,
  type MessengerPlaces,
} from './channels/feature.ts'
import { identificationFeature, outsidePort } from './identification/feature.ts'
import { billingFeature, crmItemChanged, makeBilling } from './billing/feature.ts'
import {
  answeringPort,
  codeDelivered,
  connectionsFeature,
  deskChannelsPort,
  existingClientsPort,
  withAttempt,
} from './connections/feature.ts'
import { couponPort, couponsFeature } from './coupons/feature.ts'
import {
  deskPort,
  desksFeature,
  findDutyLadder,
  findOnDuty,
  lockAssignment,
  lockDesk,
  noteTurn,
  nextTicketNumber,
  takeTicketNumber,
} from './desks/feature.ts'
import { helpAddressPort, knowledgeFeature, ownHelpersOf, type HelpPageDeps } from './knowledge/feature.ts'
import { messengerFeature } from './messenger/feature.ts'
import { monitoringFeature, type AnnouncingPort } from './monitoring/feature.ts'
import {
  askPortalForAddress,
  notificationsFeature,
  notifyCodeLater,
  type MailTransport,
} from './notifications/feature.ts'
import type { Actor } from './platform/actor.ts'
import type { Feature, FeatureDeps } from './platform/feature.ts'
import type { Call, Handlers } from './platform/http/api.ts'
import { sessionCrontab, sessionJobs } from './platform/http/session.jobs.ts'
import type { JobTasks } from './platform/jobs/jobs.ts'
import type { KeyFolder } from './platform/keys/keyFolder.ts'
import type { Readiness } from './platform/http/readiness.ts'
import type { DownloadPort } from './platform/http/downloads.ts'
import type { UploadPort } from './platform/http/uploads.ts'
import { projectionLoop } from './platform/journal/projections.ts'
import { noteOnce, reactionLoop } from './platform/journal/reactions.ts'
import { dueClockLoop, type Loop } from './platform/loop.ts'
import type { Feed } from './platform/realtime/feed.ts'
import type { PubSub } from './platform/realtime/pubsub.ts'
import {
  bindPlacementsLater,
  confirmAddressLater,
  portalsFeature,
  type AdminLooks,
  type Authenticator,
  type DeskPort,
  type PortalClients,
  type PortalLifecycle,
} from './portals/feature.ts'
import { regulationsFeature } from './regulations/feature.ts'
import { claimMissed, missedAreTold, readMissed, slaFeature } from './sla/feature.ts'
import {
  incidentTicketPort,
  makeAlarmEffects,
  makeDownloads,
  makeSlaTickets,
  makeTicketDeps,
  makeUploads,
  ticketFeed,
  ticketPort,
  ticketPlaces,
  ticketsFeature,
  type FileTools,
} from './tickets/feature.ts'

export type FeaturesDeps = FeatureDeps & {
  portalClients: PortalClients
  authenticator: Authenticator
  adminLooks: AdminLooks
  pubSub: PubSub
  mail: MailTransport | null
  served: Served
  fileTools: FileTools
  keys: KeyFolder
  readiness: Readiness
  databaseUrl: string
  /** Desks' mail servers may lie on this machine and in its networks. */
  mailboxesInside: boolean
  messengers: MessengerPlaces
  /** In the place of the desk's own (I2): for tests. */
  identities?: ChannelIdentities
  startsWithOwnArticles: boolean
  languageModel: LlmSettings | null
  refreshActor(call: Call): Promise<Actor>
}

/**
 * E6, E10: the capabilities of this server. A channel or a helper that comes to it is added here, and every page offers it from then on
 * where the desk's regulation names it.
 */
export const whatIsServed: Served = { channels: ['app'], helpers: ['assistant', 'knowledge'] }

export type Features = {
  handlers: Handlers
  feed: Omit<Feed, 'findActor'>
  jobs: JobTasks
  crontab: readonly string[]
  lifecycle: PortalLifecycle
  faceOf: DeskPort['faceOf']
  loops: readonly Loop[]
  uploads: UploadPort
  download: DownloadPort
  announcing: AnnouncingPort
  /** What the public pages of desks need. */
  help: Pick<HelpPageDeps, 'retrieval' | 'lockDesk'>
  /** What keeps connections and threads of its own. */
  stop(): Promise<void>
}

/** The list of features, each with what it needs of the others: the only place that knows which one stands behind which port. */
export function makeFeatures(deps: FeaturesDeps): Features {
  const { db, addJob, fileTools: tools } = deps
  const desk = deskPort(db)
  const answering = answeringPort(db)
  const billing = makeBilling({ ...answering, tickets: ticketPort, secrets: deps.secrets })
  const ticketDeps = makeTicketDeps({
    ...answering,
    addJob,
    billing,
    ticketFileBytes: tools.sizes.ticketBytes,
    assistant: assistantPort(addJob),
    coupons: couponPort(answering),
    outside: outsidePort,
    desk: {
      takeNumber: takeTicketNumber,
      nextNumber: nextTicketNumber,
      lockAssignment,
      noteTurn,
      onDuty: (unit, deskId) => findOnDuty(unit.tx, deskId, unit.at),
      dutyLadder: (unit, deskId) => findDutyLadder(unit.tx, deskId, unit.at),
    },
  })

  const portals = portalsFeature({ ...deps, ...desk })
  const deskChannels = deskChannelsPort(db, deps.served)
  const regulations = regulationsFeature({
    ...deps,
    existingClients: existingClientsPort(deps),
    servedBy: deskChannels.servedBy,
  })
  const sla = slaFeature({
    ...deps,
    ...answering,
    slaTickets: makeSlaTickets(db),
    alarmEffects: makeAlarmEffects({ ticketDeps, addJob }),
  })
  const selling = billingFeature({ ...deps, ...answering, billing })
  const tickets = ticketsFeature({ ...deps, ticketDeps, answering, ...answering })
  const helpAddress = helpAddressPort(deps.publicUrl)
  const connections = connectionsFeature({
    ...deps,
    ownHelpersOf,
    ...helpAddress,
    reads: billing.reads,
    ticketDeps,
    notifyLater: notifyCodeLater(addJob),
  })
  const desks = desksFeature({
    ...deps,
    installedAgain: (unit, memberId) => connections.installedAgain(unit, memberId),
  })
  const notifications = notificationsFeature({
    ...deps,
    ...answering,
    codeDelivered,
    claimMissed,
    readMissed,
    missedAreTold,
    isAnsweredElsewhere: isChannelWriter,
    ...helpAddress,
  })
  const coupons = couponsFeature({ ...deps, ...answering, answering, withAttempt })
  const announcements = announcementsFeature({ ...deps, ...answering, lockDesk })
  const announcing = { ...announcingPort(answering), lockDesk }
  const messenger = messengerFeature(deps)
  const monitoring = monitoringFeature({ ...deps, announcing, incidentTickets: incidentTicketPort(ticketDeps) })
  const knowledge = knowledgeFeature({ ...deps, ...answering, lockDesk })
  const assistant = assistantFeature({ ...deps, ...answering, answering, ticketDeps, retrieval: knowledge.retrieval })
  const audit = auditFeature(deps)
  const lookAtAdmins = (memberId: string, before: Date) => deps.adminLooks.lookAtAll(memberId, before)
  const identification = identificationFeature({
    ...deps,
    ...answering,
    findAddress: findAccountAddress,
    lookAtAdmins,
    codeMail: () => channels.codeMail,
  })
  const channels = channelsFeature({
    ...deps,
    ticketDeps,
    mayBeInside: deps.mailboxesInside,
    identities: deps.identities ?? identification.identities,
    clients: {
      ...deskChannels,
      findAnswering: answering.findAnswering,
      listServed: (deskId) => answering.listServed(db, deskId),
      lookAtAdmins,
      askForAddress: (person) => askPortalForAddress(deps, person),
    },
  })
  const first = [portals, regulations, desks, sla, selling, tickets, connections]
  const later = [coupons, notifications, announcements, messenger, monitoring]
  const last = [knowledge, assistant, identification, channels, audit]
  const list = [...first, ...later, ...last]

  return {
    handlers: {
      ...regulations.handlers,
      ...desks.handlers,
      ...sla.handlers,
      ...selling.handlers,
      ...tickets.handlers,
      ...connections.handlers,
      ...coupons.handlers,
      ...notifications.handlers,
      ...announcements.handlers,
      ...messenger.handlers,
      ...monitoring.handlers,
      ...identification.handlers,
      ...channels.handlers,
      ...knowledge.handlers,
      ...assistant.handlers,
      ...audit.handlers,
    },
    feed: ticketFeed(db),
    jobs: {
      ...sessionJobs(deps.transaction),
      ...portals.jobs,
      ...sla.jobs,
      ...selling.jobs,
      ...tickets.jobs,
      ...connections.jobs,
      ...notifications.jobs,
      ...announcements.jobs,
      ...monitoring.jobs,
      ...identification.jobs,
      ...channels.jobs,
      ...knowledge.jobs,
      ...assistant.jobs,
    },
    crontab: [...sessionCrontab, ...list.flatMap(({ crontab = [] }) => crontab)],
    lifecycle: {
      ...connections.lifecycle,
      async uninstalled(unit, memberId, isClean) {
        await connections.lifecycle.uninstalled(unit, memberId, isClean)
        if (!isClean) return
        for (const { forget } of list) await forget?.(unit, memberId)
      },
      rebind: (unit, memberId) => bindPlacementsLater(unit, addJob, memberId),
      seemsMoved: (unit, memberId) => confirmAddressLater(unit, addJob, memberId),
      itemChanged: (unit, memberId, item) => crmItemChanged(unit, deps, memberId, item),
    },
    faceOf: (memberId, userId) => desk.faceOf(memberId, userId),
    announcing,
    help: { retrieval: knowledge.retrieval, lockDesk },
    loops: [...loopsOf(deps, list), channels.receiving.loop],
    async stop() {
      await channels.stop()
      await knowledge.close()
    },
    uploads: makeUploads({ ...deps, tools, places: ticketPlaces, findAnswering: answering.findAnswering }),
    download: makeDownloads({ db, tools, linkKey: deps.secrets.linkKey }),
  }
}

/** What follows by itself: reactions, projections and due clocks. */
function loopsOf(deps: FeatureDeps, list: readonly Omit<Feature, 'handlers' | 'jobs'>[]): Loop[] {
  const following = { transaction: deps.transaction, passedOver: noteOnce(deps.log) }
  return [
    ...list.flatMap(({ reactions = [] }) => reactions).map((reaction) => reactionLoop(following, reaction)),
    ...list.flatMap(({ projections = [] }) => projections).map((projection) => projectionLoop(deps, projection)),
    ...list.flatMap(({ dueClocks = [] }) => dueClocks).map((clock) => dueClockLoop(deps, clock)),
  ]
}
