import type { LockReason } from '#contract/tickets/types.ts'
import { tell } from '#server/platform/journal/journal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import { listNumbers } from './tickets.sql.ts'

type Locks = { actor: JournalActor; memberId: string; deskId: string; ticketIds: string[] }

/** Enough to find the others by; a busy client has thousands. */
const numbersTold = 20

/** D5: each ticket tells its own lock; for the audit log all those of one switch are one act. */
export async function tellLocked(unit: Unit, locks: Locks, reason: LockReason): Promise<void> {
  await tellAll(unit, 'tickets.locked', locks, { reason })
}

export async function tellUnlocked(unit: Unit, locks: Locks): Promise<void> {
  await tellAll(unit, 'tickets.unlocked', locks, {})
}

async function tellAll(
  unit: Unit,
  type: string,
  { actor, memberId, deskId, ticketIds }: Locks,
  more: Record<string, unknown>,
): Promise<void> {
  if (ticketIds.length === 0) return
  const numbers = await listNumbers(unit, ticketIds, numbersTold)
  await tell(unit, [{ type, actor, memberId, deskId, payload: { tickets: ticketIds.length, numbers, ...more } }])
}
