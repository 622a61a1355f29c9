import { parentPort } from 'node:worker_threads'
import { goBehindOthers } from '#server/platform/files/behindOthers.ts'
import { SegmentBuilder } from './domain/buildSegment.ts'
import { mergeSegments } from './domain/mergeSegments.ts'
import type { Segment } from './domain/segment.ts'
import { deflated } from './packing.adapter.ts'
import type { IndexedArticle } from './retrieval.port.ts'
import type { SegmentOrder } from './segments.adapter.ts'

goBehindOthers()

const builder = new SegmentBuilder(deflated)

function segmentsOf(articles: readonly IndexedArticle[]): Segment[] {
  const segments: Segment[] = []
  for (const article of articles) {
    builder.add(article)
    if (builder.isFull) segments.push(builder.finish())
  }
  return builder.size === 0 ? segments : [...segments, builder.finish()]
}

/** The thread in which indexes are made: what it answers lies in memory that it shares with whoever asked. */
parentPort?.on('message', (order: SegmentOrder) => {
  const segments = order.order === 'merge' ? [mergeSegments(order.parts)] : segmentsOf(order.articles)
  parentPort?.postMessage(segments, [])
})
