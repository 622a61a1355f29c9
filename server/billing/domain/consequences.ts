import { type Account, canBeginWork, quantaLeft } from './account.ts'
import type { BillingEvent } from './billingEvents.ts'
import { evolve } from './evolve.ts'

const FEW_QUANTA = 3

/** These events and what each of them brings with it: warnings, once per crossing, interruption and its end (Q7). */
export function withConsequences(account: Account, events: readonly BillingEvent[]): BillingEvent[] {
  let before = account
  const all: BillingEvent[] = []
  for (const event of events) {
    const after = evolve(before, event)
    // Whoever chooses or leaves a plan has read what is left then.
    const low = event.type === 'limit.set' ? [] : warnings(before, after, event.at)
    const following = [...low, ...interruption(after, event.at)]
    all.push(event, ...following)
    before = following.reduce(evolve, after)
  }
  return all
}

/** A crossing is a step from above the mark to the mark or below; only a payment can lead above again. */
function warnings(before: Account, after: Account, at: Date): BillingEvent[] {
  const [was, is] = [signs(before), signs(after)]
  const crossed = (['share', 'few'] as const).filter((sign) => is[sign] && !was[sign])
  return crossed.map((sign) => ({ type: 'quanta.low', at, sign, ...quantaLeft(after) }))
}

function signs(account: Account): Record<'share' | 'few', boolean> {
  const { left, total } = quantaLeft(account)
  return { share: left * 5 <= total, few: left <= FEW_QUANTA }
}

function interruption(account: Account, at: Date): BillingEvent[] {
  if (isInterrupted(account)) return account.interruptedSince === null ? [interrupted(account, at)] : []
  return account.interruptedSince !== null && canBeginWork(account) ? [{ type: 'service.resumed', at }] : []
}

export function interrupted(account: Account, at: Date): BillingEvent {
  return { type: 'service.interrupted', at, left: quantaLeft(account).left }
}

/** Q7, Q16: nobody works, and nothing is left that work could begin with. */
export function isInterrupted(account: Account): boolean {
  return account.running.length === 0 && !canBeginWork(account)
}
