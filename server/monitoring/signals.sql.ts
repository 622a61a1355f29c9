import { sql } from 'kysely'
import { mostKept, type SignalShape } from '#contract/monitoring/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type KeptSignal = {
  componentId: string
  at: Date
  shape: SignalShape
  firing: number
  resolved: number
  text: string
}

/** The newest of a component stay; its row is locked. */
export async function keepSignal(unit: UnitOfWork, signal: KeptSignal): Promise<void> {
  const { componentId, at, shape, firing, resolved, text } = signal
  await unit.tx
    .insertInto('monitoring_signals')
    .values({ component_id: componentId, at, shape, firing, resolved, body: text })
    .execute()
  await sql`
    delete from monitoring_signals where component_id = ${componentId} and signal_id <= (
      select signal_id from monitoring_signals where component_id = ${componentId}
       order by signal_id desc offset ${mostKept} limit 1)`.execute(unit.tx)
}

/** Of a desk's components, the newest first. */
export async function listSignals(db: Reader, deskId: string): Promise<KeptSignal[]> {
  const { rows } = await sql<KeptSignal>`
    select s.component_id as "componentId", s.at, s.shape, s.firing, s.resolved, s.body as text
      from monitoring_signals s join monitoring_components c using (component_id)
     where c.desk_id = ${deskId} order by s.signal_id desc`.execute(db)
  return rows
}
