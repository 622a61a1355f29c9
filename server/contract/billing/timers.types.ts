import * as v from 'valibot'
import { clientNames, count, id, instant, memberId, person } from '../common.ts'
import { remoteTool } from '../tickets/access.types.ts'
import { accountOf, page, reason } from './base.types.ts'

/** `idle`: nothing happened on the ticket for long; `dayEnds`: the working day is nearly over (Q11). */
const timerQuestion = v.strictObject({ askedAt: instant, stopsAt: instant, why: v.picklist(['idle', 'dayEnds']) })

export const timerView = v.strictObject({
  intervalId: id,
  ticketId: id,
  ticketNumber: v.string(),
  memberId,
  ...clientNames,
  agent: person,
  startedAt: instant,
  /** Taken by this interval so far, each of so many minutes. */
  quanta: count,
  quantumMinutes: count,
  /** The server's clock, so that a page counts on from there and not by its own. */
  at: instant,
  /** "Still working?", while it waits for an answer; only its agent is asked. */
  question: v.nullable(timerQuestion),
})
export type TimerView = v.InferOutput<typeof timerView>

export const stopCauses = ['exhausted', 'agent', 'ticketEnded', 'locked', 'noAnswer', 'dayEnded'] as const
export type StopCause = (typeof stopCauses)[number]

export const disputeView = v.strictObject({
  disputeId: id,
  openedAt: instant,
  openedBy: v.string(),
  reason: v.string(),
  answer: v.nullable(v.strictObject({ at: instant, by: v.string(), text: v.string(), givenBack: count })),
})
export type DisputeView = v.InferOutput<typeof disputeView>

export const intervalView = v.strictObject({
  intervalId: id,
  ticketId: id,
  ticketNumber: v.string(),
  agent: person,
  startedAt: instant,
  /** Null while it runs. */
  stoppedAt: v.nullable(instant),
  stopCause: v.nullable(v.picklist(stopCauses)),
  quanta: count,
  quantumMinutes: count,
  /** Until when a client may dispute it (Q10); null where it cannot be disputed any more, or not yet. */
  disputableUntil: v.nullable(instant),
  dispute: v.nullable(disputeView),
  /** Sessions at the client's screen that lay in it (Q11), the earliest first; absent where there were none. */
  remote: v.optional(v.array(v.strictObject({ tool: remoteTool, startedAt: instant, endedAt: v.nullable(instant) }))),
})
export type IntervalView = v.InferOutput<typeof intervalView>

export const listIntervalsInput = v.strictObject({
  account: accountOf,
  /** Only those with a dispute that waits for its answer. */
  onlyDisputed: v.optional(v.boolean(), false),
  ...page,
})

export const intervalPage = v.strictObject({ intervals: v.array(intervalView), nextCursor: v.nullable(v.string()) })

/** The page makes `intervalId`; the same id again is the same start. `stopsOther`: the agent's running timer makes way. */
export const startTimerInput = v.strictObject({
  ticketId: id,
  intervalId: id,
  stopsOther: v.optional(v.boolean(), false),
})

export const intervalInput = v.strictObject({ intervalId: id })

export const ownTimer = v.strictObject({ timer: v.nullable(timerView) })

export const disputeIntervalInput = v.strictObject({ intervalId: id, disputeId: id, reason })

/** `giveBack`: so many of the interval's quanta, to the packages that paid them. */
export const answerDisputeInput = v.strictObject({ disputeId: id, text: reason, giveBack: count })
