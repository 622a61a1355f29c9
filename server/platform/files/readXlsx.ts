import ExcelJS from 'exceljs'
import type { XlsxCell } from './xlsx.ts'
import { fromCellText } from './xlsxText.ts'

export type ReadSheet = { name: string; rows: XlsxCell[][] }

/** The sheets of a workbook with their rows, the first one included. Throws where the file is none. */
export async function readXlsx(path: string): Promise<ReadSheet[]> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  const sheets: ReadSheet[] = []
  for await (const sheet of reader) {
    const rows: XlsxCell[][] = []
    for await (const row of sheet) {
      const cells = Array.isArray(row.values) ? row.values.slice(1) : []
      rows.push(Array.from(cells, cellOf))
    }
    sheets.push({ name: 'name' in sheet && typeof sheet.name === 'string' ? sheet.name : '', rows })
  }
  return sheets
}

/** Formulas, errors and the like are nothing that we write: they are read as a text that fits nowhere. */
function cellOf(value: unknown): XlsxCell {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return fromCellText(value)
  if (typeof value === 'number' || value instanceof Date) return value
  return fromCellText(richText(value) ?? JSON.stringify(value))
}

/** A spreadsheet that saves a file may keep a text in pieces. */
function richText(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('richText' in value)) return null
  const pieces: unknown = value.richText
  return Array.isArray(pieces) ? pieces.map((piece: { text?: string }) => piece.text ?? '').join('') : null
}
