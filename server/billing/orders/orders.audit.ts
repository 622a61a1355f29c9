import type { billingEvents } from '#contract/billing/events.ts'
import type { JournalEvent } from '#contract/events.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

/** D5: what of orders and plans both sides' owners read in the audit log. */
export async function appendOrder<Type extends keyof typeof billingEvents>(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  actor: JournalActor,
  event: JournalEvent<Type>,
): Promise<void> {
  await append(unit, [{ ...event, actor, memberId, deskId }])
}

/** For the log alone; pages write amounts in their reader's way. */
export function amountText({ minor, currency }: { minor: number; currency: string }): string {
  const text = String(minor).padStart(3, '0')
  return `${text.slice(0, -2)}.${text.slice(-2)} ${currency}`
}
