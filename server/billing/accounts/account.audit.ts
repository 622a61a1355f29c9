import type { billingEvents } from '#contract/billing/events.ts'
import type { JournalEvent } from '#contract/events.ts'
import { theSystem } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { BillingEvent } from '../domain/billingEvents.ts'
import type { AccountForUpdate, AccountKey } from '../domain/accountForUpdate.ts'
import { workTermsFor } from './workTerms.queries.ts'

type Act = JournalEvent<keyof typeof billingEvents>
type ActAt = { at: Date; act: Act }

/**
 * D5: what of an account both sides' owners read in the audit log, each at its own instant; quanta have the length that they had a moment
 * before (E9), so what they come to is asked before anything is saved.
 */
export async function actsOf(
  unit: UnitOfWork,
  ports: TermsPort,
  before: AccountForUpdate,
  events: readonly BillingEvent[],
): Promise<ActAt[]> {
  const acts: ActAt[] = []
  for (const event of events) {
    const act = await actOf(event, before.head, async () => {
      const momentBefore = { tx: unit.tx, at: new Date(event.at.getTime() - 1) }
      return (await workTermsFor(momentBefore, ports, before)).regulation.work.quantumMinutes
    })
    if (act !== null) acts.push({ at: event.at, act })
  }
  return acts
}

export async function appendActs(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  acts: readonly ActAt[],
  journalActor: JournalActor,
): Promise<void> {
  for (const { at, act } of acts) {
    const actor = byThemselves.includes(act.type) ? theSystem : journalActor
    await append({ ...unit, at }, [{ ...act, actor, memberId, deskId }])
  }
}

/** Between a timer and its agent (Q11): of no desk and no portal, so that it is in nobody's audit log. */
export async function appendQuestion(unit: UnitOfWork, intervalId: string, askedAt: Date): Promise<void> {
  const payload = { intervalId, askedAt: askedAt.toISOString() }
  await append(unit, [{ type: 'timer.asked', payload, actor: theSystem, memberId: null, deskId: null }])
}

/** What happens without anybody's decision, whoever's command finds it due. */
const byThemselves: readonly Act['type'][] = [
  'package.ending',
  'package.ended',
  'quanta.low',
  'service.interrupted',
  'service.resumed',
]

/** Quanta that begin and timers that run are in the ledger and in their tickets. */
async function actOf(
  event: BillingEvent,
  { count }: AccountForUpdate['head'],
  quantum: () => Promise<number>,
): Promise<Act | null> {
  switch (event.type) {
    case 'package.ending':
      return {
        type: event.type,
        payload: { days: event.days, quanta: event.left, quantumMinutes: await quantum() },
      }
    case 'package.ended':
      return { type: event.type, payload: { quanta: event.quanta, quantumMinutes: await quantum() } }
    case 'quanta.low':
    case 'service.interrupted':
      return { type: event.type, payload: { quanta: event.left, quantumMinutes: await quantum() } }
    case 'service.resumed':
      // The first package opens the account.
      return count === 0 ? null : { type: event.type, payload: {} }
    case 'quanta.adjusted':
      return {
        type: event.type,
        payload: { quanta: event.quanta, quantumMinutes: await quantum(), note: event.reason },
      }
    case 'quanta.returned':
      return {
        type: event.type,
        payload: { quanta: event.package.quanta, quantumMinutes: await quantum(), note: event.reason },
      }
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
