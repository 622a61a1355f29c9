import { Worker } from 'node:worker_threads'
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

/** Of the thread alone: the finished file lies beside it. Small young objects: a text lives for as long as it is compressed. */
const memoryMb = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 }

/** In a thread of its own, which ends with its file: 100,000 rows take seconds, in which nothing else would move. */
export function makeXlsx(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  return inTurn(() => write(sheets))
}

async function write(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  const worker = new Worker(new URL('xlsxWorker.ts', import.meta.url), { resourceLimits: memoryMb })
  try {
    const orders = ordersOf(sheets)
    for (;;) {
      const { value: next } = await orders.next()
      const report = await reportOn(worker, next ?? { order: 'end' })
      if (report.report === 'done') return Buffer.from(report.bytes)
    }
  } finally {
    await worker.terminate()
  }
}

async function* ordersOf(sheets: readonly XlsxSheet[]): AsyncGenerator<XlsxOrder, undefined> {
  for (const { name, columns, rows } of sheets) {
    yield { order: 'sheet', name, columns }
    for await (const some of rows) yield { order: 'rows', rows: some }
  }
  return undefined
}

function reportOn(worker: Worker, order: XlsxOrder): Promise<XlsxReport> {
  const { promise, resolve, reject } = Promise.withResolvers<XlsxReport>()
  const unfinished = () => reject(new Error('the workbook was not finished'))
  worker.once('message', resolve).once('error', reject).once('exit', unfinished)
  worker.postMessage(order, [])
  return promise.finally(() => worker.off('message', resolve).off('error', reject).off('exit', unfinished))
}
