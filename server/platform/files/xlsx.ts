import type { Worker } from 'node:worker_threads'
import { keptThread } from './keptThread.ts'
import { makeSerialQueue } from './serialQueue.ts'

/** A date is shown as the wall time that its UTC fields have: a spreadsheet's dates know no zone. */
export type XlsxCell = string | number | Date | null
export type XlsxColumn = { title: string; width: number; format?: string; wraps?: boolean }

export type XlsxSheet = {
  name: string
  /** The first row, which stays in sight. */
  columns: readonly XlsxColumn[]
  /** Some at a time, so that a long sheet is never in memory as a whole. */
  rows: AsyncIterable<XlsxCell[][]> | Iterable<XlsxCell[][]>
}

/** To the thread: the next sheet, its rows, and that there are no more sheets. From it: that it can take more, or the file. */
export type XlsxOrder =
  | { order: 'sheet'; name: string; columns: readonly XlsxColumn[] }
  | { order: 'rows'; rows: XlsxCell[][] }
  | { order: 'end' }
export type XlsxReport = { report: 'ready' } | { report: 'done'; bytes: Uint8Array }

const inTurn = makeSerialQueue()
const onThread = keptThread(new URL('xlsxWorker.ts', import.meta.url))

/** In a thread of its own: 100,000 rows take seconds, in which nothing else would move. */
export function makeXlsx(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  return inTurn(() => onThread((thread) => write(thread, sheets)))
}

async function write(thread: Worker, sheets: readonly XlsxSheet[]): Promise<Buffer> {
  const orders = ordersOf(sheets)
  for (;;) {
    const { value: next } = await orders.next()
    const report = await reportOn(thread, next ?? { order: 'end' })
    if (report.report === 'done') return Buffer.from(report.bytes)
  }
}

async function* ordersOf(sheets: readonly XlsxSheet[]): AsyncGenerator<XlsxOrder, undefined> {
  for (const { name, columns, rows } of sheets) {
    yield { order: 'sheet', name, columns }
    for await (const some of rows) yield { order: 'rows', rows: some }
  }
  return undefined
}

function reportOn(thread: Worker, order: XlsxOrder): Promise<XlsxReport> {
  const { promise, resolve, reject } = Promise.withResolvers<XlsxReport>()
  const unfinished = () => reject(new Error('the workbook was not finished'))
  thread.once('message', resolve).once('error', reject).once('exit', unfinished)
  thread.postMessage(order, [])
  return promise.finally(() => thread.off('message', resolve).off('error', reject).off('exit', unfinished))
}
