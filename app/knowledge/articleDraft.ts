import { longestPhrasing, mostPhrasings, type ArticleAudience, type ArticleContent } from '#contract/knowledge/types.ts'
import type { Language } from '#contract/common.ts'
import { categoryOf } from './categories.ts'

/** An article while it is written. */
export interface ArticleDraft {
  language: Language
  category: string
  audience: ArticleAudience
  title: string
  body: string
  /** One a line. */
  phrasings: string
}

export function blankArticle(language: Language): ArticleDraft {
  return { language, category: '', audience: 'clients', title: '', body: '', phrasings: '' }
}

export function draftOf(content: ArticleContent, language: Language): ArticleDraft {
  const { category, audience, title, body, phrasings } = content
  return { language, category, audience, title, body, phrasings: phrasings.join('\n') }
}

export function contentOf({ category, audience, title, body, phrasings }: ArticleDraft): ArticleContent {
  return {
    category: categoryOf(category.trim()),
    audience,
    title: title.trim(),
    body: body.trim(),
    phrasings: phrasingsIn(phrasings),
  }
}

/** Each once, however it is written. */
export function phrasingsIn(text: string): string[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim())
  return [...new Map(lines.filter((line) => keyOf(line) !== '').map((line) => [keyOf(line), line])).values()]
}

export function areTooMany(phrasings: readonly string[]): boolean {
  return phrasings.length > mostPhrasings || phrasings.some(({ length }) => length > longestPhrasing)
}

function keyOf(line: string): string {
  return line
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
