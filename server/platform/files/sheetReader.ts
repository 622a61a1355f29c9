import type { XlsxCell } from './xlsx.ts'
import { columnIndex, fromCellText, unescapeXml } from './xlsxText.ts'

export type SheetBounds = { rows: number; columns: number }

/** Longer than any tag of ours, and than any text of a cell with every letter escaped. */
const mostPiece = 300_000
const known = new Set(
  'worksheet sheetViews sheetView pane selection sheetFormatPr cols col sheetData row c v is t pageMargins pageSetup'.split(
    ' ',
  ),
)
const epochDays = 25_569
const dayMilliseconds = 86_400_000

const placeOfCell = /^ r="([A-Z]{1,3})(\d+)"(?: s="(\d+)")?(?: t="(\w+)")?$/

/** A cell of another hand: it reads as this text, which is nothing that we write. */
const foreign = '#'

/** What has been read of the row and the cell that are not over yet. */
type State = {
  count: number
  row: XlsxCell[] | null
  cell: { column: number; type: string; style: number; path: string; raw: string } | null
  /** The tags that are open within the cell. */
  within: string[]
}

/**
 * The rows of a sheet as we write them, now and before: texts in the cells themselves, every cell with its place, nothing that a
 * spreadsheet would compute. `dates`: the styles that show a number as a date.
 */
export async function* readSheet(
  chunks: AsyncIterable<string>,
  dates: ReadonlySet<number>,
  bounds: SheetBounds,
): AsyncGenerator<XlsxCell[][], undefined> {
  const state: State = { count: 0, row: null, cell: null, within: [] }
  let rest = ''
  for await (const chunk of chunks) {
    rest += chunk
    const rows: XlsxCell[][] = []
    let from = 0
    for (;;) {
      const opens = rest.indexOf('<', from)
      const closes = opens < 0 ? -1 : rest.indexOf('>', opens)
      if (closes < 0) break
      const innermost = state.within.at(-1)
      if (state.cell !== null && (innermost === 'v' || innermost === 't')) state.cell.raw += rest.slice(from, opens)
      const done = takeTag(state, rest.slice(opens + 1, closes), { dates, bounds })
      if (done !== null) rows.push(done)
      from = closes + 1
    }
    rest = rest.slice(from)
    if (rest.length > mostPiece) throw new RangeError('a cell of the workbook is longer than any text of ours')
    if (rows.length > 0) yield rows
  }
  if (state.row !== null || state.count === 0) throw new SyntaxError('the sheet is cut off')
  return undefined
}

/** The row that this tag ends, if it does. */
function takeTag(
  state: State,
  tag: string,
  to: { dates: ReadonlySet<number>; bounds: SheetBounds },
): XlsxCell[] | null {
  if (tag.startsWith('?xml')) return null
  const [, slash = '', name = '', attributes = '', selfClosing = ''] =
    /^(\/?)([A-Za-z]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)$/.exec(tag) ?? []
  if (!known.has(name) || attributes.includes(' hidden=')) throw foreignSheet(tag)
  if (slash === '') openTag(state, name, attributes, to.bounds)
  if (slash === '' && selfClosing === '') return null
  return closeTag(state, name, to.dates)
}

function openTag(state: State, name: string, attributes: string, bounds: SheetBounds): void {
  if (name === 'row') {
    state.count += 1
    if (state.count > bounds.rows) throw beyond(bounds.rows)
    if (/ r="(\d+)"/.exec(attributes)?.[1] !== String(state.count)) throw foreignSheet('row')
    state.row = []
    return
  }
  if (name === 'c') return openCell(state, attributes, bounds)
  if (state.cell === null) return
  // What is in the cell besides its one value is seen by people, and by nobody who verifies.
  const path = [...state.within, name].join('/')
  state.cell.path += `${state.cell.path === '' ? '' : ' '}${path}`
  state.within.push(name)
}

function openCell(state: State, attributes: string, { columns }: SheetBounds): void {
  const [, letters = '', number = '', style = '0', type = 'n'] = placeOfCell.exec(attributes) ?? []
  const column = columnIndex(letters)
  if (column >= columns) throw beyond(columns)
  if (state.row === null || state.cell !== null || number !== String(state.count) || column < state.row.length) {
    throw foreignSheet('c')
  }
  state.cell = { column, type, style: Number(style), path: '', raw: '' }
}

function closeTag(state: State, name: string, dates: ReadonlySet<number>): XlsxCell[] | null {
  const { row, cell } = state
  if (name === 'row') {
    state.row = null
    return row
  }
  if (name === 'c' && row !== null && cell !== null) {
    while (row.length < cell.column) row.push(null)
    row.push(valueOf(cell, dates))
    state.cell = null
    return null
  }
  if (state.cell !== null && state.within.pop() !== name) throw foreignSheet(name)
  return null
}

/** A number, a date, or a text in one of the two ways in which it may stand in its cell. */
function valueOf({ type, style, path, raw }: NonNullable<State['cell']>, dates: ReadonlySet<number>): XlsxCell {
  if (path === '') return null
  const isText = (type === 'str' && path === 'v') || (type === 'inlineStr' && path === 'is is/t')
  if (isText) {
    const text = unescapeXml(raw)
    return text === null ? foreign : ownText(fromCellText(text))
  }
  if (type !== 'n' || path !== 'v' || !/^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(raw)) return foreign
  return dates.has(style) ? new Date(Math.round((Number(raw) - epochDays) * dayMilliseconds)) : Number(raw)
}

/** A piece of a longer text keeps all of it in memory: whoever keeps a cell would keep what was read with it. */
function ownText(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}

function beyond(limit: number): Error {
  return new RangeError(`the workbook has more than ${limit} rows or columns`)
}

function foreignSheet(what: string): Error {
  return new SyntaxError(`the sheet has something that we do not write: ${what.slice(0, 40)}`)
}
