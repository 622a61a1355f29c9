import * as v from 'valibot'
import { calendarName, category, code, days, listOf, minutes, priority, someOf, whole, words } from './base.types.ts'

export const targetKinds = ['firstReaction', 'nextReaction', 'resolution'] as const
export type TargetKind = (typeof targetKinds)[number]

const wallTime = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))

/**
 * One promise (S3) and the tickets it is made for; null means any. Of several that fit the first one counts; where none
 * fits, nothing is promised.
 */
export const target = v.strictObject({
  kind: v.picklist(targetKinds),
  categories: v.nullable(someOf(category)),
  priorities: v.nullable(someOf(priority)),
  plans: v.nullable(someOf(code)),
  /** Special requests by coupon, or all others. */
  coupon: v.boolean(),
  within: v.variant('by', [
    /** So much working time of this calendar. */
    v.strictObject({ by: v.literal('time'), minutes, calendar: calendarName }),
    /** By 24:00 of the day it came in, in the calendar's zone; of the next one when it came after this time of day. */
    v.strictObject({ by: v.literal('endOfDay'), nextDayAfter: v.nullable(wallTime), calendar: calendarName }),
  ]),
})
export type Target = v.InferOutput<typeof target>

/** What is said where no time is promised: to everybody alike, or by the Bitrix24 tariff, as people answer (null: nothing). */
export const withoutTarget = v.variant('by', [
  v.strictObject({ by: v.literal('everybody'), text: words }),
  v.strictObject({
    by: v.literal('level'),
    texts: v.strictObject({
      free: v.nullable(words),
      basic: v.nullable(words),
      standard: v.nullable(words),
      professional: v.nullable(words),
      enterprise: v.nullable(words),
    }),
  }),
])

export const recipientKinds = ['assigneeOrShift', 'lead', 'owner'] as const

/** What happens as a target's time runs out: at shares of the working time, 100 is the breach (S6). */
export const escalationStep = v.strictObject({
  atPercent: v.pipe(whole, v.minValue(1), v.maxValue(100)),
  notify: listOf(v.picklist(recipientKinds)),
  reassign: v.nullable(v.picklist(['leastLoaded', 'lead'])),
  /** One step up, as far as the category allows (T3). */
  raisePriority: v.boolean(),
  pageOnDuty: v.boolean(),
})

export const queue = v.strictObject({
  /** What overtakes everybody else, in this order. */
  first: listOf(v.picklist(['critical', 'coupon'])),
  thenBy: v.picklist(['arrival', 'deadline']),
})

/** Resolved tickets close by themselves after so many working days of this calendar. */
export const closing = v.strictObject({
  calendar: calendarName,
  afterWorkingDays: v.pipe(days, v.maxValue(365)),
  reopenDays: v.pipe(whole, v.maxValue(3650)),
})

export const feedback = v.strictObject({
  /** Ratings from 1 to 5; up to this one the head of support is told (T11). */
  alertUpTo: v.pipe(whole, v.maxValue(5)),
  writeToLead: v.boolean(),
  /** In which working time of this calendar the head of support answers an urgent letter; null: no time is promised. */
  answerWithin: v.nullable(v.strictObject({ minutes, calendar: calendarName })),
})
