import type { Folded } from '#server/sla/domain/clockProjection.ts'
import type { Promised } from '#server/sla/domain/targets.ts'
import { endClock } from '#server/sla/domain/clock.ts'
import { replay, type TicketClocks } from '#server/sla/domain/ticketClocks.ts'
import { answer, history, minutes, promised, question, queued, reopened, usual } from './history.ts'

type Story = Parameters<typeof history>[number][]

/** By the end of the day, with a coupon and plans, and nothing promised for the resolution. */
const byCoupon: Promised = promised(
  { firstReaction: { by: 'endOfDay', nextDayAfter: '17:00', calendar: 'office' }, nextReaction: minutes(30, 'always') },
  { category: null, priority: 'critical', plans: ['gold', 'silver'], coupon: true },
)
const slower = promised({ firstReaction: minutes(120), resolution: minutes(960) }, { priority: 'low' })

/** What can be told of a ticket's clocks: every stage, hold, pause, end and target is in one of them. */
const stories: Record<string, Story> = {
  nobodyAskedYet: [['2026-11-16T07:00:00Z', { type: 'created', promised: null }]],
  justQueued: [['2026-11-16T07:00:00Z', queued]],
  conversation: [
    ['2026-11-16T07:00:00Z', queued],
    ['2026-11-16T07:30:00Z', answer],
    ['2026-11-16T08:00:00Z', 'clientMessage'],
    ['2026-11-16T08:10:00Z', answer],
    ['2026-11-16T09:00:00.123Z', 'clientMessage'],
  ],
  waitingForClient: [
    ['2026-11-16T07:00:00Z', queued],
    ['2026-11-16T07:30:00Z', question, 'waitingForClient'],
  ],
  deferredAndLocked: [
    ['2026-11-16T07:00:00Z', queued],
    ['2026-11-16T07:30:00Z', 'deferred'],
    ['2026-11-17T07:30:00Z', 'undeferred'],
    ['2026-11-17T08:00:00Z', 'locked'],
  ],
  awaitingPayment: [
    ['2026-11-16T07:00:00Z', queued, 'awaitingPayment'],
    ['2026-11-16T07:05:00Z', 'paid'],
    ['2026-11-16T07:06:00Z', 'awaitingPayment'],
  ],
  byCoupon: [['2026-11-16T07:00:00Z', { type: 'created', promised: byCoupon }]],
  retargeted: [
    ['2026-11-16T07:00:00Z', queued],
    ['2026-11-16T07:10:00Z', { type: 'retargeted', promised: slower }],
  ],
  resolved: [
    ['2026-11-16T07:00:00Z', queued],
    ['2026-11-16T07:30:00Z', answer],
    ['2026-11-16T09:00:00Z', 'resolved'],
  ],
  closedUnanswered: [
    ['2026-11-16T07:00:00Z', queued],
    ['2026-11-16T09:00:00Z', 'closed'],
  ],
  reopened: [
    ['2026-11-16T07:00:00Z', queued],
    ['2026-11-16T07:30:00Z', answer],
    ['2026-11-16T09:00:00Z', 'resolved', 'closed'],
    ['2026-11-18T09:00:00Z', reopened],
  ],
  reopenedUnanswered: [
    ['2026-11-16T07:00:00Z', queued],
    ['2026-11-16T09:00:00Z', 'closed'],
    ['2026-11-18T09:00:00Z', reopened],
  ],
  merged: [
    ['2026-11-16T07:00:00Z', queued],
    ['2026-11-16T08:00:00Z', 'assigned'],
  ],
}

/** The first release would have left the answer of a merged ticket owed there; now its clock goes on in the living one (T4). */
function asAtFirst(name: string, clocks: TicketClocks): TicketClocks {
  if (name !== 'merged' || clocks.resolution === null) return clocks
  return { ...clocks, stage: 'merged', resolution: endClock(clocks.resolution, 'stopped', clocks.lastAt) }
}

/** Their clocks with all next reactions, as they are before they are kept. */
export const toldClocks: Readonly<Record<string, Folded>> = Object.fromEntries(
  Object.entries(stories).map(([name, story]) => {
    const clocks = asAtFirst(name, replay(history(...story)))
    const { subject } = clocks.promised ?? usual
    return [name, { uptoSeq: clocks.lastSeq + 1, subject, clocks, roundsBefore: 2 }]
  }),
)
