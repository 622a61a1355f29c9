import type { Worker } from 'node:worker_threads'
import { keptThread } from '#server/platform/files/keptThread.ts'
import { makeSerialQueue } from '#server/platform/files/serialQueue.ts'
import type { Part } from './domain/index.ts'
import type { Segment } from './domain/segment.ts'
import type { IndexedArticle } from './retrieval.port.ts'

type Merged = Pick<Part, 'segment' | 'dead'>

/** To the thread: articles, or segments to become one. From it: segments. */
export type SegmentOrder =
  | { order: 'build'; articles: readonly IndexedArticle[] }
  | { order: 'merge'; parts: readonly Merged[] }

/** So many articles, and so many letters, become one segment: more would lie in memory several times while it is made. */
export const mostInOne = 200
const mostLetters = 1_000_000
/** Of the thread alone: segments lie beside it. Small young objects: an article's terms live for as long as it is read. */
const memoryMb = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 28 }

/** More than these are a desk's whole knowledge, and nobody's single article waits for it. */
const few = 200

/** Makes segments off the main thread: few articles in one lane, many in another, each one after the other. */
export type SegmentMaker = {
  /** Takes the articles out of the list, so that none lies in memory longer than it must. */
  build(articles: IndexedArticle[]): Promise<Segment[]>
  merge(parts: readonly Merged[]): Promise<Segment[]>
}

export function makeSegmentMaker(): SegmentMaker {
  const onThread = keptThread(new URL('segmentThread.adapter.ts', import.meta.url), memoryMb)
  const short = makeSerialQueue()
  const long = makeSerialQueue()
  return {
    build: (articles) => (articles.length > few ? long : short)(() => onThread((thread) => built(thread, articles))),
    merge: (parts) => long(() => onThread((thread) => segmentsFrom(thread, { order: 'merge', parts }))),
  }
}

async function built(thread: Worker, articles: IndexedArticle[]): Promise<Segment[]> {
  const segments: Segment[] = []
  while (articles.length > 0)
    segments.push(...(await segmentsFrom(thread, { order: 'build', articles: nextOf(articles) })))
  return segments
}

function nextOf(articles: IndexedArticle[]): IndexedArticle[] {
  let letters = 0
  const full = articles.findIndex(({ body }) => (letters += body.length) >= mostLetters)
  return articles.splice(0, Math.min(mostInOne, full < 0 ? mostInOne : full + 1))
}

function segmentsFrom(thread: Worker, order: SegmentOrder): Promise<Segment[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Segment[]>()
  const unfinished = () => reject(new Error('the thread of the index has ended'))
  thread.once('message', resolve).once('error', reject).once('exit', unfinished)
  thread.postMessage(order, [])
  return promise.finally(() => thread.off('message', resolve).off('error', reject).off('exit', unfinished))
}
