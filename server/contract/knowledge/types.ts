import * as v from 'valibot'
import { count, id, instant, language, storable } from '../common.ts'

/** Who may read an article (A5): everybody; whom the desk answers; its staff alone. */
export const articleAudiences = ['public', 'clients', 'staff'] as const
export const articleAudience = v.picklist(articleAudiences)
export type ArticleAudience = (typeof articleAudiences)[number]
/** A published one may have changes that are not published yet; what is archived nobody but the desk reads. */
export const articleStates = ['draft', 'published', 'archived'] as const
export const articleState = v.picklist(articleStates)
export type ArticleState = (typeof articleStates)[number]

/** Those that have words of their own. */
export const articleCategories = [
  'start',
  'users',
  'access',
  'crm',
  'tasks',
  'automation',
  'telephony',
  'mail',
  'disk',
  'sites',
  'market',
  'box',
  'tariffs',
  'support',
  'connection',
  'quanta',
  'integration',
] as const

export const longestArticleTitle = 150
export const longestArticle = 40_000
export const longestPhrasing = 150
export const mostPhrasings = 50
/** A5: how people ask for it, in their own words. Fewer are not enough to be found by. */
export const leastPhrasings = 3
export const mostArticles = 20_000
export const mostArticleVersions = 500

const text = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most), storable)
const line = (most: number) => v.pipe(text(most), v.minLength(1))
export const articleCategory = line(40)
export const phrasing = line(longestPhrasing)

export const articleContent = v.strictObject({
  /** One of those that have words of their own (`categories.texts.ts`), or the desk's own. */
  category: articleCategory,
  audience: articleAudience,
  title: line(longestArticleTitle),
  /** Markdown. */
  body: text(longestArticle),
  phrasings: v.pipe(v.array(phrasing), v.maxLength(mostPhrasings)),
})
export type ArticleContent = v.InferOutput<typeof articleContent>

const row = {
  articleId: id,
  /** The same in each of its languages. */
  slug: v.string(),
  language,
  state: articleState,
  /** Of a published one: what was written since is not published yet. */
  hasChanges: v.boolean(),
  category: v.string(),
  audience: articleAudience,
  title: v.string(),
  phrasings: count,
  changedAt: instant,
  changedBy: v.string(),
  /** What readers say of the version that is read. */
  helpful: count,
  unhelpful: count,
  /** Why what is read should be looked at again: most whom it was to help it did not, or nobody has for half a year. */
  stale: v.nullable(v.picklist(['age', 'voices'])),
}
const articleRow = v.strictObject(row)
export type ArticleRow = v.InferOutput<typeof articleRow>

const limit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 30)
const cursor = v.optional(v.pipe(v.string(), v.maxLength(200)))

export const listArticlesInput = v.strictObject({
  state: v.optional(articleState),
  language: v.optional(language),
  category: v.optional(articleCategory),
  search: v.optional(text(100)),
  /** Only what should be looked at again. */
  isStale: v.optional(v.literal(true)),
  cursor,
  limit,
})
export type ListArticlesInput = v.InferOutput<typeof listArticlesInput>

/** The one that changed last first. */
export const articlePage = v.strictObject({
  articles: v.array(articleRow),
  nextCursor: v.nullable(v.string()),
  /** Of all that are not archived those that have enough phrasings. */
  coverage: v.strictObject({ covered: count, all: count }),
  /** Categories that the desk uses, each once. */
  categories: v.array(v.string()),
  canPublish: v.boolean(),
})
export type ArticlePage = v.InferOutput<typeof articlePage>

const versionRow = v.strictObject({
  version: count,
  at: instant,
  by: v.string(),
  /** When clients could first read it; null: never. */
  publishedAt: v.nullable(instant),
})

/** As its writers read it: the newest version. */
export const deskArticle = v.strictObject({
  ...row,
  content: articleContent,
  version: count,
  /** What is read by whom it is for; null: nobody reads it. */
  publishedVersion: v.nullable(count),
  /** When somebody last said that it is still so. */
  checkedAt: v.nullable(instant),
  translations: v.array(v.strictObject({ articleId: id, language, state: articleState, title: v.string() })),
  /** The newest first. */
  versions: v.array(versionRow),
  canPublish: v.boolean(),
})
export type DeskArticle = v.InferOutput<typeof deskArticle>

export const articleKey = v.strictObject({ articleId: id })

/**
 * A new article under the page's own id (`version` null), of which `translationOf` may name another one; else a new version of the one
 * that was read: a colleague's of meanwhile is refused with `article_stale`. Sent twice it is one.
 */
export const saveArticleInput = v.strictObject({
  articleId: id,
  version: v.nullable(count),
  language,
  translationOf: v.nullable(id),
  content: articleContent,
})
export type SaveArticleInput = v.InferOutput<typeof saveArticleInput>

/** `version`: the newest, as it was read. */
export const publishArticleInput = v.strictObject({ articleId: id, version: count })
export type PublishArticleInput = v.InferOutput<typeof publishArticleInput>

/** `articleId`: the page's own, of the draft that is to be. */
export const draftSolutionInput = v.strictObject({ articleId: id, ticketId: id })
export type DraftSolutionInput = v.InferOutput<typeof draftSolutionInput>

export const readArticleVersionInput = v.strictObject({ articleId: id, version: count })
export const articleVersion = v.strictObject({ version: count, content: articleContent })
export type ArticleVersion = v.InferOutput<typeof articleVersion>
