import { sql, type Selectable } from 'kysely'
import * as v from 'valibot'
import type { InThree } from '#contract/common.ts'
import type { ComponentSource } from '#contract/monitoring/types.ts'
import type { Audience } from '#contract/announcements/types.ts'
import type { Db, Reader } from '#server/platform/db/db.ts'
import { storedInstant, storedJson } from '#server/platform/db/storedJson.ts'
import type { Tables } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { SealedColumn } from '#server/platform/keys/reseal.sql.ts'
import { nextDueAt, unheard, type MonitorState } from './domain/monitor.ts'

export type ComponentSettings = {
  title: InThree
  audience: Audience
  openAfter: number
  closeAfter: number
  isPublic: boolean
}
export type Component = ComponentSettings & {
  componentId: string
  deskId: string
  source: ComponentSource
  revision: number
  tokenHash: Buffer
  /** Sealed; null: its monitor need not sign. */
  secret: string | null
  state: MonitorState
  firstHeardAt: Date | null
}

const incident = v.object({
  incidentId: v.string(),
  openedAt: storedInstant,
  isUnstable: v.boolean(),
  isAsked: v.boolean(),
})
const alert = v.object({ key: v.string(), startsAt: storedInstant, isFiring: v.boolean(), at: storedInstant })
const monitorState = v.object({
  isDown: v.nullable(v.boolean()),
  since: v.nullable(storedInstant),
  alerts: v.array(alert),
  turns: v.array(storedInstant),
  incident: v.nullable(incident),
})

const stored = storedJson({ name: 'state of a monitored component', schema: monitorState, upcasts: [] })

export async function insertComponent(
  unit: UnitOfWork,
  added: ComponentSettings & Pick<Component, 'componentId' | 'deskId' | 'source' | 'tokenHash'>,
): Promise<void> {
  await unit.tx
    .insertInto('monitoring_components')
    .values({
      component_id: added.componentId,
      desk_id: added.deskId,
      source: added.source,
      token_hash: added.tokenHash,
      state: stored.write(unheard),
      added_at: unit.at,
      ...settingsOf(added),
    })
    .execute()
}

export async function saveSettings(unit: UnitOfWork, { componentId, ...settings }: Component): Promise<void> {
  await unit.tx
    .updateTable('monitoring_components')
    .set({ ...settingsOf(settings), revision: settings.revision, due_at: nextDueAt(settings.state, settings) })
    .where('component_id', '=', componentId)
    .execute()
}

export async function saveKeys(
  unit: UnitOfWork,
  componentId: string,
  keys: { token_hash: Buffer } | { sealed_secret: string | null },
): Promise<void> {
  await unit.tx.updateTable('monitoring_components').set(keys).where('component_id', '=', componentId).execute()
}

/** What was heard, and when the next of it is due. */
export async function saveState(unit: UnitOfWork, component: Component): Promise<void> {
  await unit.tx
    .updateTable('monitoring_components')
    .set({
      state: stored.write(component.state),
      due_at: nextDueAt(component.state, component),
      first_heard_at: component.firstHeardAt,
    })
    .where('component_id', '=', component.componentId)
    .execute()
}

export async function deleteComponent(unit: UnitOfWork, componentId: string): Promise<void> {
  await unit.tx.deleteFrom('monitoring_components').where('component_id', '=', componentId).execute()
}

/** Whatever desk's it is, locked. */
export async function findForUpdate(unit: UnitOfWork, componentId: string): Promise<Component | null> {
  const row = await unit.tx
    .selectFrom('monitoring_components')
    .selectAll()
    .where('component_id', '=', componentId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? null : componentOf(row)
}

export async function findByToken(
  db: Reader,
  tokenHash: Buffer,
): Promise<{ componentId: string; secret: string | null } | null> {
  const row = await db
    .selectFrom('monitoring_components')
    .select(['component_id', 'sealed_secret'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row === undefined ? null : { componentId: row.component_id, secret: row.sealed_secret }
}

/** The oldest first. */
export async function listComponents(db: Reader, deskId: string): Promise<Component[]> {
  const rows = await db
    .selectFrom('monitoring_components')
    .selectAll()
    .where('desk_id', '=', deskId)
    .orderBy('added_at')
    .orderBy('component_id')
    .execute()
  return rows.map(componentOf)
}

/** One whose next is due and whom nobody else has. */
export async function claimDue(unit: UnitOfWork): Promise<Component | null> {
  const row = await unit.tx
    .selectFrom('monitoring_components')
    .selectAll()
    .where('due_at', '<=', unit.at)
    .orderBy('due_at')
    .limit(1)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row === undefined ? null : componentOf(row)
}

export async function listDue(db: Reader, at: Date): Promise<string[]> {
  const rows = await db.selectFrom('monitoring_components').select('component_id').where('due_at', '<=', at).execute()
  return rows.map((row) => row.component_id)
}

/** Only when the clock looks again: a call settles it on the spot. */
export async function putOff(unit: UnitOfWork, componentId: string, seconds: number): Promise<void> {
  const dueAt = new Date(unit.at.getTime() + seconds * 1000)
  await unit.tx
    .updateTable('monitoring_components')
    .set({ due_at: dueAt })
    .where('component_id', '=', componentId)
    .execute()
}

export async function findNextDue(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date | null }>`select min(due_at) as due_at from monitoring_components`.execute(
    db,
  )
  return rows[0]?.due_at ?? null
}

/** The newest of them, sealed as they lie there. */
export async function findSealedSecrets(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('monitoring_components')
    .select('sealed_secret')
    .where('sealed_secret', 'is not', null)
    .orderBy('added_at', 'desc')
    .limit(20)
    .execute()
  return rows.flatMap(({ sealed_secret: sealed }) => (sealed === null ? [] : [sealed]))
}

/** What of monitoring is sealed with the master key. */
export const sealedOfMonitoring: readonly SealedColumn[] = [{ table: 'monitoring_components', column: 'sealed_secret' }]

function settingsOf({ title, audience, openAfter, closeAfter, isPublic }: ComponentSettings) {
  return {
    title: JSON.stringify(title),
    audience: JSON.stringify(audience),
    open_after: openAfter,
    close_after: closeAfter,
    is_public: isPublic,
  }
}

function componentOf(row: Selectable<Tables['monitoring_components']>): Component {
  return {
    componentId: row.component_id,
    deskId: row.desk_id,
    source: row.source,
    revision: row.revision,
    title: row.title,
    audience: row.audience,
    openAfter: row.open_after,
    closeAfter: row.close_after,
    isPublic: row.is_public,
    tokenHash: row.token_hash,
    secret: row.sealed_secret,
    state: stored.read(row.state),
    firstHeardAt: row.first_heard_at,
  }
}
