import type { Language } from '#contract/common.ts'
import type { ArticleAudience, ArticleState } from '#contract/knowledge/types.ts'
import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    knowledge_desks: { desk_id: string; version: number }
    knowledge_articles: {
      article_id: string
      desk_id: string
      slug: string
      language: Language
      state: ArticleState
      version: number
      category: string
      audience: ArticleAudience
      title: string
      phrasings: number
      search_text: string
      changed_at: Date
      changed_by: string
      changed_by_user: number
      published_version: number | null
      published_at: Date | null
      known_since: number | null
      checked_at: Date | null
    }
    knowledge_article_versions: {
      article_id: string
      version: number
      category: string
      audience: ArticleAudience
      title: string
      body: string
      phrasings: string[]
      written_at: Date
      written_by: string
      written_by_user: number
      published_at: Date | null
    }
  }
}
