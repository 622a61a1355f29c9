import type { LockReason } from '#contract/tickets/types.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { listNumbers } from './locks.sql.ts'

type Locks = { actor: JournalActor; memberId: string; deskId: string; ticketIds: string[] }

/** Enough to find the others by; a busy client has thousands. */
const numbersShown = 20

/** D5: each ticket has its own lock in the journal; for the audit log all those of one switch are one act. */
export async function appendLocked(unit: UnitOfWork, locks: Locks, reason: LockReason): Promise<void> {
  if (locks.ticketIds.length === 0) return
  const payload = { ...(await countedOf(unit, locks)), reason }
  await append(unit, [{ ...ownersOf(locks), type: 'tickets.locked', payload }])
}

export async function appendUnlocked(unit: UnitOfWork, locks: Locks): Promise<void> {
  if (locks.ticketIds.length === 0) return
  await append(unit, [{ ...ownersOf(locks), type: 'tickets.unlocked', payload: await countedOf(unit, locks) }])
}

function ownersOf({ actor, memberId, deskId }: Locks) {
  return { actor, memberId, deskId }
}

async function countedOf(unit: UnitOfWork, { ticketIds }: Locks) {
  return { tickets: ticketIds.length, numbers: await listNumbers(unit, ticketIds, numbersShown) }
}
