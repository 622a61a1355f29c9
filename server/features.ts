import type pg from 'pg'
import { Refusal } from './platform/refusal.ts'
import type { Actor } from './platform/actor.ts'
import type { Db } from './platform/db.ts'
import type { Call, Handlers } from './platform/http.ts'
import type { JobTasks } from './platform/jobs.ts'
import type { Log } from './platform/log.ts'
import { startReactions } from './platform/reactions.ts'
import type { Feed } from './platform/feed.ts'
import type { Secrets } from './platform/secrets.ts'
import type { Unit, Work } from './platform/unit.ts'
import type { Wakeups } from './platform/wakeups.ts'
import { lockPortal, markInstalled, type Accounts } from './portals/commands.ts'
import { portalJobs } from './portals/jobs.ts'
import type { Reception } from './portals/visit.ts'
import { noticeJobs } from './notices/jobs.ts'
import { noticeReaction, noticeWhatIsDue, type AddJob } from './notices/reactions.ts'
import { findAnswering } from './support/entitled.ts'
import { supportJobs } from './support/jobs.ts'
import { makeTicketDeps } from './support/ticketDeps.ts'
import { supportRoutes } from './support/routes.ts'
import { sessionRoutes } from './support/sessionRoutes.ts'
import { findFace } from './support/faces.ts'
import { portalInstalledAgain, portalUninstalled, type SwitchDeps } from './support/switching.ts'
import { ticketFeed } from './tickets/feed.ts'
import { ticketJobs } from './tickets/jobs.ts'
import { ticketRoutes } from './tickets/routes.ts'

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
  }
  faceOf: (memberId: string, userId: number) => Promise<'client' | 'desk'>
  startReactions(): { stop(): Promise<void> }
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
  const bindLater = (unit: Unit, memberId: string) =>
    addJob(unit, 'bindPlacements', { memberId }, { key: `placements ${memberId}` })

  return {
    handlers: {
      ...sessionRoutes({ ...deps, switchDeps, bindLater }),
      ...supportRoutes({ ...deps, switchDeps }),
      ...ticketRoutes({ ...deps, ticketDeps, findAnswering: (unit, memberId) => answeringFor(unit, memberId) }),
    },
    feed: ticketFeed(db),
    jobs: {
      ...ticketJobs({ work, ticketDeps }),
      ...supportJobs({ work, switchDeps }),
      ...portalJobs({ work, accounts, log, publicUrl: deps.publicUrl, addJob }),
      ...noticeJobs({ db, work, accounts, log }),
    },
    crontab: '23 3 * * * checkTariffs\n41 4 * * * dropOldAttempts',
    lifecycle: {
      async installed(unit, memberId) {
        await markInstalled(unit, memberId, null)
        await portalInstalledAgain(unit, switchDeps, memberId)
      },
      uninstalled: (unit, memberId, isClean) => portalUninstalled(unit, switchDeps, memberId, isClean),
      rebind: bindLater,
    },
    faceOf: (memberId, userId) => findFace(db, memberId, userId),
    startReactions: () =>
      startReactions({
        work,
        log,
        reactions: [noticeReaction(addJob)],
        chores: [(unit) => noticeWhatIsDue(unit, addJob)],
      }),
  }
}

async function answeringFor(unit: Unit, memberId: string) {
  const portal = await lockPortal(unit, memberId)
  if (portal === null) throw new Refusal('portal_not_installed')
  return findAnswering(unit, portal)
}
