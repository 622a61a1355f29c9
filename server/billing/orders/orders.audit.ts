import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

/** D5: what of orders and plans both sides' owners read in the audit log. */
export async function appendOrder(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  type: string,
  actor: JournalActor,
  payload: Record<string, unknown>,
): Promise<void> {
  await append(unit, [{ type, actor, memberId, deskId, payload }])
}

/** For the log alone; pages write amounts in their reader's way. */
export function amountText({ minor, currency }: { minor: number; currency: string }): string {
  const text = String(minor).padStart(3, '0')
  return `${text.slice(0, -2)}.${text.slice(-2)} ${currency}`
}
