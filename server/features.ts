import type { AddJob } from './platform/jobs/jobs.ts'
import type pg from 'pg'
import { auditRoutes } from './audit/audit.routes.ts'
import { startAccountClock } from './billing/accounts/accountClock.jobs.ts'
import { invoiceJobs } from './billing/invoices/invoices.jobs.ts'
import { invoiceReaction } from './billing/invoices/invoices.reactions.ts'
import { findOrderOfItem } from './billing/invoices/invoices.sql.ts'
import { billingRoutes } from './billing/accounts/accounts.routes.ts'
import { now } from './platform/clock.ts'
import type { Actor } from './platform/actor.ts'
import type { Db } from './platform/db/db.ts'
import type { Call, Handlers } from './platform/http/api.ts'
import type { JobTasks } from './platform/jobs/jobs.ts'
import type { Log } from './platform/log.ts'
import { startReactions } from './platform/journal/reactions.ts'
import { startProjections } from './platform/journal/projections.ts'
import type { Feed } from './platform/realtime/feed.ts'
import type { Secrets } from './platform/secrets.ts'
import type { UnitOfWork, Transaction } from './platform/db/unitOfWork.ts'
import type { PubSub } from './platform/realtime/pubsub.ts'
import { markInstalled } from './portals/portals.commands.ts'
import type { PortalClients } from './portals/gateway.port.ts'
import type { CrmItem } from './portals/lifecycle.port.ts'
import { portalJobs } from './portals/portals.jobs.ts'
import type { Authenticator } from './portals/authenticator.port.ts'
import { alarmNotificationJobs } from './notifications/alarms.jobs.ts'
import { billingNotificationJobs } from './notifications/billing.jobs.ts'
import { codeNotificationJobs } from './notifications/codes.jobs.ts'
import { notificationJobs } from './notifications/notifications.jobs.ts'
import { notificationReaction, notifyWhatIsDue } from './notifications/notifications.reactions.ts'
import { timerNotificationJobs } from './notifications/timers.jobs.ts'
import { regulationAt } from './regulations/regulation.queries.ts'
import { regulationRoutes } from './regulations/regulations.routes.ts'
import { findAnsweringFor, hasPeople } from './connections/entitlement/entitlement.queries.ts'
import { codeRoutes } from './connections/codes/codes.routes.ts'
import { codeDelivered } from './connections/codes/codes.commands.ts'
import type { CodeSendingPort } from './connections/codes/codeSending.port.ts'
import { staffJobs } from './tickets/queue/autoAssign.jobs.ts'
import { assignmentReaction } from './tickets/queue/autoAssign.reactions.ts'
import { staffRoutes } from './desks/staff.routes.ts'
import { recipientsOf } from './desks/recipients.queries.ts'
import { supportJobs } from './connections/connections.jobs.ts'
import { findCustomerTerms } from './connections/entitlement/customerTerms.queries.ts'
import { tariffReaction } from './connections/entitlement/licenceLevel.reactions.ts'
import { makeTicketDeps } from './tickets/deskTerms.adapter.ts'
import { supportRoutes } from './connections/connections.routes.ts'
import { sessionRoutes } from './desks/session.routes.ts'
import { findFace } from './desks/workspace.queries.ts'
import { findDeskOf } from './desks/desks.queries.ts'
import { portalInstalledAgain, portalUninstalled, type SwitchDeps } from './connections/connection.commands.ts'
import { startAlarmClock } from './sla/fireAlarms.jobs.ts'
import { clockProjection } from './sla/clocks.reactions.ts'
import { slaRoutes } from './sla/sla.routes.ts'
import { makeAlarmEffects } from './tickets/alarmEffects.adapter.ts'
import { sideOf } from './tickets/tickets.commands.ts'
import { ticketFeed } from './tickets/feed.adapter.ts'
import { ticketPort } from './tickets/timers/ticketPort.adapter.ts'
import { ticketJobs } from './tickets/tickets.jobs.ts'
import { queueRoutes } from './tickets/queue/queue.routes.ts'
import { ticketRoutes } from './tickets/tickets.routes.ts'
import { timerRoutes } from './tickets/timers/timers.routes.ts'
import { findOwners } from './tickets/ticketReads.sql.ts'
import { makeMessageBatcher } from './tickets/messages/messageBatcher.commands.ts'
import { indexDueTickets, searchIndexProjection } from './tickets/search/searchIndex.reactions.ts'

export type FeaturesDeps = {
  db: Db
  hotPool: pg.Pool
  transaction: Transaction
  secrets: Secrets
  portalClients: PortalClients
  authenticator: Authenticator
  pubSub: PubSub
  log: Log
  addJob: AddJob
  publicUrl: () => string
  sessionMinutes: number
  refreshActor(call: Call): Promise<Actor>
}

export type Features = {
  handlers: Handlers
  feed: Omit<Feed, 'findActor'>
  jobs: JobTasks
  crontab: string
  lifecycle: {
    installed(unit: UnitOfWork, memberId: string): Promise<void>
    uninstalled(unit: UnitOfWork, memberId: string, isClean: boolean): Promise<void>
    rebind(unit: UnitOfWork, memberId: string): Promise<void>
    itemChanged(unit: UnitOfWork, memberId: string, item: CrmItem): Promise<void>
  }
  faceOf: (memberId: string, userId: number) => Promise<'client' | 'desk'>
  startReactions(): { stop(): Promise<void> }
  startProjections(): { stop(): Promise<void> }
  startAlarms(): { stop(): Promise<void> }
  startAccountClock(): { stop(): Promise<void> }
}

