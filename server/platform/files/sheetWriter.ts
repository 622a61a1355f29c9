import type { XlsxCell, XlsxColumn } from './xlsx.ts'
import type { StyleBook } from './xlsxParts.ts'
import { columnName, escapeXml, toCellText } from './xlsxText.ts'

/** The XML of one sheet, to be put behind each other: what opens it with its head, rows as they come, what closes it. */
export type SheetWriter = { opening: string; rows(rows: readonly (readonly XlsxCell[])[]): string; closing: string }

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
/** For a date in a column without a format: without one it would be shown as a number. */
const dateFormat = 'yyyy-mm-dd hh:mm:ss'
/** A spreadsheet has no more. */
const mostRows = 1_048_576
/** Days since 30 December 1899, from which a spreadsheet counts. */
const epochDays = 25_569
const dayMilliseconds = 86_400_000

export function makeSheetWriter(columns: readonly XlsxColumn[], styles: StyleBook): SheetWriter {
  const names = columns.map((_column, index) => columnName(index))
  const looks = columns.map(({ format, wraps }) => ({ format: format ?? null, wraps: wraps === true, isBold: false }))
  const styleOf = (column: number, cell: XlsxCell) => {
    const look = looks[column] ?? { format: null, wraps: false, isBold: false }
    return styles.numberOf(cell instanceof Date ? { ...look, format: look.format ?? dateFormat } : look)
  }
  const head = styles.numberOf({ format: null, wraps: true, isBold: true })
  let count = 0

  function rowXml(cells: readonly XlsxCell[], lookOf: (column: number, cell: XlsxCell) => number): string {
    count += 1
    if (count > mostRows) throw new RangeError(`a sheet has room for ${mostRows} rows`)
    if (cells.length > columns.length) throw new RangeError('a row has more cells than the sheet has columns')
    const texts = cells.map((cell, column) =>
      cell === null ? '' : cellXml(`${names[column]}${count}`, lookOf(column, cell), cell),
    )
    return `<row r="${count}">${texts.join('')}</row>`
  }

  return {
    opening:
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${main}">` +
      `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
      `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns
        .map(({ width }, index) => columnXml(index + 1, width, styleOf(index, null)))
        .join('')}</cols><sheetData>` +
      rowXml(
        columns.map(({ title }) => title),
        () => head,
      ),
    rows: (rows) => rows.map((cells) => rowXml(cells, styleOf)).join(''),
    closing: '</sheetData></worksheet>',
  }
}

function columnXml(number: number, width: number, style: number): string {
  return `<col min="${number}" max="${number}" width="${width}" style="${style}" customWidth="1"/>`
}

/** A text stands in the cell itself and is never a formula, whatever it begins with. */
function cellXml(place: string, style: number, cell: Exclude<XlsxCell, null>): string {
  if (typeof cell === 'string') {
    const space = /^\s|\s$|\n/.test(cell) ? ' xml:space="preserve"' : ''
    return `<c r="${place}" s="${style}" t="inlineStr"><is><t${space}>${escapeXml(toCellText(cell))}</t></is></c>`
  }
  const value = cell instanceof Date ? cell.getTime() / dayMilliseconds + epochDays : cell
  if (!Number.isFinite(value)) throw new TypeError(`the cell ${place} is no number`)
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`
}
