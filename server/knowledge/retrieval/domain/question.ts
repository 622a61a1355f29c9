import type { ArticleLanguage, Audience } from './article.ts'

export type Question = {
  text: string
  audience: Audience
  /** Preferred; others are a fallback that is said so. */
  language?: ArticleLanguage
  limit?: number
  /** Article ids that were rejected. */
  without?: readonly string[]
  /** Earlier questions of the same attempts: their scores are summed. */
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
  /** The text in the other keyboard layout, where it was read so. */
  layoutFixed: string | null
  engine: string
  version: number
}
