import type pg from 'pg'
import { auditRoutes } from './audit/audit.routes.ts'
import { startAccountClock } from './billing/accounts/accountClock.jobs.ts'
import { invoiceJobs } from './billing/invoices/invoices.jobs.ts'
import { invoiceReaction } from './billing/invoices/invoices.reactions.ts'
import { findOrderOfItem } from './billing/invoices/invoices.sql.ts'
import { billingRoutes } from './billing/accounts/accounts.routes.ts'
import { now } from './platform/clock.ts'
import { Refusal } from './platform/refusal.ts'
import type { Actor } from './platform/actor.ts'
import type { Db } from './platform/db/db.ts'
import type { Call, Handlers } from './platform/http/api.ts'
import type { JobTasks } from './platform/jobs/jobs.ts'
import type { Log } from './platform/log.ts'
import { startReactions } from './platform/journal/reactions.ts'
import { startTicketReactions } from './platform/journal/projections.ts'
import type { Feed } from './platform/realtime/feed.ts'
import type { Secrets } from './platform/secrets.ts'
import type { Unit, Work } from './platform/db/unitOfWork.ts'
import type { Wakeups } from './platform/realtime/pubsub.ts'
import { loadPortal, lockPortal, markInstalled, type Accounts } from './portals/portals.commands.ts'
import type { CrmItem } from './portals/portalEvents.routes.ts'
import { portalJobs } from './portals/portals.jobs.ts'
import type { Reception } from './portals/authentication.commands.ts'
import { alarmNoticeJobs } from './notifications/alarms.jobs.ts'
import { billingNoticeJobs } from './notifications/billing.jobs.ts'
import { codeNoticeJobs } from './notifications/codes.jobs.ts'
import { noticeJobs } from './notifications/notifications.jobs.ts'
import { noticeReaction, noticeWhatIsDue, type AddJob } from './notifications/notifications.reactions.ts'
import { timerNoticeJobs } from './notifications/timers.jobs.ts'
import { regulationAt } from './regulations/regulation.queries.ts'
import { regulationRoutes } from './regulations/regulations.routes.ts'
import { findAnswering, hasPeopleAt } from './connections/entitlement/entitlement.queries.ts'
import { codeRoutes } from './connections/codes/codes.routes.ts'
import { codeDelivered, type SendDeps } from './connections/codes/codes.commands.ts'
import { staffJobs } from './tickets/queue/autoAssign.jobs.ts'
import { assignmentReaction } from './tickets/queue/autoAssign.reactions.ts'
import { staffRoutes } from './desks/staff.routes.ts'
import { peopleToTell } from './desks/recipients.queries.ts'
import { supportJobs } from './connections/connections.jobs.ts'
import { findSoldTo } from './connections/entitlement/customerTerms.queries.ts'
import { tariffReaction } from './connections/entitlement/licenceLevel.reactions.ts'
import { makeTicketDeps } from './tickets/deskTerms.adapter.ts'
import { supportRoutes } from './connections/connections.routes.ts'
import { sessionRoutes } from './desks/session.routes.ts'
import { findFace } from './desks/workspace.queries.ts'
import { findDeskOf } from './connections/connections.sql.ts'
import { portalInstalledAgain, portalUninstalled, type SwitchDeps } from './connections/connection.commands.ts'
import { startAlarmClock } from './sla/fireAlarms.jobs.ts'
import { slaReaction } from './sla/clocks.reactions.ts'
import { slaRoutes } from './sla/sla.routes.ts'
import { makeRinging } from './tickets/alarmEffects.adapter.ts'
import { sideOf } from './tickets/tickets.commands.ts'
import { ticketFeed } from './tickets/feed.adapter.ts'
import { inTickets } from './tickets/timers/ticketPort.adapter.ts'
import { ticketJobs } from './tickets/tickets.jobs.ts'
import { queueRoutes } from './tickets/queue/queue.routes.ts'
import { ticketRoutes } from './tickets/tickets.routes.ts'
import { timerRoutes } from './tickets/timers/timers.routes.ts'
import { findOwners } from './tickets/ticketReads.sql.ts'
import { makeQuickSends } from './tickets/messages/messageBatcher.commands.ts'
import { readWordsDue, wordReaction } from './tickets/search/searchIndex.reactions.ts'

export type FeaturesDeps = {
  db: Db
  hotPool: pg.Pool
  work: Work
  secrets: Secrets
  accounts: Accounts
  reception: Reception
  wakeups: Wakeups
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
    installed(unit: Unit, memberId: string): Promise<void>
    uninstalled(unit: Unit, memberId: string, isClean: boolean): Promise<void>
    rebind(unit: Unit, memberId: string): Promise<void>
    itemChanged(unit: Unit, memberId: string, item: CrmItem): Promise<void>
  }
  faceOf: (memberId: string, userId: number) => Promise<'client' | 'desk'>
  startReactions(): { stop(): Promise<void> }
  startTicketReactions(): { stop(): Promise<void> }
  startAlarms(): { stop(): Promise<void> }
  startAccountClock(): { stop(): Promise<void> }
}

