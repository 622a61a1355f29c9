import { follow, liveIn, measured, merged, type Index, type Part } from './domain/index.ts'
import { bytesIn } from './domain/segment.ts'
import type { ArticleChanges, ArticleSource, IndexedArticle } from './retrieval.port.ts'
import { mostInOne, type SegmentMaker } from './segments.adapter.ts'

/** More small segments make every question slower. */
const mostSmall = 8
/** What a desk may publish beyond these is not found; it would take the memory of others. */
export const mostArticles = 20_000

export type DeskIndexNeeds = {
  source: ArticleSource
  segments: SegmentMaker
  warn: (fields: object, text: string) => void
}

/** One desk's index: it follows the desk's versions, one step after the other, while questions go on with the newest one. */
export class DeskIndex {
  readonly #deskId: string
  readonly #needs: DeskIndexNeeds
  #index: Index | null = null
  #following: Promise<Index> | null = null
  #isAskedAgain = false
  #isMerging = false

  constructor(deskId: string, needs: DeskIndexNeeds) {
    this.#deskId = deskId
    this.#needs = needs
  }

  /** The newest index there is; null before the first. */
  get index(): Index | null {
    return this.#index
  }

  get bytes(): number {
    return this.#index?.parts.reduce((sum, { segment }) => sum + bytesIn(segment), 0) ?? 0
  }

  /** Takes what was published since; who asks while that goes on has it looked at once more behind it. */
  async follow(): Promise<Index> {
    if (this.#following !== null) {
      this.#isAskedAgain = true
      return this.#following
    }
    this.#following = this.#followAll()
    try {
      return await this.#following
    } finally {
      this.#following = null
    }
  }

  async #followAll(): Promise<Index> {
    do {
      this.#isAskedAgain = false
      await this.#step()
    } while (this.#isAskedAgain)
    const index = this.#index ?? measured(0, [])
    void this.#merge(index)
    return index
  }

  async #step(): Promise<void> {
    const { source, segments } = this.#needs
    const since = this.#index?.version ?? 0
    const { version, articles, gone } = this.#taken(await source.changesSince(this.#deskId, since))
    if (this.#index !== null && version === since) return
    const added = articles.length === 0 ? [] : await segments.build(articles)
    // What was merged meanwhile is the same knowledge in other parts.
    this.#index = follow(this.#index ?? measured(0, []), { version, gone, added })
  }

  /** A list of its own, which is taken apart while segments are made of it. */
  #taken({ version, changed, gone }: ArticleChanges): {
    version: number
    articles: IndexedArticle[]
    gone: readonly string[]
  } {
    const room = Math.max(0, mostArticles - (this.#index?.live ?? 0))
    if (changed.length > room) this.#needs.warn({ deskId: this.#deskId }, 'a desk has more articles than are searched')
    return { version, articles: changed.slice(0, room), gone }
  }

  async #merge({ parts }: Index): Promise<void> {
    const chosen = partsToMerge(parts)
    if (this.#isMerging || chosen.length === 0) return
    this.#isMerging = true
    try {
      const segments = await this.#needs.segments.merge(
        chosen.map(({ segment: one, dead }) => ({ segment: one, dead })),
      )
      if (this.#index !== null) this.#index = merged(this.#index, chosen, segments)
    } catch (error) {
      this.#needs.warn({ err: error, deskId: this.#deskId }, 'an index was not merged')
    } finally {
      this.#isMerging = false
    }
  }
}

/** Small ones become one as soon as they are many, the smallest first; so does one of which little is left. */
export function partsToMerge(parts: readonly Part[]): readonly Part[] {
  const small = parts
    .map((part) => ({ part, live: liveIn(part.dead) }))
    .filter(({ live }) => live <= mostInOne / 2)
    .toSorted((one, other) => one.live - other.live)
  if (small.length <= mostSmall) return []
  let sum = 0
  return small.filter(({ live }) => (sum += live) <= mostInOne).map(({ part }) => part)
}
