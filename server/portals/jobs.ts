import type { JobSpec, JobTasks } from '#server/platform/jobs.ts'
import type { Log } from '#server/platform/log.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Unit, Work } from '#server/platform/unit.ts'
import { loadPortal, recordLicence, type Accounts } from './commands.ts'
import type { Placement } from './gateway.ts'
import { listPortalsToCheck } from './sql.ts'

export type PortalJobsDeps = {
  work: Work
  accounts: Accounts
  log: Log
  publicUrl: () => string
  addJob(unit: Unit, task: string, payload: Record<string, unknown>, spec?: JobSpec): Promise<void>
}

const hour = 3_600_000

export function portalJobs(deps: PortalJobsDeps): JobTasks {
  const { work, accounts, log } = deps
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
        for (const [index, memberId] of (await listPortalsToCheck(unit)).entries()) {
          const runAt = new Date(unit.at.getTime() + (((index * 7919) % 1000) * (6 * hour)) / 1000)
          await deps.addJob(unit, 'checkTariff', { memberId }, { key: `tariff ${memberId}`, runAt })
        }
      })
    },
    async checkTariff(payload) {
      const memberId = String(payload['memberId'])
      const licence = await accounts
        .ask(memberId, null, (gateway, account) => gateway.readLicence(account))
        .catch((error: unknown) => {
          if (error instanceof Refusal) return null
          throw error
        })
      await work(async (unit) => {
        const portal = await loadPortal(unit.tx, memberId)
        if (portal !== null) await recordLicence(unit, portal, licence)
      })
    },
  }
}

function placements(publicUrl: string): Placement[] {
  const title = { ru: 'Опора', ua: 'Опора', en: 'Opora' }
  return [{ placement: 'REST_APP_URI', handler: `${publicUrl}/app`, title }]
}
