import {
  type Clock,
  continueClock,
  endClock,
  pauseClock,
  type PauseReason,
  resumeClock,
  retarget,
  startClock,
} from './clock.ts'
import type { ClockEvent, ClockHappening, TakenClock } from './clockEvents.ts'
import { asKnownWith, type ClockKind, type Promised } from './targets.ts'

/** `waiting`: nobody is asked for yet. `merged`: the conversation goes on in another ticket. */
export const ticketStages = ['waiting', 'open', 'resolved', 'closed', 'merged'] as const

/** The three clocks of a ticket, and what is needed to go on from here without its history. */
export type TicketClocks = {
  lastSeq: number
  lastAt: Date
  stage: (typeof ticketStages)[number]
  promised: Promised | null
  holds: Readonly<Record<Hold, boolean>>
  /** A public question of an agent that no message of the client followed. */
  hasOpenQuestion: boolean
  firstReaction: Clock | null
  /** One for each time that the client wrote and waits for people; the last one may run. */
  nextReactions: readonly Clock[]
  resolution: Clock | null
}

type Hold = 'locked' | 'awaitingPayment' | 'waitingForClient' | 'deferred'

export const noClocks: TicketClocks = {
  lastSeq: -1,
  lastAt: new Date(0),
  stage: 'waiting',
  promised: null,
  holds: { locked: false, awaitingPayment: false, waitingForClient: false, deferred: false },
  hasOpenQuestion: false,
  firstReaction: null,
  nextReactions: [],
  resolution: null,
}

/** In order of their numbers, whatever order they come in. */
export function replay(history: readonly ClockEvent[]): TicketClocks {
  return history.toSorted((one, other) => one.seq - other.seq).reduce(advance, noClocks)
}

/** Never refuses. An event that was counted already changes nothing, so a history may be counted twice. */
export function advance(before: TicketClocks, event: ClockEvent): TicketClocks {
  if (event.seq <= before.lastSeq) return before
  // Servers' clocks differ; time never goes back within a ticket.
  const at = event.at.getTime() < before.lastAt.getTime() ? before.lastAt : event.at
  const after = happened({ ...before, lastSeq: event.seq, lastAt: at }, event, at)
  return eachClock(after, (clock) => pauseClock(clock, pauseReasonOf(after, clock.kind), at))
}

function happened(clocks: TicketClocks, event: ClockHappening, at: Date): TicketClocks {
  switch (event.type) {
    case 'created':
      return event.promised === null ? clocks : queued(clocks, event.promised, at)
    case 'queued':
      return queued(clocks, event.promised, at)
    case 'clientMessage':
      return clientWrote(clocks, at)
    case 'agentMessage':
      return clocks.stage === 'waiting' ? clocks : agentWrote(clocks, event, at)
    case 'note':
    case 'automaticMessage':
    case 'assigned':
      return clocks
    case 'inProgress':
      return withoutHold(clocks, 'waitingForClient')
    case 'waitingForClient':
      // Without a public question nobody waits for the client.
      return clocks.stage === 'open' && clocks.hasOpenQuestion ? withHold(clocks, 'waitingForClient') : clocks
    case 'deferred':
      return withHold(clocks, 'deferred')
    case 'undeferred':
      return withoutHold(clocks, 'deferred')
    case 'awaitingPayment':
      return withHold(clocks, 'awaitingPayment')
    case 'paid':
      return withoutHold(clocks, 'awaitingPayment')
    case 'locked':
      return withHold(clocks, 'locked')
    case 'unlocked':
      return withoutHold(clocks, 'locked')
    case 'retargeted':
      return retargeted(clocks, event.promised, at)
    case 'resolved':
      return { ...released(clocks), stage: 'resolved', resolution: ended(clocks.resolution, 'met', at) }
    case 'reopened':
      return reopened(clocks, event.promised, at)
    case 'closed':
      return { ...released(eachClock(clocks, (clock) => endClock(clock, 'stopped', at))), stage: 'closed' }
    case 'merged':
      // What was paused is paused still when it comes back.
      return { ...eachClock(clocks, (clock) => endClock(clock, 'stopped', at)), stage: 'merged' }
    case 'unmerged':
      return unmerged(clocks, event, at)
    case 'tookOver':
      return tookOver(clocks, event.taken, at)
    case 'gaveBack':
      return gaveBack(clocks, event.unansweredSince, at)
  }
}

/** Back from a deferral it is queued, too, but its clocks have started before. */
function queued(clocks: TicketClocks, promised: Promised, at: Date): TicketClocks {
  if (clocks.stage !== 'waiting') return clocks
  return {
    ...clocks,
    stage: 'open',
    promised,
    firstReaction: startClock('firstReaction', promised, at),
    resolution: startClock('resolution', promised, at),
  }
}

function clientWrote(before: TicketClocks, at: Date): TicketClocks {
  const clocks = { ...withoutHold(before, 'waitingForClient'), hasOpenQuestion: false }
  // In `resolved` it may be no more than thanks; both sides have a button that reopens.
  if (clocks.stage !== 'open' || clocks.firstReaction?.end?.how !== 'met') return clocks
  return awaitingReaction(clocks, at)
}

