import type { Served } from '#contract/regulations/served.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import type { PortalLifecycle } from '#server/portals/lifecycle.port.ts'
import type { TicketDeps } from '#server/tickets/feature.ts'
import type { CodeSendingPort } from './codes/codeSending.port.ts'
import type { HelpersPort } from './helpers.port.ts'
import { managerOf } from './managers/managers.queries.ts'
import { managerRoutes, type ManagerRoutes } from './managers/managers.routes.ts'
import { clientNameRoutes, type ClientNameRoutes } from './clientNames.routes.ts'
import { codeRoutes, type CodeRouteName } from './codes/codes.routes.ts'
import {
  activateOffered,
  portalInstalled,
  portalInstalledAgain,
  portalUninstalled,
  type SwitchDeps,
} from './connection.commands.ts'
import { supportJobs, type SupportTask } from './connections.jobs.ts'
import { conditionsRoutes, type ConditionsRouteName } from './conditions/conditions.routes.ts'
import { supportRoutes, type SupportRouteName } from './connections.routes.ts'
import { findOfficialChannels, servedBy } from './entitlement/channels.queries.ts'
import { saveDeskChannel } from './entitlement/channels.sql.ts'
import { findCustomerTerms, isServedBy, listServed } from './entitlement/customerTerms.queries.ts'
import { findAnsweringDesk, findAnsweringFor, hasPeople } from './entitlement/entitlement.queries.ts'
import { partnerFound, searchIsOver } from './partnerRequests/ending.commands.ts'
import { partnerRoutes, type PartnerRouteName } from './partnerRequests/partnerRequests.routes.ts'
import { viewSupport, type SupportReads } from './supportOverview.queries.ts'
import { tariffReaction } from './entitlement/licenceLevel.reactions.ts'
import { beginOnVersion } from './versions/firstVersion.commands.ts'
import { termsFor, termsOfEach } from './versions/terms.queries.ts'
import './clientNames.tables.ts'
import './codes/codes.tables.ts'
import './connections.tables.ts'
import './entitlement/channels.tables.ts'
import './managers/managers.tables.ts'
import './partnerRequests/partnerRequests.tables.ts'
import './versions/versions.tables.ts'

export type ConnectionsFeature = Feature<
  SupportRouteName | ManagerRoutes | CodeRouteName | ClientNameRoutes | ConditionsRouteName | PartnerRouteName,
  SupportTask
> & {
  lifecycle: Pick<PortalLifecycle, 'installed' | 'uninstalled'>
  installedAgain(unit: UnitOfWork, memberId: string): Promise<void>
}

export function connectionsFeature(
  deps: FeatureDeps &
    CodeSendingPort &
    HelpersPort &
    SupportReads & { portalClients: PortalClients; ticketDeps: TicketDeps },
): ConnectionsFeature {
  const switchDeps = switchDepsOf(deps)
  return {
    handlers: {
      ...supportRoutes({ ...deps, switchDeps }),
      ...codeRoutes({ ...deps, sendDeps: deps }),
      ...clientNameRoutes(deps),
      ...managerRoutes(deps),
      ...conditionsRoutes(deps),
      ...partnerRoutes({
        ...deps,
        activateOffered: (unit, actor, offered) => activateOffered(unit, switchDeps, actor, offered),
        viewSupport: (actor, at) => viewSupport(deps, actor, at),
      }),
    },
    jobs: supportJobs({ ...deps, switchDeps }),
    crontab: ['41 4 * * * dropOldAttempts'],
    reactions: [tariffReaction(deps.addJob)],
    lifecycle: {
      installed: (unit, memberId) => portalInstalled(unit, switchDeps, memberId),
      uninstalled: (unit, memberId, isClean) => portalUninstalled(unit, switchDeps, memberId, isClean),
    },
    installedAgain: (unit, memberId) => portalInstalledAgain(unit, switchDeps, memberId),
  }
}

/** E6: which channels a desk has set up, told by whoever keeps them, and where a client may write. */
export function deskChannelsPort(db: Db, served: Served) {
  return {
    saveDeskChannel,
    servedBy: (deskId: string) => servedBy(db, served, deskId),
    findOfficial: (client: { deskId: string; memberId: string }, at: Date) =>
      findOfficialChannels({ db, served, at }, client),
  }
}

/** Which desk answers a portal and as whom it sells to it: what tickets, clocks and accounts ask. */
export function answeringPort(db: Db) {
  return {
    findAnswering: findAnsweringFor,
    answeringDesk: findAnsweringDesk,
    hasPeople: (memberId: string, deskId: string, at: Date) => hasPeople(db, memberId, deskId, at),
    serves: (memberId: string, deskId: string) => isServedBy(db, { memberId, deskId }),
    customerTerms: findCustomerTerms,
    listServed,
    managerOf,
    termsFor,
    termsOfEach,
  }
}

function switchDepsOf({ addJob, ticketDeps }: { addJob: AddJob; ticketDeps: TicketDeps }): SwitchDeps {
  return {
    ticketDeps,
    wakeConnectionAt: (unit, memberId, at) =>
      addJob(unit, 'connectionEnds', { memberId }, { key: `connection ${memberId}`, runAt: at }),
    beginOnVersion: (unit, made) => beginOnVersion(unit, { addJob }, made),
    partnerFound,
    searchIsOver,
    deskIsGone: (unit, memberId, deskId) =>
      addJob(unit, 'deskGone', { memberId, deskId }, { key: `gone ${memberId} ${deskId}` }),
    eraseTexts: (unit, memberId) => addJob(unit, 'forgetWords', { memberId, before: unit.at.toISOString() }),
  }
}

export { codeDelivered } from './codes/codes.commands.ts'
export { withAttempt } from './codes/guesses.commands.ts'
export { existingClientsPort } from './versions/moves.commands.ts'
