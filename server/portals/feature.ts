import type { Hono } from 'hono'
import type { Db } from '#server/platform/db/db.ts'
import { now } from '#server/platform/clock.ts'
import { makeBuckets } from '#server/platform/http/rateLimit.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { PubSub } from '#server/platform/realtime/pubsub.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { mayChangeAccess } from '#server/platform/db/wakes.ts'
import { makeAuthenticator } from './authentication.commands.ts'
import type { Authenticator } from './authenticator.port.ts'
import { makeAdminLooks } from './adminLooks.commands.ts'
import type { AdminLooks } from './adminLooks.port.ts'
import { makeBitrix24 } from './bitrix24.adapter.ts'
import type { DeskPort } from './desk.port.ts'
import type { PortalClients } from './gateway.port.ts'
import type { PortalLifecycle } from './lifecycle.port.ts'
import { addPages, type PagesDeps } from './pages.routes.ts'
import type { Bitrix24Config } from './oauth.adapter.ts'
import { makePortalClients } from './portalClients.commands.ts'
import { addPortalEvents, type EventsDeps } from './portalEvents.routes.ts'
import { portalJobs, type PortalTask } from './portals.jobs.ts'
import './portals.tables.ts'

/** Bitrix24 as the other features see it: who opens the app, and what a portal answers when nobody is there. */
export function makePortals(
  config: Bitrix24Config,
  deps: { db: Db; transaction: Transaction; secrets: Secrets; pubSub: Pick<PubSub, 'onPublished'> },
): { portalClients: PortalClients; authenticator: Authenticator; adminLooks: AdminLooks } {
  const gateway = makeBitrix24(config)
  const portalClients = makePortalClients({ ...deps, gateway })
  const authenticator = makeAuthenticator({ ...deps, gateway })
  deps.pubSub.onPublished((wakes) => {
    for (const { memberId } of wakes.filter(mayChangeAccess)) if (memberId !== null) authenticator.forget(memberId)
  })
  return { portalClients, authenticator, adminLooks: makeAdminLooks({ ...deps, portalClients }) }
}

/** However often its pages are opened: a few looks at once at what is set in a portal, then one a minute. */
const looksOfOnePortal = { burst: 5, perSecond: 1 / 60 }
/** Each costs a renewal of tokens, whatever its events say. */
const addressQuestionsOfOnePortal = { burst: 3, perSecond: 1 / 600 }

/** What Bitrix24 itself calls: the pages that it opens and the events that it sends. */
export function addPortalEndpoints(app: Hono, deps: EventsDeps & Omit<PagesDeps, 'lookLater'>): void {
  const { transaction, lifecycle } = deps
  const looks = makeBuckets(looksOfOnePortal)
  const questions = makeBuckets(addressQuestionsOfOnePortal)
  addPages(app, {
    ...deps,
    async lookLater(memberId) {
      if (looks.tryTake(memberId, now())) await transaction((unit) => lifecycle.rebind(unit, memberId))
    },
  })
  addPortalEvents(app, {
    ...deps,
    lifecycle: {
      ...lifecycle,
      async seemsMoved(unit, memberId) {
        if (questions.tryTake(memberId, unit.at)) await lifecycle.seemsMoved(unit, memberId)
      },
    },
  })
}

export function portalsFeature(
  deps: FeatureDeps & { portalClients: PortalClients; adminLooks: AdminLooks } & Pick<DeskPort, 'hasDesk'>,
): Feature<never, PortalTask> {
  return {
    handlers: {},
    jobs: portalJobs(deps),
    crontab: ['23 3 * * * checkTariffs ?fill=1d'],
  }
}

export { dismissLevelChange, noteLevel, saveBoxEdition } from './licence.commands.ts'
export { namePerson, removeContact } from './people.commands.ts'
export { becomeClient, markInstalled, markUninstalled, saveSettings } from './portals.commands.ts'
export { bindPlacementsLater, confirmAddressLater } from './portals.jobs.ts'
export { findSealedTokens, sealedOfPortals } from './portalTokens.sql.ts'
export { lockPortal, saveSupportVersion } from './portals.sql.ts'
export type { AdminLooks, Authenticator, DeskPort, PortalClients, PortalLifecycle }
