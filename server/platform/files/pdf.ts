import { Worker } from 'node:worker_threads'
import type { Language } from '#contract/common.ts'
import { makeSerialQueue } from './serialQueue.ts'

/** A document for people, in our own words: whoever writes one knows nothing of pages, fonts or the library behind. */
export type PdfDocument = {
  language: Language
  title: string
  parts: readonly PdfPart[]
  /** At the foot of every page, before its number. */
  foot: string
}

export type PdfPart =
  | { part: 'heading' | 'text' | 'small'; text: string }
  | { part: 'facts'; facts: readonly (readonly [name: string, value: string])[] }
  | { part: 'steps'; steps: readonly string[] }
  /** The head is repeated on every page; `sum` is the last row, in bold. */
  | { part: 'table'; head: readonly string[]; rows: readonly (readonly string[])[]; sum: readonly string[] }

const inTurn = makeSerialQueue()

/**
 * In a thread that ends with its document: laying out a table of 5,000 rows takes seconds, in which nothing else would move,
 * and the library with its fonts needs not stay in memory.
 */
export function makePdf(document: PdfDocument): Promise<Buffer> {
  return inTurn(() => layOut(document))
}

function layOut(document: PdfDocument): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const worker = new Worker(new URL('pdfWorker.ts', import.meta.url), { workerData: document })
  worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('the document was not finished')))
  return promise
}
