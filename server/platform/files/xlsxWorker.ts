/** Writes one workbook, row by row, and ends (see `xlsx.ts`). */
import { parentPort } from 'node:worker_threads'
import { makeSheetWriter, type SheetWriter } from './sheetWriter.ts'
import type { XlsxOrder, XlsxReport } from './xlsx.ts'
import { bookParts, makeStyleBook, sheetPart } from './xlsxParts.ts'
import { makeZipWriter, type ZipEntryWriter } from './zipWriter.ts'

const rowsAtOnce = 100

const archive = makeZipWriter()
const styles = makeStyleBook()
const sheetNames: string[] = []
let open: { sheet: SheetWriter; part: ZipEntryWriter } | null = null

// What goes wrong here ends the thread, and whoever waits for the workbook is told so.
parentPort?.on('message', (order: XlsxOrder) => void obey(order))

async function obey(order: XlsxOrder): Promise<void> {
  switch (order.order) {
    case 'sheet': {
      await closeSheet()
      sheetNames.push(order.name)
      open = { sheet: makeSheetWriter(order.columns, styles), part: archive.open(sheetPart(sheetNames.length)) }
      await open.part.write(open.sheet.opening)
      return say({ report: 'ready' })
    }
    case 'rows':
      // The next rows come when these are compressed, so the text of no more than some of them is ever in memory.
      for (let from = 0; from < order.rows.length; from += rowsAtOnce) {
        await open?.part.write(open.sheet.rows(order.rows.slice(from, from + rowsAtOnce)))
      }
      return say({ report: 'ready' })
    case 'end':
      await closeSheet()
      for (const [name, xml] of bookParts(sheetNames, styles.styles())) {
        const part = archive.open(name)
        await part.write(xml)
        await part.close()
      }
      say({ report: 'done', bytes: archive.finish() })
  }
}

async function closeSheet(): Promise<void> {
  await open?.part.write(open.sheet.closing)
  await open?.part.close()
  open = null
}

function say(report: XlsxReport): void {
  parentPort?.postMessage(report, [])
}
