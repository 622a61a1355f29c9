export type ArticleLanguage = 'ru' | 'uk' | 'en'

/** Who may read: `public` everybody, `clients` whom the desk answers, `staff` the desk alone. A reader of `clients` sees public too; `staff` sees all. */
export type Audience = 'public' | 'clients' | 'staff'

/** One published article as the index knows it. `body` is Markdown. */
export type IndexedArticle = {
  articleId: string
  slug: string
  language: ArticleLanguage
  audience: Audience
  title: string
  body: string
  phrasings: readonly string[]
}
