import * as v from 'valibot'
import { count, id, instant, language } from '../common.ts'
import { evidence } from './evidence.types.ts'
import { category, priority, words } from '../regulations/base.types.ts'
import { kindTitles } from '../regulations/kinds.types.ts'
import { categoryTerms, priorityTerms } from '../regulations/tickets.types.ts'

export const clockKinds = ['firstReaction', 'nextReaction', 'resolution'] as const

/** Of a clock that goes by another calendar from now on. */
export const movedDeadline = v.strictObject({
  clock: v.picklist(clockKinds),
  from: v.nullable(instant),
  to: v.nullable(instant),
})

const promise = evidence.entries.promises.item

/** One clock of a ticket as both sides see it: the same numbers, no names of people. */
export const clockView = v.strictObject({
  clock: v.picklist(clockKinds),
  /** Which one of the next reactions, from 0 on. */
  round: count,
  startedAt: instant,
  state: evidence.entries.state,
  /** Null while it stands still, and where nothing is promised. */
  deadline: v.nullable(instant),
  remainingSeconds: v.nullable(v.number()),
  /**
   * To the deadline in the working time of the promise, below zero behind it, as it was at `at`; the page goes on counting from
   * there while `isCounting`, and asks again at `changesAt`. Null where a date by the wall is promised, or no deadline is known.
   */
  measured: v.nullable(
    v.strictObject({ seconds: v.number(), at: instant, isCounting: v.boolean(), changesAt: v.nullable(instant) }),
  ),
  /** The days until the deadline are settled; where not, its country has not yet published the year (S1). */
  isFinal: v.boolean(),
  /** The length of a working day of the calendar that measures it; null where its days differ. */
  dayMinutes: v.nullable(v.number()),
  /** The zone of the calendar that measures it. */
  timeZone: v.nullable(v.string()),
  /** Everything that was promised, the one in force last. */
  promises: v.array(v.pick(promise, ['since', 'subject', 'target', 'deadline', 'outcome'])),
})
export type ClockView = v.InferOutput<typeof clockView>

export const slaView = v.strictObject({
  /** The server's time, by which the page goes on counting. */
  at: instant,
  category: v.nullable(category),
  priority,
  titles: kindTitles,
  /** What the client has proposed and staff has not decided yet (T3). */
  wish: v.nullable(priority),
  /** Work on it begins with the next payment (E10). */
  awaitsPayment: v.boolean(),
  canClassify: v.boolean(),
  clocks: v.array(clockView),
  /** What the desk says where it promises no time. */
  withoutTarget: v.nullable(words),
})
export type SlaView = v.InferOutput<typeof slaView>

/** Categories and priorities with their meanings (T3), as the regulation of a desk or of a ticket has them. */
export const ticketKinds = v.strictObject({ categories: v.array(categoryTerms), priorities: v.array(priorityTerms) })
export type TicketKinds = v.InferOutput<typeof ticketKinds>

export const classifyInput = v.strictObject({
  ticketId: id,
  category,
  priority,
  /** The client's wish that is decided by this, as it was shown; whoever decides another one reads that first. */
  decides: v.optional(priority),
})
export type ClassifyInput = v.InferOutput<typeof classifyInput>

export const evidenceInput = v.strictObject({ ticketId: id, clock: v.picklist(clockKinds), round: count })

/** For people: in their language, by their clock. */
export const evidencePdfInput = v.strictObject({
  ...evidenceInput.entries,
  language,
  timeZone: v.pipe(v.string(), v.maxLength(64), v.check(isTimeZone, 'is no time zone')),
})
export const evidencePdf = v.strictObject({ fileName: v.string(), base64: v.string() })

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** An alarm of a clock; 100 is the breach. `onDuty`: chat has not solved it in time (T12). */
export const alarmClocks = [...clockKinds, 'onDuty'] as const
export type AlarmClock = (typeof alarmClocks)[number]
