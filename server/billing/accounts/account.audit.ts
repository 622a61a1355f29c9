import type { billingEvents } from '#contract/billing/events.ts'
import type { JournalEvent } from '#contract/events.ts'
import { theSystem } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { BillingEvent } from '../domain/billingEvents.ts'
import type { AccountForUpdate } from '../domain/accountForUpdate.ts'

/** D5: what of an account both sides' owners read in the audit log; each at its own instant. */
export async function appendActs(
  unit: UnitOfWork,
  { deskId, memberId, head }: AccountForUpdate,
  events: readonly BillingEvent[],
  journalActor: JournalActor,
): Promise<void> {
  for (const event of events) {
    const act = actOf(event, head)
    if (act === null) continue
    const actor = byThemselves.includes(act.type) ? theSystem : journalActor
    await append({ ...unit, at: event.at }, [{ ...act, actor, memberId, deskId }])
  }
}

/** Between a timer and its agent (Q11): of no desk and no portal, so that it is in nobody's audit log. */
export async function appendQuestion(unit: UnitOfWork, intervalId: string, askedAt: Date): Promise<void> {
  const payload = { intervalId, askedAt: askedAt.toISOString() }
  await append(unit, [{ type: 'timer.asked', payload, actor: theSystem, memberId: null, deskId: null }])
}

type Act = JournalEvent<keyof typeof billingEvents>

/** What happens without anybody's decision, whoever's command finds it due. */
const byThemselves: readonly Act['type'][] = [
  'package.ending',
  'package.ended',
  'quanta.low',
  'service.interrupted',
  'service.resumed',
]

/** Quanta that begin and timers that run are in the ledger and in their tickets. */
function actOf(event: BillingEvent, { count }: AccountForUpdate['head']): Act | null {
  switch (event.type) {
    case 'package.ending':
      return { type: event.type, payload: { days: event.days, quanta: event.left } }
    case 'package.ended':
      return { type: event.type, payload: { quanta: event.quanta } }
    case 'quanta.low':
      return { type: event.type, payload: { quanta: event.left } }
    case 'service.interrupted':
      return { type: event.type, payload: { quanta: event.left } }
    case 'service.resumed':
      // The first package opens the account.
      return count === 0 ? null : { type: event.type, payload: {} }
    case 'quanta.adjusted':
      return { type: event.type, payload: { quanta: event.quanta, note: event.reason } }
    case 'quanta.returned':
      return { type: event.type, payload: { quanta: event.package.quanta, note: event.reason } }
    case 'package.bought':
    case 'owed.paid':
    case 'limit.set':
    case 'leastCharge.set':
    case 'ticket.ended':
    case 'ticket.reopened':
    case 'quanta.taken':
    case 'timer.started':
    case 'timer.stopped':
      return null
  }
}
