import type { LockReason } from '#contract/tickets/types.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { change, loadTicketForUpdate, tellAssistant } from '../appendEvents.commands.ts'
import { loadServiceForUpdate, stopTimersOfPortal } from '../service/timerStops.commands.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { endAccessOfLocked } from '../ticketAccess.commands.ts'
import { appendLocked, appendUnlocked } from './locks.audit.ts'
import { listLocked, lockTicketsOf, unlockTicketsOf } from './locks.sql.ts'

/** Of a portal at one desk. */
type TicketsOf = { memberId: string; deskId: string }

/** The switch of support: called in its transaction (design, rule 2). */
export async function lockTickets(
  unit: UnitOfWork,
  deps: TicketDeps,
  { memberId, deskId, reason }: TicketsOf & { reason: LockReason },
  actor: JournalActor,
): Promise<void> {
  await stopTimersOfPortal(unit, deps, { deskId, memberId }, actor)
  const ticketIds = await lockTicketsOf(unit, memberId, deskId, { actor, reason })
  await endAccessOfLocked(unit, deps, ticketIds)
  await appendLocked(unit, { actor, memberId, deskId, ticketIds }, reason)
}

export async function unlockTickets(
  unit: UnitOfWork,
  deps: TicketDeps,
  { memberId, deskId }: TicketsOf,
  actor: JournalActor,
): Promise<void> {
  await loadServiceForUpdate(unit, deps, { deskId, memberId })
  // Those whose closing was paused get their date anew, one by one: the calendar has to count.
  const resolved = await listLocked(unit, memberId, deskId, 'resolved')
  const ticketActor = { actor, memberId: actor.memberId ?? '', userId: actor.userId ?? 0, name: actor.name }
  for (const ticketId of resolved) {
    const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
    const command = { type: 'unlock', at: unit.at, by: null } as const
    await change(unit, deps, ticketForUpdate, { command, ticketActor })
  }
  const deferred = await listLocked(unit, memberId, deskId, 'deferred')
  const talking = await listLocked(unit, memberId, deskId, 'assistant')
  const unlocked = await unlockTicketsOf(unit, memberId, deskId, { actor })
  await appendUnlocked(unit, { actor, memberId, deskId, ticketIds: [...resolved, ...unlocked] })
  for (const ticketId of deferred) await deps.wakeAt(unit, ticketId, unit.at)
  // What was asked just before the lock is still to be answered.
  for (const ticketId of talking) await tellAssistant(unit, deps, await loadTicketForUpdate(unit, ticketId))
}
