import * as v from 'valibot'
import { calendar } from '../calendar/types.ts'
import { count, instant } from '../common.ts'
import { remoteTool } from '../tickets/access.types.ts'

/** Of a calendar as it is known since an official year was adopted, with that version behind it. */
const name = v.pipe(v.string(), v.maxLength(80))
const names = v.pipe(v.array(name), v.maxLength(100), v.readonly())
const wallTime = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))
/** Working time may have fractions: instants are whole milliseconds. */
const seconds = v.pipe(v.number(), v.minValue(0))

const target = v.variant('by', [
  v.strictObject({
    by: v.literal('time'),
    minutes: v.pipe(v.number(), v.minValue(0), v.maxValue(10_000_000)),
    calendar: name,
  }),
  v.strictObject({ by: v.literal('endOfDay'), nextDayAfter: v.nullable(wallTime), calendar: name }),
])
const subject = v.strictObject({
  category: v.nullable(name),
  priority: v.nullable(name),
  plans: names,
  coupon: v.boolean(),
})
const promised = v.strictObject({
  subject,
  targets: v.strictObject({
    firstReaction: v.nullable(target),
    nextReaction: v.nullable(target),
    resolution: v.nullable(target),
  }),
})

const reason = v.picklist(['locked', 'awaitingPayment', 'waitingForClient', 'deferred', 'resolved', 'closed'])

/** A clock that began in another ticket and is owed here since that one was merged into this one (T4): from when, with what pauses. */
export const takenClock = v.strictObject({
  startedAt: instant,
  pauses: v.pipe(v.array(v.strictObject({ reason, from: instant, to: instant })), v.maxLength(100_000)),
  promises: v.pipe(
    v.array(v.strictObject({ since: instant, subject, target: v.nullable(target) })),
    v.minLength(1),
    v.maxLength(1000),
  ),
})
/** As the journal and evidence keep it. */
export type TakenText = v.InferOutput<typeof takenClock>

const base = { at: instant }
/** What moved the clocks, in order. What moves none is left out, so that not even the existence of notes shows (T8). */
const happening = v.variant('type', [
  v.strictObject({ ...base, type: v.literal('created'), promised: v.nullable(promised) }),
  v.strictObject({ ...base, type: v.picklist(['queued', 'retargeted', 'reopened']), promised }),
  v.strictObject({ ...base, type: v.literal('agentMessage'), isQuestion: v.boolean() }),
  v.strictObject({
    ...base,
    type: v.picklist([
      'clientMessage',
      'inProgress',
      'waitingForClient',
      'deferred',
      'undeferred',
      'awaitingPayment',
      'paid',
      'locked',
      'unlocked',
      'resolved',
      'closed',
      'merged',
    ]),
  }),
  v.strictObject({ ...base, type: v.literal('tookOver'), taken: takenClock }),
  v.strictObject({ ...base, type: v.literal('gaveBack'), unansweredSince: v.nullable(instant) }),
  v.strictObject({ ...base, type: v.literal('unmerged'), since: instant, isResolved: v.boolean() }),
])

/** How a deadline was found, one step after the other. */
const step = v.variant('step', [
  v.strictObject({ step: v.literal('target'), workingSeconds: seconds, deadline: instant }),
  v.strictObject({
    step: v.literal('pause'),
    reason,
    from: instant,
    to: instant,
    workingSeconds: seconds,
    deadline: instant,
  }),
  v.strictObject({ step: v.literal('standsStill'), reason, from: instant, remainingSeconds: seconds }),
  v.strictObject({ step: v.literal('dueAtOnce'), deadline: instant }),
])

const segment = v.strictObject({
  kind: v.picklist(['counted', 'outsideHours', 'weekend', 'dayOff', 'paused']),
  reason: v.nullable(reason),
  from: instant,
  to: instant,
  /** Of a pause: by how much it moved the deadline. */
  workingSeconds: seconds,
})

const state = v.variant('status', [
  v.strictObject({ status: v.picklist(['absent', 'running', 'unknown']) }),
  v.strictObject({ status: v.literal('paused'), reason, since: instant }),
  v.strictObject({ status: v.picklist(['met', 'stopped']), at: instant }),
  v.strictObject({
    status: v.literal('breached'),
    at: instant,
    endedAt: v.nullable(instant),
    isByRetargeting: v.boolean(),
  }),
])

/** Each day written out. `finalThrough`: the days of its country are settled until the end of that year. */
const countedCalendar = v.strictObject({ ...calendar.entries, finalThrough: v.optional(v.number()) })

/** Q11: work at the client's screen moves no clock; it stands here because nothing else in the ticket shows it. `to` null: it ran on. */
const remoteSession = v.strictObject({ tool: remoteTool, from: instant, to: v.nullable(instant) })

/** Everything from which one clock of a ticket follows, and what follows: whoever has it can count it again (S5). */
export const evidence = v.strictObject({
  format: v.literal('opora.evidence.1'),
  clock: v.picklist(['firstReaction', 'nextReaction', 'resolution']),
  /** Which one of the next reactions, from 0 on. */
  round: count,
  until: instant,
  calendars: v.record(name, countedCalendar),
  history: v.pipe(v.array(happening), v.maxLength(100_000)),
  startedAt: instant,
  promises: v.array(
    v.strictObject({
      since: instant,
      subject,
      target: v.nullable(target),
      timeZone: v.nullable(name),
      deadline: v.nullable(instant),
      remainingSeconds: v.nullable(seconds),
      steps: v.array(step),
      outcome: v.picklist(['none', 'open', 'kept', 'broken', 'stopped']),
    }),
  ),
  strip: v.array(segment),
  workingSeconds: seconds,
  state,
  /** Left out where there were none. */
  remoteSessions: v.optional(v.pipe(v.array(remoteSession), v.minLength(1), v.maxLength(10_000), v.readonly())),
})
export type Evidence = v.InferOutput<typeof evidence>

/** The document, or where it is none. */
export function readEvidence(input: unknown): { evidence: Evidence } | { wrongAt: string } {
  const result = v.safeParse(evidence, input)
  return result.success ? { evidence: result.output } : { wrongAt: v.getDotPath(result.issues[0]) ?? '' }
}
