import * as v from 'valibot'
import { count, id, instant, language, storable } from '../common.ts'
import { articleSlug } from './reading.types.ts'

export const longestVoice = 1000

const said = {
  isHelpful: v.boolean(),
  comment: v.pipe(v.string(), v.trim(), v.maxLength(longestVoice), storable),
}
/** What a reader has said of the version that they read. */
export const voice = v.strictObject(said)
export type Voice = v.InferOutput<typeof voice>

/** `language`: the one in which it was read. Said again it takes the place of what was said. */
export const rateArticleInput = v.strictObject({ slug: articleSlug, language, ...said })
export type RateArticleInput = v.InferOutput<typeof rateArticleInput>

export const articleVoicesInput = v.strictObject({ articleId: id })
/** The newest hundred, of whichever version. `by`: null on the public page. */
export const articleVoices = v.strictObject({
  voices: v.array(v.strictObject({ at: instant, version: count, ...said, by: v.nullable(v.string()) })),
})
export type ArticleVoices = v.InferOutput<typeof articleVoices>
