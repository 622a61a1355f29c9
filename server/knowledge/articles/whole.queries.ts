import type { Language } from '#contract/common.ts'
import type { ArticleContent } from '#contract/knowledge/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { noCursor } from '#server/platform/http/cursor.ts'
import { listWhole } from './articles.sql.ts'

export type WholeArticle = { slug: string; language: Language; content: ArticleContent }

const ofPage = 20

/** What a desk has written, whole, in the order of the names; `next` null: that was all. Refuses (`invalid_input`) a place that is none. */
export async function readWhole(
  db: Reader,
  deskId: string,
  cursor: string | null,
): Promise<{ articles: WholeArticle[]; next: string | null }> {
  const found = await listWhole(db, deskId, { after: cursor === null ? null : placeOf(cursor), limit: ofPage + 1 })
  const articles = found.slice(0, ofPage)
  const last = articles.at(-1)
  return { articles, next: found.length > ofPage && last !== undefined ? `${last.language}/${last.slug}` : null }
}

function placeOf(cursor: string): { slug: string; language: string } {
  const [, language, slug] = /^(ru|uk|en)\/([a-z0-9-]{1,60})$/.exec(cursor) ?? []
  if (language === undefined || slug === undefined) throw noCursor()
  return { slug, language }
}