/** The features with each other: the only place that knows which one calls which. */
export function makeFeatures(deps: FeaturesDeps): Features {
  const { db, transaction, portalClients, log, addJob } = deps
  const ticketDeps = makeTicketDeps(addJob)
  const switchDeps: SwitchDeps = {
    ticketDeps,
    wakeConnectionAt: (unit, memberId, at) =>
      addJob(unit, 'connectionEnds', { memberId }, { key: `connection ${memberId}`, runAt: at }),
    deskIsGone: (unit, memberId, deskId) =>
      addJob(unit, 'deskGone', { memberId, deskId }, { key: `gone ${memberId} ${deskId}` }),
    eraseTexts: (unit, memberId) => addJob(unit, 'forgetWords', { memberId, before: unit.at.toISOString() }),
  }
  const sendDeps: CodeSendingPort = {
    notifyLater: (unit, codeId, sealedCode) =>
      addJob(unit, 'noticeCode', { codeId, sealedCode }, { key: `code ${codeId}` }),
  }
  const bindLater = (unit: UnitOfWork, memberId: string) =>
    addJob(unit, 'bindPlacements', { memberId }, { key: `placements ${memberId}` })
  const syncLater = (unit: UnitOfWork, orderId: string) =>
    addJob(unit, 'syncInvoice', { orderId }, { key: `invoice ${orderId}` })

  return {
    handlers: {
      ...sessionRoutes({
        ...deps,
        bindLater,
        installedAgain: (unit, memberId) => portalInstalledAgain(unit, switchDeps, memberId),
      }),
      ...supportRoutes({ ...deps, switchDeps }),
      ...codeRoutes({ ...deps, sendDeps }),
      ...auditRoutes(deps),
      ...regulationRoutes(deps),
      ...ticketRoutes({
        ...deps,
        ticketDeps,
        messageBatcher: makeMessageBatcher(deps.hotPool),
        findAnswering: findAnsweringFor,
        hasPeople: (memberId, deskId, at) => hasPeople(db, memberId, deskId, at),
      }),
      ...staffRoutes({ db }),
      ...timerRoutes({ db }),
      ...billingRoutes({
        ...deps,
        ticketPort,
        syncLater,
        soldTo: findCustomerTerms,
        answeringDesk: async (unit, memberId) => (await findAnsweringFor(unit, memberId)).deskId,
      }),
      ...slaRoutes({
        db,
        sideOfTicket: async (actor, ticketId) => sideOf(actor, await findOwners(db, ticketId)),
        answeringDesk: async (unit, memberId) => (await findAnsweringFor(unit, memberId)).deskId,
      }),
      ...queueRoutes({
        db,
        queueOrder: async (deskId, at) => (await regulationAt(db, deskId, at)).regulation.queue.thenBy,
      }),
    },
    feed: ticketFeed(db),
    jobs: {
      ...ticketJobs({ transaction, ticketDeps }),
      ...staffJobs({ transaction, ticketDeps, addJob }),
      ...supportJobs({ transaction, switchDeps }),
      ...portalJobs({
        transaction,
        portalClients,
        log,
        publicUrl: deps.publicUrl,
        addJob,
        hasDesk: async (memberId) => (await findDeskOf(db, memberId)) !== null,
      }),
      ...invoiceJobs({ db, transaction, portalClients, log, ticketPort, addJob }),
      ...notificationJobs({ db, transaction, portalClients, log }),
      ...alarmNotificationJobs({
        db,
        transaction,
        portalClients,
        log,
        recipientsOf: (desk, who) => recipientsOf(db, desk, who, now()),
      }),
      ...billingNotificationJobs({ db, transaction, portalClients, log }),
      ...timerNotificationJobs({ db, transaction, portalClients, log }),
      ...codeNotificationJobs({ db, transaction, portalClients, log, secrets: deps.secrets, codeDelivered }),
    },
    crontab: '23 3 * * * checkTariffs ?fill=1d\n41 4 * * * dropOldAttempts\n*/15 * * * * checkInvoices',
    lifecycle: {
      async installed(unit, memberId) {
        await markInstalled(unit, memberId, null)
        await portalInstalledAgain(unit, switchDeps, memberId)
      },
      uninstalled: (unit, memberId, isClean) => portalUninstalled(unit, switchDeps, memberId, isClean),
      rebind: bindLater,
      async itemChanged(unit, memberId, { entityTypeId, id }) {
        const orderId = entityTypeId === 31 ? await findOrderOfItem(unit.tx, memberId, id) : null
        if (orderId !== null) await syncLater(unit, orderId)
      },
    },
    faceOf: (memberId, userId) => findFace(db, memberId, userId),
    startReactions: () =>
      startReactions({
        transaction,
        log,
        reactions: [
          notificationReaction(addJob),
          tariffReaction(addJob),
          assignmentReaction(addJob),
          invoiceReaction(syncLater),
        ],
        chores: [(unit) => notifyWhatIsDue(unit, addJob), indexDueTickets],
      }),
    startProjections: () => startProjections({ transaction, log, reactions: [clockProjection, searchIndexProjection] }),
    startAccountClock: () => startAccountClock({ db, transaction, log, ticketPort }),
    startAlarms: () => startAlarmClock({ db, transaction, log, firing: makeAlarmEffects({ ticketDeps, addJob }) }),
  }
}
