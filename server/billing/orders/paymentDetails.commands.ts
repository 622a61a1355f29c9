import type { SetPaymentDetailsInput } from '#contract/billing/orders.types.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { lockPaymentDetails, savePaymentDetails } from './paymentDetails.sql.ts'

/** Q4, D5: where clients send money. Who wrote over what another owner has written meanwhile reads that first. */
export async function setPaymentDetails(
  unit: UnitOfWork,
  actor: StaffActor,
  { details, instead }: SetPaymentDetailsInput,
): Promise<void> {
  const { deskId } = actor.desk
  const before = await lockPaymentDetails(unit, deskId)
  if (before === details) return
  if (before !== instead) throw new Refusal('payment_details_changed')
  await savePaymentDetails(unit, deskId, details)
  const { memberId } = actor
  const journalActor = signatureOf(actor, 'desk')
  await append(unit, [
    { type: 'payment.detailsSet', actor: journalActor, memberId, deskId, payload: { note: details } },
  ])
}
