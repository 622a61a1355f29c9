import { setImmediate } from 'node:timers/promises'
import type { Log } from '#server/platform/log.ts'
import { DeskIndex } from './deskIndex.adapter.ts'
import { follow, type Index } from './domain/index.ts'
import { propose, search } from './domain/search.ts'
import { deflated } from './packing.adapter.ts'
import type { ArticleSource, Found, IndexedArticle, Retrieval } from './retrieval.port.ts'
import { makeSegmentMaker } from './segments.adapter.ts'

/** All indexes of a process; those that nobody asked for the longest go first. */
const mostBytes = 256 * 1024 * 1024
/** Wakes may be lost: so often at most a question has the desk's version looked at. */
const polledEveryMs = 1000

/** `now` in milliseconds, from any instant on. */
export type RetrievalNeeds = { source: ArticleSource; log?: Pick<Log, 'warn'>; now?: () => number }

type Held = { desk: DeskIndex; polledAt: number }

/** Retrieval in this process: an index a desk in memory, made in a thread, which follows what is published. */
export function makeRetrieval({ source, log, now = () => performance.now() }: RetrievalNeeds): Retrieval {
  const segments = makeSegmentMaker()
  /** In the order in which they were asked last. */
  const held = new Map<string, Held>()
  const inFlight = new Set<Promise<unknown>>()
  let isClosed = false
  const warn = (fields: object, text: string) => log?.warn(fields, text)

  function of(deskId: string): Held {
    const one = held.get(deskId) ?? { desk: new DeskIndex(deskId, { source, segments, warn }), polledAt: -Infinity }
    held.delete(deskId)
    held.set(deskId, one)
    return one
  }

  async function indexOf(deskId: string): Promise<Index> {
    if (isClosed) throw new Error('retrieval is closed')
    const one = of(deskId)
    const { index } = one.desk
    if (index === null) {
      one.polledAt = now()
      const first = await kept(one.desk.follow())
      makeRoom(deskId)
      return first
    }
    if (now() - one.polledAt >= polledEveryMs) poll(deskId, one, index)
    return index
  }

  function poll(deskId: string, one: Held, { version }: Index): void {
    one.polledAt = now()
    inBackground(deskId, async () => {
      if ((await source.versionOf(deskId)) !== version) await followed(deskId, one)
    })
  }

  async function followed(deskId: string, { desk }: Held): Promise<void> {
    await desk.follow()
    makeRoom(deskId)
  }

  function inBackground(deskId: string, act: () => Promise<void>): void {
    void kept(act()).catch((error: unknown) => warn({ err: error, deskId }, 'the index of a desk does not follow'))
  }

  function kept<Result>(act: Promise<Result>): Promise<Result> {
    inFlight.add(act)
    return act.finally(() => inFlight.delete(act))
  }

  async function withArticle(index: Index, articleId: string, article: IndexedArticle | null): Promise<Index> {
    const added = article === null ? [] : await segments.build([article])
    return follow(index, { version: index.version, gone: [articleId], added })
  }

  function makeRoom(deskId: string): void {
    let bytes = Array.from(held.values()).reduce((sum, { desk }) => sum + desk.bytes, 0)
    for (const [other, { desk }] of held) {
      if (bytes <= mostBytes) return
      if (other === deskId || desk.index === null) continue
      bytes -= desk.bytes
      held.delete(other)
    }
  }

  return {
    find: async (deskId, question) => search(await indexOf(deskId), question, deflated),
    suggest: async (deskId, question) => propose(await indexOf(deskId), question, deflated),
    async rehearse(deskId, change, questions) {
      const present = await indexOf(deskId)
      // Both are made in the same way: what is replaced counts among documents until it is merged away.
      const index = await withArticle(present, change.articleId, change.before)
      const next = await withArticle(present, change.articleId, change.after)
      const answers: { before: string[]; after: string[] }[] = []
      for (const question of questions) {
        const [before, after] = [index, next].map((one) => search(one, { ...question, limit: 3 }, deflated))
        answers.push({ before: idsOf(before), after: idsOf(after) })
        await setImmediate()
      }
      return answers
    },
    changed(deskId) {
      const one = held.get(deskId)
      if (one !== undefined && !isClosed) inBackground(deskId, () => followed(deskId, one))
    },
    async close() {
      isClosed = true
      await Promise.allSettled(inFlight)
      held.clear()
    },
  }
}

function idsOf(found: Found | undefined): string[] {
  return (found?.hits ?? []).map(({ articleId }) => articleId)
}
