import { wholeSecond } from '#server/calendar/seconds.ts'
import type { Account } from '../../domain/account.ts'
import { decide } from '../../domain/billing.ts'
import type { BillingEvent } from '../../domain/billingEvents.ts'
import { evolve } from '../../domain/evolve.ts'
import { settle } from '../../domain/settle.ts'
import type { Question } from './idlePrompt.ts'

/**
 * What has happened by itself until now: quanta, ends, and timers whose agents have not answered, in the order of their instants,
 * whatever ran meanwhile. `questions`: by the timers' ids.
 */
export function catchUp(account: Account, questions: ReadonlyMap<string, Question>, at: Date): BillingEvent[] {
  const events: BillingEvent[] = []
  let now = account
  const happen = (happened: readonly BillingEvent[]) => {
    events.push(...happened)
    now = happened.reduce(evolve, now)
  }
  const unanswered = [...questions]
    .filter(([, { stopAt }]) => stopAt.getTime() <= at.getTime())
    .toSorted(([, one], [, other]) => one.stopAt.getTime() - other.stopAt.getTime())
  for (const [intervalId, { stopAt, cause }] of unanswered) {
    happen(settle(now, wholeSecond(stopAt)))
    if (!now.running.some((one) => one.intervalId === intervalId)) continue
    happen(decide(now, { type: 'stopTimer', at: stopAt, intervalId, cause }))
  }
  happen(settle(now, wholeSecond(at)))
  return events
}
