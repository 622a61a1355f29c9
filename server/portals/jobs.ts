import type { JobSpec, JobTasks } from '#server/platform/jobs.ts'
import type { Log } from '#server/platform/log.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Unit, Work } from '#server/platform/unit.ts'
import { lockPortal, recordLicence, type Accounts } from './commands.ts'
import { tariffCheckAt, tariffCheckLater } from './domain/tariffCheck.ts'
import type { Placement } from './gateway.ts'
import { listPortalsToCheck } from './sql.ts'

export type PortalJobsDeps = {
  work: Work
  accounts: Accounts
  log: Log
  publicUrl: () => string
  addJob(unit: Unit, task: string, payload: Record<string, unknown>, spec?: JobSpec): Promise<void>
}

/** Questions about tariffs that a process has open at once. */
const mostAsked = 2

export function portalJobs(deps: PortalJobsDeps): JobTasks {
  const { work, accounts, log } = deps
  let asking = 0

  return {
    /** Idempotent: Bitrix24 drops the placements with every update of the app, and a second bind of the same is an error. */
    async bindPlacements(payload) {
      const memberId = String(payload['memberId'])
      try {
        await accounts.ask(memberId, null, (gateway, account) =>
          gateway.bindPlacements(account, placements(deps.publicUrl())),
        )
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'portal_not_installed') throw error
        log.info({ memberId }, 'placements were not bound: the portal has taken the app away')
      }
    },
    /** E5: portals with something to lose are asked once a day, spread over hours so that no portal is hammered. */
    async checkTariffs() {
      await work(async (unit) => {
        for (const memberId of await listPortalsToCheck(unit)) {
          await askLater(unit, memberId, tariffCheckAt(memberId, unit.at))
        }
      })
    },
    /** A portal that does not answer takes its time: few are asked at once, so that other jobs find a free worker. */
    async checkTariff(payload) {
      const memberId = String(payload['memberId'])
      if (asking >= mostAsked) {
        await work((unit) => askLater(unit, memberId, tariffCheckLater(memberId, unit.at)))
        return
      }
      asking += 1
      try {
        await checkTariff(memberId)
      } finally {
        asking -= 1
      }
    },
  }

  function askLater(unit: Unit, memberId: string, runAt: Date): Promise<void> {
    return deps.addJob(unit, 'checkTariff', { memberId }, { key: `tariff ${memberId}`, runAt })
  }

  async function checkTariff(memberId: string): Promise<void> {
    const licence = await accounts
      .ask(memberId, null, (gateway, account) => gateway.readLicence(account))
      .catch((error: unknown) => {
        if (error instanceof Refusal) return null
        throw error
      })
    await work(async (unit) => {
      const portal = await lockPortal(unit, memberId)
      if (portal !== null) await recordLicence(unit, portal, licence)
    })
  }
}

function placements(publicUrl: string): Placement[] {
  const title = { ru: 'Опора', ua: 'Опора', en: 'Opora' }
  return [{ placement: 'REST_APP_URI', handler: `${publicUrl}/app`, title }]
}
