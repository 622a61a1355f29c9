import { theSystem } from '#server/platform/actor.ts'
import { type Entry, append } from '#server/platform/journal/journal.ts'
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
    const act = actOf(event, head.count === 0)
    if (act === null) continue
    const actor = act.isByItself ? theSystem : journalActor
    await append({ ...unit, at: event.at }, [{ type: act.type, payload: act.payload, actor, memberId, deskId }])
  }
}

/** Between a timer and its agent (Q11): of no desk and no portal, so that it is in nobody's audit log. */
export async function appendQuestion(unit: UnitOfWork, intervalId: string, askedAt: Date): Promise<void> {
  const payload = { intervalId, askedAt: askedAt.toISOString() }
  await append(unit, [{ type: 'timer.asked', payload, actor: theSystem, memberId: null, deskId: null }])
}

type Act = Pick<Entry, 'type' | 'payload'> & { isByItself: boolean }

/** Quanta that begin and timers that run are in the ledger and in their tickets. */
function actOf(event: BillingEvent, isFirst: boolean): Act | null {
  const byItself = (payload: Record<string, unknown>): Act => ({ type: event.type, payload, isByItself: true })
  if (event.type === 'package.ending') return byItself({ days: event.days, quanta: event.left })
  if (event.type === 'package.ended') return byItself({ quanta: event.quanta })
  if (event.type === 'quanta.low') return byItself({ quanta: event.left })
  if (event.type === 'service.interrupted') return byItself({})
  if (event.type === 'service.resumed') return isFirst ? null : byItself({})
  if (event.type === 'quanta.adjusted') {
    return { type: event.type, payload: { quanta: event.quanta, note: event.reason }, isByItself: false }
  }
  if (event.type === 'quanta.returned') {
    return { type: event.type, payload: { quanta: event.package.quanta, note: event.reason }, isByItself: false }
  }
  return null
}
