import { reminderDays, type AccessEnding } from '#contract/tickets/access.types.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { appendTicketEntry } from './appendTicketEntry.commands.ts'
import type { TicketForUpdate } from './domain/ticketForUpdate.ts'
import { deleteBoxes, endBoxes, listTicketsWithBoxes } from './ticketAccess.sql.ts'
import { endSessions } from './remoteSessions.sql.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { lockTicket } from './tickets.sql.ts'

type Ending = { cause: AccessEnding; actor: JournalActor; accessId?: string }

const dayMilliseconds = 86_400_000

/**
 * T9: what was given is wiped in the transaction of whatever ends it: nobody may look from then on, and the key is deleted by a job of
 * the same transaction. From then on the client is reminded.
 */
export async function endAccess(
  unit: UnitOfWork,
  deps: Pick<TicketDeps, 'access'>,
  ticketForUpdate: TicketForUpdate,
  { cause, actor, accessId }: Ending,
): Promise<void> {
  const ended = await endBoxes(unit, ticketForUpdate.ticket.ticketId, { cause, accessId: accessId ?? null })
  for (const { accessId: endedId, kind, wasGiven } of ended) {
    await appendTicketEntry(unit, ticketForUpdate, {
      event: { type: 'access.ended', payload: { accessId: endedId, kind, cause, wasGiven } },
      actor,
      isPublic: true,
      isActivity: false,
    })
    if (wasGiven) await deps.access.wakeAt(unit, endedId, new Date(unit.at.getTime() + reminderDays * dayMilliseconds))
  }
  const accessIds = ended.map(({ accessId: endedId }) => endedId)
  await endSessionsOf(unit, ticketForUpdate, accessIds, { actor, side: actor.side })
  const keyIds = ended.flatMap(({ keyId }) => (keyId === null ? [] : [keyId]))
  if (keyIds.length > 0) await deps.access.deleteKeys(unit, keyIds)
}

/** A session ends with what it goes by; in the ticket it stands when. */
export async function endSessionsOf(
  unit: UnitOfWork,
  ticketForUpdate: TicketForUpdate,
  accessIds: readonly string[],
  { actor, side: by }: { actor: JournalActor; side: JournalActor['side'] },
): Promise<void> {
  for (const { sessionId, accessId, tool, startedAt } of await endSessions(unit, accessIds, { at: unit.at, by })) {
    await appendTicketEntry(unit, ticketForUpdate, {
      event: { type: 'remote.ended', payload: { sessionId, accessId, tool, startedAt: startedAt.toISOString() } },
      actor,
      isPublic: true,
      isActivity: true,
    })
  }
}

/** E3: the tickets are under their locks; by their ids. */
export async function endAccessOfLocked(
  unit: UnitOfWork,
  deps: Pick<TicketDeps, 'access'>,
  ticketIds: readonly string[],
): Promise<void> {
  for (const ticketId of await listTicketsWithBoxes(unit, ticketIds)) {
    const ticketForUpdate = await lockTicket(unit, ticketId)
    if (ticketForUpdate !== null) await endAccess(unit, deps, ticketForUpdate, { cause: 'locked', actor: theSystem })
  }
}

/** C5, uninstall with CLEAN: of these tickets' boxes nothing is left, and of their keys neither. */
export async function eraseBoxesOf(unit: UnitOfWork, ticketIds: readonly string[]): Promise<void> {
  const keyIds = await deleteBoxes(unit, ticketIds)
  if (keyIds.length > 0) await addJob(unit, 'deleteBoxKeys', { keyIds })
}
