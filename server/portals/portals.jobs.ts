import * as v from 'valibot'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import { nothingKept, type AddJob, type JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Log } from '#server/platform/log.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork, Transaction } from '#server/platform/db/unitOfWork.ts'
import type { DeskPort } from './desk.port.ts'
import type { AdminLooks } from './adminLooks.port.ts'
import { adminsDueBefore } from './domain/admins.ts'
import { tariffCheckAt, tariffCheckLater } from './domain/tariffCheck.ts'
import type { EventHandler, Placement, PortalClients } from './gateway.port.ts'
import { recordLicence } from './licence.commands.ts'
import { messageMenuTitle, placementTitle } from './placements.texts.ts'
import { recordBindings } from './portals.commands.ts'
import { listPortalsToCheck, loadPortal, lockPortal } from './portals.sql.ts'

export type PortalJobsDeps = {
  db: Db
  adminLooks: AdminLooks
  transaction: Transaction
  portalClients: PortalClients
  log: Log
  publicUrl: () => string
  hasDesk: DeskPort['hasDesk']
  addJob: AddJob
}

const onePortal = v.object({ memberId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    bindPlacements: v.InferOutput<typeof onePortal>
    checkTariffs: object
    checkTariff: v.InferOutput<typeof onePortal>
    confirmAddress: v.InferOutput<typeof onePortal>
  }
}
export type PortalTask = 'bindPlacements' | 'checkTariffs' | 'checkTariff' | 'confirmAddress'

/** Questions about tariffs that a process has open at once. */
const mostAsked = 2

export function portalJobs(deps: PortalJobsDeps): JobTasks<PortalTask> {
  const { transaction, portalClients } = deps
  let asking = 0

  return {
    bindPlacements: { payload: onePortal, run: ({ memberId }) => bindPlacements(deps, memberId) },
    /** P7: fresh tokens say where the portal is; whoever learns it writes it down. */
    confirmAddress: {
      payload: onePortal,
      run: ({ memberId }) =>
        unlessGone(deps, memberId, () =>
          portalClients.ask(memberId, null, (gateway, account) => gateway.confirmAddress(account)),
        ),
    },
    /** E5: portals with something to lose are asked once a day, spread over hours so that no portal is hammered. */
    checkTariffs: {
      payload: nothingKept,
      async run() {
        await transaction(async (unit) => {
          for (const memberId of await listPortalsToCheck(unit)) {
            await askLater(unit, memberId, tariffCheckAt(memberId, unit.at))
          }
        })
      },
    },
    /** A portal that does not answer takes its time: few are asked at once, so that other jobs find a free worker. */
    checkTariff: {
      payload: onePortal,
      async run({ memberId }) {
        if (asking >= mostAsked) {
          await transaction((unit) => askLater(unit, memberId, tariffCheckLater(memberId, unit.at)))
          return
        }
        asking += 1
        try {
          if (await checkTariff(memberId)) await lookAround(memberId)
        } finally {
          asking -= 1
        }
      },
    },
  }

  function askLater(unit: UnitOfWork, memberId: string, runAt: Date): Promise<void> {
    return deps.addJob(unit, 'checkTariff', { memberId }, { key: `tariff ${memberId}`, runAt })
  }

  /** P8: what else is known of this portal has an age, too. That it could not be asked now is no reason to ask for its tariff again. */
  async function lookAround(memberId: string): Promise<void> {
    try {
      await deps.adminLooks.lookAtAll(memberId, adminsDueBefore(now()))
      await bindPlacements(deps, memberId)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      deps.log.info({ memberId, code: error.code }, 'what is set at a portal was not looked at')
    }
  }

  /** Whether the portal has answered. */
  async function checkTariff(memberId: string): Promise<boolean> {
    const licence = await portalClients
      .ask(memberId, null, (gateway, account) => gateway.readLicence(account))
      .catch((error: unknown) => {
        if (error instanceof Refusal) return null
        throw error
      })
    await transaction(async (unit) => {
      const portal = await lockPortal(unit, memberId)
      if (portal !== null) await recordLicence(unit, portal, licence)
    })
    return licence !== null
  }
}

/** Idempotent: Bitrix24 drops the placements with every update of the app, and a second bind of the same is an error. */
function bindPlacements(deps: PortalJobsDeps, memberId: string): Promise<void> {
  return unlessGone(deps, memberId, async () => {
    const isDesk = await deps.hasDesk(memberId)
    // Before anything is looked at: what an update drops meanwhile is looked at again.
    const version = (await loadPortal(deps.db, memberId))?.appVersion ?? null
    const scopes = await deps.portalClients.ask(memberId, null, async (gateway, account) => {
      const granted = await gateway.readScopes(account)
      const usesCrm = isDesk && granted.includes('crm')
      await gateway.bindPlacements(account, placements(deps.publicUrl(), { usesCrm, usesIm: granted.includes('im') }))
      if (usesCrm) await gateway.bindEvents(account, crmEvents(deps.publicUrl()))
      return granted
    })
    await deps.transaction((unit) => recordBindings(unit, memberId, { scopes, version }))
  })
}

/** A portal that has taken the app away is not asked again. */
async function unlessGone(deps: PortalJobsDeps, memberId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'portal_not_installed') throw error
    deps.log.info({ memberId }, 'nothing was set at a portal that has taken the app away')
  }
}

/** Durable, in this transaction: Bitrix24 is asked after the commit, and again until it works. */
export function bindPlacementsLater(unit: UnitOfWork, addJob: AddJob, memberId: string): Promise<void> {
  return addJob(unit, 'bindPlacements', { memberId }, { key: `placements ${memberId}` })
}

/** P7: durable, in this transaction. */
export function confirmAddressLater(unit: UnitOfWork, addJob: AddJob, memberId: string): Promise<void> {
  return addJob(unit, 'confirmAddress', { memberId }, { key: `address ${memberId}` })
}

/** P2: what a portal shows of the app besides its own page, as far as its scopes go. */
function placements(publicUrl: string, { usesCrm, usesIm }: { usesCrm: boolean; usesIm: boolean }): Placement[] {
  const named = { handler: `${publicUrl}/app`, title: placementTitle }
  return [
    { ...named, placement: 'REST_APP_URI' },
    ...(usesCrm ? [{ ...named, placement: 'CRM_COMPANY_DETAIL_TAB' }] : []),
    ...(usesIm ? inMessenger(named) : []),
  ]
}

function inMessenger(named: Pick<Placement, 'handler' | 'title'>): Placement[] {
  return [
    { ...named, placement: 'IM_SIDEBAR', options: { iconName: 'fa-life-ring', context: 'ALL', extranet: 'Y' } },
    {
      ...named,
      placement: 'IM_CONTEXT_MENU',
      title: messageMenuTitle,
      options: { context: 'ALL', extranet: 'Y' },
    },
  ]
}

/** Smart invoices are reported as every item of CRM's own types is. */
function crmEvents(publicUrl: string): EventHandler[] {
  const handler = `${publicUrl}/bitrix24/events`
  return [
    { event: 'ONCRMDYNAMICITEMUPDATE', handler },
    { event: 'ONCRMDYNAMICITEMDELETE', handler },
  ]
}
