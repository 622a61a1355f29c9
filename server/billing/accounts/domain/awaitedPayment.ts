import type { AwaitedPayment } from '#contract/billing/base.types.ts'
import type { AccountFigures } from './accountFigures.ts'

type Figures = Pick<AccountFigures, 'left' | 'limitQuanta' | 'interruptedSince' | 'entries'>

/**
 * E10: why work for a client waits for a payment; null where it goes on, or where the desk sells nothing and so waits for nothing.
 * The pages that promise people, the account and its tickets all ask here.
 */
export function awaitedPayment(
  { left, limitQuanta, interruptedSince, entries }: Figures,
  { plans }: { plans: readonly unknown[] },
): AwaitedPayment | null {
  if (interruptedSince !== null) return awaitedWith({ left, limitQuanta })
  return entries === 0 && limitQuanta === 0 && plans.length > 0 ? 'nothingBought' : null
}

/** Of service that was interrupted: what would bring it back. */
export function awaitedWith({ left, limitQuanta }: Pick<Figures, 'left' | 'limitQuanta'>): AwaitedPayment {
  if (limitQuanta > 0) return 'owing'
  return left > 0 ? 'belowLeast' : 'usedUp'
}
