import type { ArticleSource, Found, Hit, IndexedArticle, Question, Retrieval } from '../retrieval/retrieval.port.ts'
import { readableBy } from './domain/article.ts'
import { quoteOf, scoreOf, wordsOf, type SearchedArticle } from './domain/plainSearch.ts'

type Index = { version: number; articles: Map<string, IndexedArticle & SearchedArticle> }
/** Of the words of a question so many must be found, for it to be shown to somebody who has not searched. */
const likely = 0.6

/** Finds by the beginnings of words: for a server without an engine of its own. */
export function makePlainRetrieval({ source }: { source: ArticleSource }): Retrieval {
  const indexes = new Map<string, Index>()
  const stale = new Set<string>()

  async function indexOf(deskId: string): Promise<Index> {
    const known = indexes.get(deskId)
    if (known !== undefined && !stale.has(deskId)) return known
    stale.delete(deskId)
    const { version, changed, gone } = await source.changesSince(deskId, known?.version ?? 0)
    const articles = known?.articles ?? new Map<string, IndexedArticle & SearchedArticle>()
    for (const article of changed) articles.set(article.articleId, { ...article, words: wordsOf(article) })
    for (const articleId of gone) articles.delete(articleId)
    const fresh = { version, articles }
    indexes.set(deskId, fresh)
    return fresh
  }

  async function search(deskId: string, question: Question, least: number): Promise<Hit[]> {
    const { articles } = await indexOf(deskId)
    const audiences = readableBy(question.audience)
    const found = [...articles.values()]
      .filter(
        ({ audience, articleId }) => audiences.includes(audience) && question.without?.includes(articleId) !== true,
      )
      .map((article) => ({ article, score: scoreOf(article, question.text) }))
      .filter(({ score }) => score >= least)
      .toSorted((one, other) => other.score - one.score || rankOf(one.article) - rankOf(other.article))
    return onePerSlug(found.map(({ article, score }) => hitOf(article, score, question.text))).slice(
      0,
      question.limit ?? 8,
    )

    function rankOf({ language }: IndexedArticle): number {
      return language === question.language ? 0 : 1
    }

    /** In the language that was asked for, where it has one. */
    function onePerSlug(hits: readonly Hit[]): Hit[] {
      const bySlug = new Map<string, Hit>()
      for (const hit of hits) {
        const before = bySlug.get(hit.slug)
        if (before === undefined || (hit.language === question.language && before.language !== hit.language)) {
          bySlug.set(hit.slug, hit)
        }
      }
      return [...bySlug.values()]
    }
  }

  return {
    suggest: (deskId, question) => search(deskId, question, Number.EPSILON),
    async find(deskId, question): Promise<Found> {
      const hits = await search(deskId, question, likely)
      const { version } = await indexOf(deskId)
      return {
        zone: hits.length > 0 ? 'list' : 'unknown',
        p1: 0,
        p3: hits.length > 0 ? likely : 0,
        hits,
        language: question.language ?? 'ru',
        layoutFixed: null,
        engine: 'plain',
        version,
      }
    },
    changed: (deskId) => void stale.add(deskId),
    close: () => Promise.resolve(),
  }
}

function hitOf({ articleId, slug, language, title, body }: IndexedArticle, score: number, text: string): Hit {
  return { articleId, slug, language, title, quote: quoteOf(body, text), score }
}