/** The features with each other: the only place that knows which one calls which. */
export function makeFeatures(deps: FeaturesDeps): Features {
  const { db, work, accounts, log, addJob } = deps
  const ticketDeps = makeTicketDeps(addJob)
  const switchDeps: SwitchDeps = {
    ticketDeps,
    wakeConnectionAt: (unit, memberId, at) =>
      addJob(unit, 'connectionEnds', { memberId }, { key: `connection ${memberId}`, runAt: at }),
    deskIsGone: (unit, memberId, deskId) =>
      addJob(unit, 'deskGone', { memberId, deskId }, { key: `gone ${memberId} ${deskId}` }),
    forgetWords: (unit, memberId) => addJob(unit, 'forgetWords', { memberId, before: unit.at.toISOString() }),
  }
  const sendDeps: SendDeps = {
    notifyLater: (unit, codeId, sealedCode) =>
      addJob(unit, 'noticeCode', { codeId, sealedCode }, { key: `code ${codeId}` }),
  }
  const bindLater = (unit: Unit, memberId: string) =>
    addJob(unit, 'bindPlacements', { memberId }, { key: `placements ${memberId}` })
  const syncLater = (unit: Unit, orderId: string) =>
    addJob(unit, 'syncInvoice', { orderId }, { key: `invoice ${orderId}` })

  return {
    handlers: {
      ...sessionRoutes({ ...deps, switchDeps, bindLater }),
      ...supportRoutes({ ...deps, switchDeps }),
      ...codeRoutes({ ...deps, sendDeps }),
      ...auditRoutes(deps),
      ...regulationRoutes(deps),
      ...ticketRoutes({
        ...deps,
        ticketDeps,
        quickSends: makeQuickSends(deps.hotPool),
        findAnswering: (unit, memberId) => answeringFor(unit, memberId),
        hasPeople: (memberId, deskId, at) => peopleFor(db, memberId, deskId, at),
      }),
      ...staffRoutes({ db }),
      ...timerRoutes({ db }),
      ...billingRoutes({
        ...deps,
        inTickets,
        syncLater,
        soldTo: findSoldTo,
        answeringDesk: async (unit, memberId) => (await answeringFor(unit, memberId)).deskId,
      }),
      ...slaRoutes({
        db,
        sideOfTicket: async (actor, ticketId) => sideOf(actor, await findOwners(db, ticketId)),
        answeringDesk: async (unit, memberId) => (await answeringFor(unit, memberId)).deskId,
      }),
      ...queueRoutes({
        db,
        queueOrder: async (deskId, at) => (await regulationAt(db, deskId, at)).regulation.queue.thenBy,
      }),
    },
    feed: ticketFeed(db),
    jobs: {
      ...ticketJobs({ work, ticketDeps }),
      ...staffJobs({ work, ticketDeps, addJob }),
      ...supportJobs({ work, switchDeps }),
      ...portalJobs({
        work,
        accounts,
        log,
        publicUrl: deps.publicUrl,
        addJob,
        hasDesk: async (memberId) => (await findDeskOf(db, memberId)) !== null,
      }),
      ...invoiceJobs({ db, work, accounts, log, inTickets, addJob }),
      ...noticeJobs({ db, work, accounts, log }),
      ...alarmNoticeJobs({
        db,
        work,
        accounts,
        log,
        peopleToTell: (desk, who) => peopleToTell(db, desk, who, now()),
      }),
      ...billingNoticeJobs({ db, work, accounts, log }),
      ...timerNoticeJobs({ db, work, accounts, log }),
      ...codeNoticeJobs({ db, work, accounts, log, secrets: deps.secrets, codeDelivered }),
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
        work,
        log,
        reactions: [
          noticeReaction(addJob),
          tariffReaction(addJob),
          assignmentReaction(addJob),
          invoiceReaction(syncLater),
        ],
        chores: [(unit) => noticeWhatIsDue(unit, addJob), readWordsDue],
      }),
    startTicketReactions: () => startTicketReactions({ work, log, reactions: [slaReaction, wordReaction] }),
    startAccountClock: () => startAccountClock({ db, work, log, inTickets }),
    startAlarms: () => startAlarmClock({ db, work, log, ringing: makeRinging({ ticketDeps, addJob }) }),
  }
}

async function peopleFor(db: Db, memberId: string, deskId: string, at: Date): Promise<boolean> {
  const portal = await loadPortal(db, memberId)
  return portal !== null && hasPeopleAt(db, portal, deskId, at)
}

async function answeringFor(unit: Unit, memberId: string) {
  const portal = await lockPortal(unit, memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  return findAnswering(unit, portal)
}
