import * as v from 'valibot'
import { count, texts } from '../common.ts'
import { category, priority } from './base.types.ts'

/**
 * What is promised for the first answer, and the tickets that it is promised to; null means any. All rows of one plan together
 * tell it of every ticket, each of one.
 */
export const promisedReaction = v.strictObject({
  categories: v.nullable(v.array(v.strictObject({ code: category, title: texts }))),
  priorities: v.nullable(v.array(v.strictObject({ code: priority, title: texts }))),
  /** Null: nothing. */
  within: v.nullable(
    v.variant('by', [
      /** `isAlways`: counted around the clock, else in working time. */
      v.strictObject({ by: v.literal('time'), minutes: count, isAlways: v.boolean() }),
      v.strictObject({ by: v.literal('endOfDay'), nextDayAfter: v.nullable(v.string()) }),
    ]),
  ),
})
export type PromisedReaction = v.InferOutput<typeof promisedReaction>
