import type { Payer, RunningInterval } from './account.ts'
import type { Money } from './money.ts'
import type { Validity } from './validity.ts'

export type StopCause =
  /** None was left when the next quantum would have begun (Q7). */
  | 'exhausted'
  | 'agent'
  /** The ticket was resolved, closed, merged (Q5). */
  | 'ticketEnded'
  /** The portal switched its support (E3). */
  | 'locked'
  /** Nobody answered "still working?", or the working day ended (Q11). */
  | 'noAnswer'
  | 'dayEnded'

export type NewPackage = { packageId: string; planCode: string; quanta: number; ends: Date; validity: Validity }

export type BillingEvent =
  | { type: 'package.bought'; at: Date; package: NewPackage; orderId: string; price: Money }
  | { type: 'package.ending'; at: Date; packageId: string; days: number; left: number }
  | { type: 'package.ended'; at: Date; packageId: string; quanta: number }
  | { type: 'owed.paid'; at: Date; quanta: number; orderId: string; price: Money }
  | { type: 'limit.set'; at: Date; limitQuanta: number }
  /** What a ticket takes at its first start, by the terms that hold from now on. */
  | { type: 'leastCharge.set'; at: Date; quanta: number }
  /** A ticket on which work had begun is resolved or closed, or it is back. */
  | { type: 'ticket.ended' | 'ticket.reopened'; at: Date; ticketId: string }
  | QuantaTaken
  | { type: 'quanta.adjusted'; at: Date; packageId: string | null; quanta: number; reason: string; by: string }
  | QuantaReturned
  | { type: 'quanta.low'; at: Date; sign: 'share' | 'few'; left: number; total: number }
  | ({ type: 'timer.started'; at: Date } & Omit<RunningInterval, 'startedAt'>)
  | { type: 'timer.stopped'; at: Date; intervalId: string; ticketId: string; agentId: string; cause: StopCause }
  /** `left`: a rest with which no work can begin (Q16); 0: nothing. */
  | { type: 'service.interrupted'; at: Date; left: number }
  | { type: 'service.resumed'; at: Date }

export type QuantaTaken = {
  type: 'quanta.taken'
  at: Date
  /** A quantum that begins takes one, or none while the ticket's least charge still pays for it. */
  cause: 'quantum' | 'leastCharge'
  intervalId: string
  ticketId: string
  group: string
  quantumSeconds: number
  payers: readonly Payer[]
}

/** Given back on a package that has ended: a small one, with the plan's days from now (Q9). */
export type QuantaReturned = {
  type: 'quanta.returned'
  at: Date
  endedPackageId: string
  package: NewPackage
  reason: string
  by: string
}
