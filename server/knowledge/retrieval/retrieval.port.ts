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
/** What changed at a desk since a version of its knowledge: whole articles, and ids that are not published any more. */
export type ArticleChanges = { version: number; changed: readonly IndexedArticle[]; gone: readonly string[] }
export interface ArticleSource {
  /** The desk's present version of published knowledge; it grows with each publish, archive, change of audience or of phrasings, in that transaction. 0: nothing was ever published. */
  versionOf(deskId: string): Promise<number>
  /** `since` 0: everything. */
  changesSince(deskId: string, since: number): Promise<ArticleChanges>
}
export type Question = {
  text: string
  audience: Audience
  /** preferred; others are a fallback that is said so */
  language?: ArticleLanguage
  limit?: number
  /** article ids that were rejected */
  without?: readonly string[]
  /** earlier questions of the same attempts: their scores are summed */
  earlier?: readonly string[]
}
export type Hit = {
  articleId: string
  slug: string
  language: ArticleLanguage
  title: string
  quote: string
  score: number
}
export type Zone = 'answer' | 'list' | 'unknown'
export type Found = {
  zone: Zone
  p1: number
  p3: number
  hits: readonly Hit[]
  language: ArticleLanguage
  /** the text in the other keyboard layout, where it was read so */
  layoutFixed: string | null
  engine: string
  version: number
}
export interface Retrieval {
  /** Answers from the newest index this process has and makes it follow; never waits for a rebuild when it has one. */
  find(deskId: string, question: Question): Promise<Found>
  /** As one types: prefix of the last word counts. Titles and snippets. */
  suggest(deskId: string, question: Question): Promise<readonly Hit[]>
  /** A wake says that the desk's knowledge changed. */
  changed(deskId: string): void
  close(): Promise<void>
}
