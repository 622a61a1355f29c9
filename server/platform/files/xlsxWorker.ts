/** Writes one workbook, row by row, and ends (see `xlsx.ts`). */
import { Writable } from 'node:stream'
import { parentPort } from 'node:worker_threads'
import ExcelJS from 'exceljs'
import type { XlsxCell, XlsxOrder, XlsxReport } from './xlsx.ts'
import { toCellText } from './xlsxText.ts'

const chunks: Buffer[] = []
const file = new Writable({
  write(chunk: Buffer, _encoding, done) {
    chunks.push(chunk)
    done()
  },
})
const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true, useSharedStrings: false })
let sheet: ExcelJS.Worksheet | null = null

parentPort?.on('message', (order: XlsxOrder) => void obey(order))

async function obey(order: XlsxOrder): Promise<void> {
  switch (order.order) {
    case 'sheet': {
      sheet?.commit()
      sheet = book.addWorksheet(order.name, { views: [{ state: 'frozen', ySplit: 1 }] })
      sheet.columns = order.columns.map(({ width, format, wraps }) => ({
        width,
        style: {
          alignment: { vertical: 'top', wrapText: wraps === true },
          ...(format !== undefined && { numFmt: format }),
        },
      }))
      const head = sheet.addRow(order.columns.map(({ title }) => title))
      head.font = { bold: true }
      head.alignment = { vertical: 'top', wrapText: true }
      head.commit()
      return say({ report: 'ready' })
    }
    case 'rows':
      for (const row of order.rows) sheet?.addRow(row.map(cellOf)).commit()
      // The compressor works between two turns; without this the text of all rows would wait for it.
      setImmediate(() => say({ report: 'ready' }))
      return
    case 'end':
      sheet?.commit()
      await book.commit()
      say({ report: 'done', bytes: Buffer.concat(chunks) })
  }
}

/** A text is never a formula, whatever it begins with: only an object would be one. */
function cellOf(cell: XlsxCell): XlsxCell {
  return typeof cell === 'string' ? toCellText(cell) : cell
}

function say(report: XlsxReport): void {
  parentPort?.postMessage(report, [])
}
