import type { WorkTerms } from './account.ts'
import type { StopCause } from './billingEvents.ts'
import type { Money } from './money.ts'
import type { Validity } from './validity.ts'

export type BillingCommand =
  /** A paid order: its package starts at this instant, whatever the document's date says (Q4). */
  | {
      type: 'addPackage'
      at: Date
      packageId: string
      orderId: string
      planCode: string
      quanta: number
      validity: Validity
      timeZone: string
      price: Money
    }
  | { type: 'payOwed'; at: Date; orderId: string; quanta: number; price: Money }
  /**
   * The payment of an order was a mistake: the package that it began loses what it has, or (null) its quanta are owed again. Only
   * where that is exactly what the payment has brought.
   */
  | {
      type: 'takeBackPurchase'
      at: Date
      packageId: string | null
      quanta: number
      reason: string
      by: string
    }
  /** A plan that is billed afterwards begins with its limit, and ends with 0 (Q12). */
  | { type: 'setLimit'; at: Date; limitQuanta: number }
  /** After a purchase: the least charge of the terms under which work starts now (Q12). */
  | { type: 'setLeastCharge'; at: Date; quanta: number }
  | { type: 'endTicket'; at: Date; ticketId: string }
  | { type: 'reopenTicket'; at: Date; ticketId: string }
  | { type: 'startTimer'; at: Date; intervalId: string; ticketId: string; agentId: string; terms: WorkTerms }
  | { type: 'stopTimer'; at: Date; intervalId: string; cause: Exclude<StopCause, 'exhausted'> }
  /** `packageId` null: what is owed. `newPackageId` is used when the package has ended. */
  | {
      type: 'adjust'
      at: Date
      packageId: string | null
      quanta: number
      reason: string
      by: string
      newPackageId: string
      timeZone: string
    }

export type CommandOf<Type extends BillingCommand['type']> = Extract<BillingCommand, { type: Type }>
