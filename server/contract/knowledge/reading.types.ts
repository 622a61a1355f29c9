import * as v from 'valibot'
import { count, id, instant, language, storable } from '../common.ts'
import { articleAudience, articleCategory } from './types.ts'

/** The name of an article in addresses. */
export const articleSlug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), v.maxLength(60))
const question = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000), storable)

/** What is read of an article before it is opened; in another language where there is none in the reader's. */
const titled = { slug: v.string(), language, title: v.string() }
export const foundArticle = v.strictObject({ ...titled, quote: v.string() })
export type FoundArticle = v.InferOutput<typeof foundArticle>

export const browseArticlesInput = v.strictObject({
  language,
  category: v.optional(articleCategory),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 30),
})
export type BrowseArticlesInput = v.InferOutput<typeof browseArticlesInput>
/** What the desk that answers the reader's portal has published for it; each article once, the newest first. */
export const articleShelf = v.strictObject({
  deskName: v.nullable(v.string()),
  categories: v.array(v.strictObject({ category: v.string(), articles: count })),
  articles: v.array(v.strictObject({ ...titled, category: v.string() })),
  nextCursor: v.nullable(v.string()),
})
export type ArticleShelf = v.InferOutput<typeof articleShelf>

/** `proposed`: for a question that somebody is writing, at most three, and none where nothing is likely; else as a search is typed. */
export const findArticlesInput = v.strictObject({ text: question, language, how: v.picklist(['typed', 'proposed']) })
export type FindArticlesInput = v.InferOutput<typeof findArticlesInput>
export const foundArticles = v.strictObject({ articles: v.array(foundArticle) })
export type FoundArticles = v.InferOutput<typeof foundArticles>

export const readArticleInput = v.strictObject({ slug: articleSlug, language })
export type ReadArticleInput = v.InferOutput<typeof readArticleInput>
export const articleView = v.strictObject({
  ...titled,
  category: v.string(),
  body: v.string(),
  publishedAt: instant,
  /** In which it can be read, too. */
  languages: v.array(language),
  /** What the reader has said of it; null: nothing yet. */
  voice: v.nullable(v.strictObject({ isHelpful: v.boolean(), comment: v.string() })),
})
export type ArticleView = v.InferOutput<typeof articleView>

/** `isForClient`: only what a client of the desk may read. */
export const suggestArticlesInput = v.strictObject({ text: question, language, isForClient: v.boolean() })
export type SuggestArticlesInput = v.InferOutput<typeof suggestArticlesInput>
/** `address`: where a client reads it. */
export const suggestedArticles = v.strictObject({
  articles: v.array(
    v.strictObject({ ...foundArticle.entries, articleId: id, audience: articleAudience, address: v.string() }),
  ),
})
export type SuggestedArticles = v.InferOutput<typeof suggestedArticles>
