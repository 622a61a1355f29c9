/** Writes one workbook after the other, row by row (see `xlsx.ts`). */
import { Writable } from 'node:stream'
import { parentPort } from 'node:worker_threads'
import ExcelJS from 'exceljs'
import type { XlsxCell, XlsxOrder, XlsxReport } from './xlsx.ts'
import { toCellText } from './xlsxText.ts'

type Book = { chunks: Buffer[]; writer: ExcelJS.stream.xlsx.WorkbookWriter; sheet: ExcelJS.Worksheet | null }

let book = openBook()

parentPort?.on('message', (order: XlsxOrder) => void obey(order))

function openBook(): Book {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  return { chunks, writer, sheet: null }
}

async function obey(order: XlsxOrder): Promise<void> {
  switch (order.order) {
    case 'sheet': {
      book.sheet?.commit()
      const sheet = book.writer.addWorksheet(order.name, { views: [{ state: 'frozen', ySplit: 1 }] })
      book.sheet = sheet
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
      for (const row of order.rows) book.sheet?.addRow(row.map(cellOf)).commit()
      // The compressor works between two turns; without this the text of all rows would wait for it.
      setImmediate(() => say({ report: 'ready' }))
      return
    case 'end':
      book.sheet?.commit()
      await book.writer.commit()
      say({ report: 'done', bytes: Buffer.concat(book.chunks) })
      book = openBook()
  }
}

/** A text is never a formula, whatever it begins with: only an object would be one. */
function cellOf(cell: XlsxCell): XlsxCell {
  return typeof cell === 'string' ? toCellText(cell) : cell
}

function say(report: XlsxReport): void {
  parentPort?.postMessage(report, [])
}
