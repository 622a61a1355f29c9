import type { Language } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { listNames } from './articles.sql.ts'

export { lockKnowledge } from './articles.sql.ts'

/** Of these articles those whose names the desk has not in these languages, in whatever state. */
export async function missingHere<Named extends { slug: string; language: Language }>(
  db: Reader,
  deskId: string,
  named: readonly Named[],
): Promise<Named[]> {
  const slugs = [...new Set(named.map(({ slug }) => slug))]
  const there = new Set((await listNames(db, deskId, slugs)).map(({ slug, language }) => `${language}/${slug}`))
  return named.filter(({ slug, language }) => !there.has(`${language}/${slug}`))
}
