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
  await appendAll(unit, 'tickets.locked', locks, { reason })
}

export async function appendUnlocked(unit: UnitOfWork, locks: Locks): Promise<void> {
  await appendAll(unit, 'tickets.unlocked', locks, {})
}

async function appendAll(
  unit: UnitOfWork,
  type: string,
  { actor, memberId, deskId, ticketIds }: Locks,
  more: Record<string, unknown>,
): Promise<void> {
  if (ticketIds.length === 0) return
  const numbers = await listNumbers(unit, ticketIds, numbersShown)
  await append(unit, [{ type, actor, memberId, deskId, payload: { tickets: ticketIds.length, numbers, ...more } }])
}
