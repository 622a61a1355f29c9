import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type StoredIncident = { incidentId: string; componentId: string; openedAt: Date; closedAt: Date | null }

export async function insertIncident(
  unit: UnitOfWork,
  incident: { incidentId: string; componentId: string; isUnstable: boolean; openedAt: Date },
): Promise<void> {
  await unit.tx
    .insertInto('monitoring_incidents')
    .values({
      incident_id: incident.incidentId,
      component_id: incident.componentId,
      is_unstable: incident.isUnstable,
      opened_at: incident.openedAt,
    })
    .execute()
}

export async function saveIncident(
  unit: UnitOfWork,
  incidentId: string,
  change: { is_unstable: true } | { closed_at: Date },
): Promise<void> {
  await unit.tx.updateTable('monitoring_incidents').set(change).where('incident_id', '=', incidentId).execute()
}

/** Of these components, those that were not over before `since`, the oldest first. */
export async function listIncidents(
  db: Reader,
  componentIds: readonly string[],
  since: Date,
): Promise<StoredIncident[]> {
  if (componentIds.length === 0) return []
  const rows = await db
    .selectFrom('monitoring_incidents')
    .select(['incident_id', 'component_id', 'opened_at', 'closed_at'])
    .where('component_id', 'in', componentIds)
    .where((where) => where.or([where('closed_at', 'is', null), where('closed_at', '>=', since)]))
    .orderBy('opened_at')
    .execute()
  return rows.map((row) => ({
    incidentId: row.incident_id,
    componentId: row.component_id,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
  }))
}
