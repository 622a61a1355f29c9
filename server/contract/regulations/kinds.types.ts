import * as v from 'valibot'
import { texts } from '../common.ts'
import { category, priority } from './base.types.ts'

/** What a regulation calls its categories and priorities (T3): every page says them so. */
export const kindTitles = v.strictObject({
  categories: v.array(v.strictObject({ code: category, title: texts })),
  priorities: v.array(v.strictObject({ code: priority, title: texts })),
})
export type KindTitles = v.InferOutput<typeof kindTitles>
