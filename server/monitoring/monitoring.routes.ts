import type { Monitoring } from '#contract/monitoring/types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { AnnouncingPort } from './announcing.port.ts'
import { addComponent, changeComponent, removeComponent, rotateComponent } from './components.commands.ts'
import { listComponents } from './components.sql.ts'
import { presentMonitoring } from './monitoring.present.ts'
import { listSignals } from './signals.sql.ts'
import { setStatusPage } from './statusPage.commands.ts'
import { findSlug } from './statusPage.sql.ts'

export type MonitoringRouteName =
  | 'readMonitoring'
  | 'addComponent'
  | 'changeComponent'
  | 'rotateComponent'
  | 'removeComponent'
  | 'setStatusPage'

export type MonitoringRoutesDeps = {
  db: Db
  secrets: Pick<Secrets, 'seal'>
  announcing: AnnouncingPort
  publicUrl: () => string
}

/** D3: what a desk has watched, for those who lead it. */
export function monitoringRoutes(deps: MonitoringRoutesDeps): Handlers<MonitoringRouteName> {
  const { db, secrets, announcing } = deps
  const read = async ({ desk: { deskId, role } }: StaffActor): Promise<Monitoring> =>
    presentMonitoring(
      {
        components: await listComponents(db, deskId),
        signals: await listSignals(db, deskId),
        slug: await findSlug(db, deskId),
      },
      { publicUrl: deps.publicUrl(), canSetStatusPage: role === 'owner' },
    )
  return {
    readMonitoring: (_input, { actor }) => read(actor),
    async addComponent(input, { actor, transaction }) {
      const token = await transaction((unit) => addComponent(unit, announcing, actor, input))
      const known = await read(actor)
      return { monitoring: known, shown: token === null ? null : `${known.hookAddress}${token}` }
    },
    async changeComponent(input, { actor, transaction }) {
      await transaction((unit) => changeComponent(unit, announcing, actor, input))
      return read(actor)
    },
    async rotateComponent(input, { actor, transaction }) {
      const token = await transaction((unit) => rotateComponent(unit, secrets, actor, input))
      const known = await read(actor)
      const address = token === null ? null : `${known.hookAddress}${token}`
      return { monitoring: known, shown: input.what === 'address' ? address : token }
    },
    async removeComponent({ componentId }, { actor, transaction }) {
      await transaction((unit) => removeComponent(unit, announcing, actor, componentId))
      return read(actor)
    },
    async setStatusPage({ slug }, { actor, transaction }) {
      await transaction((unit) => setStatusPage(unit, announcing, actor, slug))
      return read(actor)
    },
  }
}
