import type { billingEvents } from '#contract/billing/events.ts'
import type { JournalEvent, JournalPayload } from '#contract/events.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { Order } from './domain/order.ts'
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

/** What is known of an order when it is placed. */
export function placedPayload({ orderId, planCode, quote, lapsesAt }: Order): JournalPayload<'order.placed'> {
  const { quanta, total } = quote
  return { plan: planCode, quanta, amount: amountText(total), orderId, lapsesAt: lapsesAt.toISOString() }
}

/** For the log alone; pages write amounts in their reader's way. */
export function amountText({ minor, currency }: { minor: number; currency: string }): string {
  const text = String(minor).padStart(3, '0')
  return `${text.slice(0, -2)}.${text.slice(-2)} ${currency}`
}
