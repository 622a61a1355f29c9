import ExcelJS from 'exceljs'
import type { XlsxCell } from './xlsx.ts'
import { fromCellText } from './xlsxText.ts'

/** No more than we ever write: whoever reads a stranger's file does not fill its memory with it. */
export type XlsxBounds = { sheets: number; rows: number; columns: number }

/**
 * The rows of a workbook as `makeXlsx` writes it, sheet by sheet, the first row included. Throws where the file is none or is
 * larger than these bounds. Texts of others lie in a table beside the sheets, which is not read.
 */
export async function readXlsx(path: string, bounds: XlsxBounds): Promise<XlsxCell[][][]> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'ignore',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  const sheets: XlsxCell[][][] = []
  for await (const sheet of reader) {
    refuseBeyond(bounds.sheets, sheets.length + 1)
    const rows: XlsxCell[][] = []
    for await (const row of sheet) {
      refuseBeyond(bounds.rows, rows.length + 1)
      refuseBeyond(bounds.columns, row.cellCount)
      const cells = Array.isArray(row.values) ? row.values.slice(1) : []
      rows.push(Array.from(cells, cellOf))
    }
    sheets.push(rows)
  }
  return sheets
}

function refuseBeyond(limit: number, count: number): void {
  if (count > limit) throw new RangeError(`the workbook has more than ${limit} sheets, rows or columns`)
}

/** Formulas, errors and the like are nothing that we write: they are read as a text that fits nowhere. */
function cellOf(value: unknown): XlsxCell {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return fromCellText(value)
  if (typeof value === 'number' || value instanceof Date) return value
  return JSON.stringify(value)
}
