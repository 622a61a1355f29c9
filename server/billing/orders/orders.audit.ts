import type { billingEvents } from '#contract/billing/events.ts'
import type { JournalEvent, JournalPayload } from '#contract/events.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
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

/** How long a quantum is under the version by which an order was placed (E9). */
export async function quantumOf(
  unit: UnitOfWork,
  { deskId, regulationVersion }: { deskId: string; regulationVersion: number },
): Promise<number> {
  const { work } = await regulationOfVersion(unit.tx, deskId, regulationVersion)
  return work.quantumMinutes
}

/** What is known of an order when it is placed. */
export function placedPayload(
  { orderId, planCode, quote, lapsesAt }: Order,
  quantumMinutes: number,
): JournalPayload<'order.placed'> {
  const { quanta, total } = quote
  return {
    plan: planCode,
    quanta,
    quantumMinutes,
    amount: amountText(total),
    orderId,
    lapsesAt: lapsesAt.toISOString(),
  }
}

/** For the log alone; pages write amounts in their reader's way. */
export function amountText({ minor, currency }: { minor: number; currency: string }): string {
  const text = String(minor).padStart(3, '0')
  return `${text.slice(0, -2)}.${text.slice(-2)} ${currency}`
}
