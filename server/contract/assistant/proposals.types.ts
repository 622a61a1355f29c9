import * as v from 'valibot'
import { language, storable } from '../common.ts'
import { longestArticle, longestArticleTitle, mostPhrasings, phrasing } from '../knowledge/types.ts'

/** So many are proposed at a time. */
export const mostProposals = 10

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most), storable)

/** An article as it is being written. What is for the desk's staff alone is sent to no model. */
export const proposePhrasingsInput = v.strictObject({
  language,
  audience: v.picklist(['public', 'clients']),
  title: text(longestArticleTitle),
  body: text(longestArticle),
  phrasings: v.pipe(v.array(phrasing), v.maxLength(mostPhrasings)),
})
export type ProposePhrasingsInput = v.InferOutput<typeof proposePhrasingsInput>

/** None of those that the article has already; empty: the model knew nothing else. */
export const proposedPhrasings = v.strictObject({ phrasings: v.array(v.string()) })
/** Whether a language model is there to be asked. */
export const phrasingHelp = v.strictObject({ isOn: v.boolean() })
