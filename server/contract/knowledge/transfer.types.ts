import * as v from 'valibot'
import { count, storable } from '../common.ts'

/** Of one call: a page that has more sends them in parts. */
export const mostImported = 50
/** An article of the longest text, with its front matter. */
export const longestArticleFile = 60_000

/** `path` ends in `<language>/<slug>.md`. */
const file = v.strictObject({
  path: v.pipe(v.string(), v.minLength(1), v.maxLength(300), storable),
  text: v.pipe(v.string(), v.maxLength(longestArticleFile), storable),
})
export type ArticleFile = v.InferOutput<typeof file>

/** Why a file is no article. */
export const fileFaults = ['name', 'frontMatter', 'fields', 'length', 'full'] as const
export type FileFault = (typeof fileFaults)[number]

/** `publishes`: what may be published is read at once, where whoever imports may publish. */
export const importArticlesInput = v.strictObject({
  files: v.pipe(v.array(file), v.minLength(1), v.maxLength(mostImported)),
  publishes: v.boolean(),
})
export type ImportArticlesInput = v.InferOutput<typeof importArticlesInput>
/** In the order of the files. */
export const importedArticles = v.strictObject({
  results: v.array(
    v.strictObject({
      path: v.string(),
      outcome: v.picklist(['created', 'changed', 'same', 'refused']),
      fault: v.nullable(v.picklist(fileFaults)),
      isPublished: v.boolean(),
    }),
  ),
})
export type ImportedArticles = v.InferOutput<typeof importedArticles>

export const exportArticlesInput = v.strictObject({ cursor: v.optional(v.pipe(v.string(), v.maxLength(200))) })
/** The newest version of each that is not archived, a part at a time. */
export const exportedArticles = v.strictObject({ files: v.array(file), nextCursor: v.nullable(v.string()) })

/** Of the articles that come with the program, those that the desk has in no state yet. */
export const ownArticlesLeft = v.strictObject({ left: count })
