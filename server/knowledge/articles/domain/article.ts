import { leastPhrasings, type ArticleAudience, type ArticleContent } from '#contract/knowledge/types.ts'

/** Which audiences a reader belongs to: whoever reads for the desk reads everything. */
export function readableBy(reader: ArticleAudience): readonly ArticleAudience[] {
  if (reader === 'staff') return ['public', 'clients', 'staff']
  return reader === 'clients' ? ['public', 'clients'] : ['public']
}

/** Said in the same words twice is said once, however it is written. */
export function distinctPhrasings(phrasings: readonly string[]): string[] {
  return [...new Map(phrasings.map((phrasing) => [keyOf(phrasing), phrasing])).entries()]
    .filter(([key]) => key !== '')
    .map(([, phrasing]) => phrasing)
}

/** A5: what is missing before it may be published; null: nothing. */
export function missingOf({ body, phrasings }: ArticleContent): 'body' | 'phrasings' | null {
  if (body.trim() === '') return 'body'
  return distinctPhrasings(phrasings).length < leastPhrasings ? 'phrasings' : null
}

export function isSameContent(one: ArticleContent, other: ArticleContent): boolean {
  return textsOf(one) === textsOf(other)
}

/** By which the desk's list finds it. */
export function searchTextOf({ title, phrasings }: ArticleContent, slug: string): string {
  return [title, ...phrasings, slug].join('\n').toLowerCase()
}

function textsOf({ category, audience, title, body, phrasings }: ArticleContent): string {
  return JSON.stringify([category, audience, title, body, phrasings])
}

function keyOf(phrasing: string): string {
  return phrasing
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
