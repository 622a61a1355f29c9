import type { Clock, Pause } from './clock.ts'
import type { Promised } from './targets.ts'

/**
 * A ticket's history as far as its clocks can tell its events apart. Those without an effect are named, too, so that
 * nobody has to guess what they do: nothing.
 */
export type ClockEvent = { at: Date; seq: number } & ClockHappening

export type ClockHappening =
  /** Clocks of a coupon ticket start at creation, those of any other (null) when it is queued (S3). */
  | { type: 'created'; promised: Promised | null }
  | { type: 'queued'; promised: Promised }
  | { type: 'clientMessage' }
  /** Public, and written by a human: the only thing that ends a reaction clock. */
  | { type: 'agentMessage'; isQuestion: boolean }
  | { type: 'note' }
  | { type: 'automaticMessage' }
  | { type: 'assigned' }
  | { type: 'inProgress' }
  | { type: 'waitingForClient' }
  | { type: 'deferred' }
  | { type: 'undeferred' }
  | { type: 'awaitingPayment' }
  | { type: 'paid' }
  | { type: 'locked' }
  | { type: 'unlocked' }
  /** Priority, category, plan or coupon are others now. */
  | { type: 'retargeted'; promised: Promised }
  | { type: 'resolved' }
  /** A conversation that the assistant closed is promised something for the first time when it is reopened. */
  | { type: 'reopened'; promised: Promised }
  | { type: 'closed' }
  /** The conversation goes on in another ticket, and so does the clock of what is owed. */
  | { type: 'merged' }
  /** Back from there: what the merge has stopped goes on. */
  | { type: 'unmerged'; since: Date; isResolved: boolean }
  /** Another ticket was merged into this one, and what is owed to its client is due before anything that is owed here. */
  | { type: 'tookOver'; taken: TakenClock }
  /** That other one is back and has its clock; here the client has waited since then, or for nothing. */
  | { type: 'gaveBack'; unansweredSince: Date | null }

/** A reaction clock of a merged ticket, as far as it had gone. */
export type TakenClock = Pick<Clock, 'startedAt' | 'promises'> & { pauses: readonly (Pause & { to: Date })[] }
