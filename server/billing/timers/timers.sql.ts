import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccountKey, TimerRow } from '../domain/accountForUpdate.ts'

/** False where the agent's timer runs already, here or with another client, or where the id has another timer. */
export async function insertTimer(unit: UnitOfWork, key: AccountKey, timer: TimerRow): Promise<boolean> {
  const inserted = await unit.tx
    .insertInto('timers')
    .values({
      interval_id: timer.intervalId,
      desk_id: key.deskId,
      member_id: key.memberId,
      ticket_id: timer.ticketId,
      agent_id: timer.agentId,
      agent_name: timer.agentName,
      started_at: timer.startedAt,
      terms: JSON.stringify(timer.terms),
      regulation_version: timer.regulationVersion,
      stopped_at: null,
      stop_cause: null,
      asked_at: null,
      ask_stops_at: null,
      ask_cause: null,
      answered_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('interval_id')
    .execute()
  return inserted.length > 0
}
