import type { Worker } from 'node:worker_threads'
import type { Language } from '#contract/common.ts'
import { keptThread } from './keptThread.ts'
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
  | { part: 'heading' | 'subheading' | 'text' | 'small'; text: string }
  | { part: 'facts'; facts: readonly (readonly [name: string, value: string])[] }
  | { part: 'steps'; steps: readonly string[] }
  | { part: 'list'; items: readonly string[] }
  /** The head is repeated on every page; `sum` is the last row, in bold. */
  | { part: 'table'; head: readonly string[]; rows: readonly (readonly string[])[]; sum: readonly string[] }

/**
 * So many lines as they are printed, some seventy pages: laying out more takes many seconds of a core, and nobody reads them. Whoever
 * writes a document that grows with its data refuses a longer one before anything of it is told.
 */
export const mostPrintedLines = 3000

const inTurn = makeSerialQueue()
const onThread = keptThread(new URL('pdfWorker.ts', import.meta.url))

/** In a thread of its own: laying out a table of 5,000 rows takes seconds, in which nothing else would move. */
export function makePdf(document: PdfDocument): Promise<Buffer> {
  return inTurn(() => onThread((thread) => layOut(thread, document)))
}

function layOut(thread: Worker, document: PdfDocument): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const finished = (bytes: Uint8Array) => resolve(Buffer.from(bytes))
  const unfinished = () => reject(new Error('the document was not finished'))
  thread.once('message', finished).once('error', reject).once('exit', unfinished)
  thread.postMessage(document, [])
  return promise.finally(() => thread.off('message', finished).off('error', reject).off('exit', unfinished))
}