function agentWrote(clocks: TicketClocks, message: { isQuestion: boolean }, at: Date): TicketClocks {
  return {
    ...clocks,
    hasOpenQuestion: clocks.hasOpenQuestion || message.isQuestion,
    firstReaction: ended(clocks.firstReaction, 'met', at),
    nextReactions: clocks.nextReactions.map((clock) => endClock(clock, 'met', at)),
  }
}

function retargeted(clocks: TicketClocks, promised: Promised, at: Date): TicketClocks {
  if (clocks.promised === null) return clocks
  return eachClock({ ...clocks, promised }, (clock) => retarget(clock, promised, at))
}

function reopened(before: TicketClocks, promised: Promised, at: Date): TicketClocks {
  const { resolution, firstReaction } = before
  const clocks: TicketClocks = { ...released(before), stage: 'open' }
  if (before.promised === null || resolution === null) return queued({ ...clocks, stage: 'waiting' }, promised, at)
  // What was promised goes on (S4), by the official years that are known now (S1).
  const inForce = asKnownWith(before.promised, promised)
  const goneOn = { ...clocks, promised: inForce, resolution: retarget(continueClock(resolution, at), inForce, at) }
  // Nobody ever answered: then it is still the first reaction that is owed.
  if (firstReaction !== null && firstReaction.end?.how !== 'met') {
    return { ...goneOn, firstReaction: retarget(continueClock(firstReaction, at), inForce, at) }
  }
  return awaitingReaction(goneOn, at)
}

/**
 * Only what the merge itself has stopped: whatever had ended before stays so. An answer that is owed was owed all the time, or an
 * agent could pause it without a word (S4); of the resolution the span is a pause, as of every ticket that was closed.
 */
function unmerged(clocks: TicketClocks, { since, isResolved }: { since: Date; isResolved: boolean }, at: Date) {
  const back = eachClock(clocks, (clock) => {
    if (clock.end?.how !== 'stopped' || clock.end.at.getTime() < since.getTime()) return clock
    return clock.kind === 'resolution' ? continueClock(clock, at) : resumeClock(clock)
  })
  return { ...back, stage: isResolved ? ('resolved' as const) : ('open' as const) }
}

/**
 * S3: one answer is owed, by the earlier of both promises; its clock is the other ticket's, with its own start, pauses and target, so
 * its strip adds up as before (S5). A next reaction that is due later gives way to it; the first one is counted on beside it.
 */
function tookOver(clocks: TicketClocks, { startedAt, pauses, promises }: TakenClock, at: Date): TicketClocks {
  const taken: Clock = { kind: 'nextReaction', startedAt, pauses, promises, end: null }
  const others = clocks.nextReactions.map((clock) => endClock(clock, 'stopped', at))
  return { ...clocks, nextReactions: [...others, taken] }
}

function gaveBack(clocks: TicketClocks, unansweredSince: Date | null, at: Date): TicketClocks {
  const without = { ...clocks, nextReactions: clocks.nextReactions.map((clock) => endClock(clock, 'stopped', at)) }
  if (unansweredSince === null || clocks.stage !== 'open' || clocks.firstReaction?.end?.how !== 'met') return without
  return awaitingReaction(without, unansweredSince)
}

function awaitingReaction(clocks: TicketClocks, at: Date): TicketClocks {
  if (clocks.promised === null || clocks.nextReactions.at(-1)?.end === null) return clocks
  return { ...clocks, nextReactions: [...clocks.nextReactions, startClock('nextReaction', clocks.promised, at)] }
}

/** The product's own reasons stop every clock; deferring, which needs no message to the client, only the resolution (S4). */
function pauseReasonOf(clocks: TicketClocks, kind: ClockKind): PauseReason | null {
  const { holds, promised } = clocks
  if (holds.locked) return 'locked'
  if (holds.awaitingPayment && promised?.subject.coupon !== true) return 'awaitingPayment'
  if (holds.waitingForClient) return 'waitingForClient'
  return holds.deferred && kind === 'resolution' ? 'deferred' : null
}

function eachClock(clocks: TicketClocks, change: (clock: Clock) => Clock): TicketClocks {
  return {
    ...clocks,
    firstReaction: clocks.firstReaction === null ? null : change(clocks.firstReaction),
    nextReactions: clocks.nextReactions.map(change),
    resolution: clocks.resolution === null ? null : change(clocks.resolution),
  }
}

function ended(clock: Clock | null, how: 'met' | 'stopped', at: Date): Clock | null {
  return clock === null ? null : endClock(clock, how, at)
}

function withHold(clocks: TicketClocks, hold: Hold): TicketClocks {
  return { ...clocks, holds: { ...clocks.holds, [hold]: true } }
}

function withoutHold(clocks: TicketClocks, hold: Hold): TicketClocks {
  return { ...clocks, holds: { ...clocks.holds, [hold]: false } }
}

/** A new place in the life of a ticket: what the old one waited for is over. */
function released(clocks: TicketClocks): TicketClocks {
  return { ...clocks, hasOpenQuestion: false, holds: { ...clocks.holds, waitingForClient: false, deferred: false } }
}
