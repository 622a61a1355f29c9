import { SegmentBuilder } from '#server/knowledge/retrieval/domain/buildSegment.ts'
import { follow, type Index } from '#server/knowledge/retrieval/domain/index.ts'
import type { Segment } from '#server/knowledge/retrieval/domain/segment.ts'
import { deflated } from '#server/knowledge/retrieval/packing.adapter.ts'
import type { ArticleChanges, ArticleSource, IndexedArticle } from '#server/knowledge/retrieval/retrieval.port.ts'

export const emptyIndex: Index = { version: 0, parts: [], live: 0 }

export function article(articleId: string, given: Partial<IndexedArticle> = {}): IndexedArticle {
  return {
    articleId,
    slug: articleId,
    language: 'ru',
    audience: 'public',
    title: articleId,
    body: '',
    phrasings: [],
    ...given,
  }
}

export function segmentOf(articles: readonly IndexedArticle[]): Segment {
  const builder = new SegmentBuilder(deflated)
  for (const one of articles) builder.add(one)
  return builder.finish()
}

export function indexOf(articles: readonly IndexedArticle[]): Index {
  return follow(emptyIndex, { version: 1, gone: [], added: [segmentOf(articles)] })
}

/** What a desk has published, to be changed by a test. */
export class Shelf implements ArticleSource {
  readonly #desks = new Map<
    string,
    { version: number; changes: { version: number; article: IndexedArticle | string }[] }
  >()
  /** How often somebody has asked for a version or for changes. */
  asked = { versions: 0, changes: 0 }

  publish(deskId: string, ...articles: IndexedArticle[]): void {
    this.#change(deskId, articles)
  }

  archive(deskId: string, ...articleIds: string[]): void {
    this.#change(deskId, articleIds)
  }

  #change(deskId: string, articles: readonly (IndexedArticle | string)[]): void {
    const desk = this.#desks.get(deskId) ?? { version: 0, changes: [] }
    desk.version += 1
    desk.changes.push(...articles.map((one) => ({ version: desk.version, article: one })))
    this.#desks.set(deskId, desk)
  }

  async versionOf(deskId: string): Promise<number> {
    this.asked.versions += 1
    return this.#desks.get(deskId)?.version ?? 0
  }

  async changesSince(deskId: string, since: number): Promise<ArticleChanges> {
    this.asked.changes += 1
    const { version, changes } = this.#desks.get(deskId) ?? { version: 0, changes: [] }
    const last = new Map<string, IndexedArticle | string>()
    for (const { version: at, article: one } of changes) {
      if (at > since) last.set(typeof one === 'string' ? one : one.articleId, one)
    }
    const all = [...last.values()]
    return {
      version,
      changed: all.filter((one) => typeof one !== 'string'),
      gone: all.filter((one) => typeof one === 'string'),
    }
  }
}
