import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

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
