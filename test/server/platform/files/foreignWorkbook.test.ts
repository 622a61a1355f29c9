import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openXlsx } from '#server/platform/files/readXlsx.ts'
import { makeXlsx, type XlsxCell } from '#server/platform/files/xlsx.ts'
import { bookParts, makeStyleBook, sheetPart } from '#server/platform/files/xlsxParts.ts'
import { columnIndex, columnName } from '#server/platform/files/xlsxText.ts'
import { archiveOf } from '#test/support/archive.ts'

let folder: string
const bounds = { rows: 100, columns: 30, sheetBytes: 100_000, dateFormats: ['yyyy'], numberFormats: ['0.00'] }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opora-workbook-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function rowsOf(file: Buffer): Promise<XlsxCell[][] | null> {
  const path = join(folder, 'book.xlsx')
  await writeFile(path, file)
  const opened = await openXlsx(path, bounds)
  if (opened === null) return null
  try {
    const rows: XlsxCell[][] = []
    for await (const some of opened.rows(1)) rows.push(...some)
    return rows
  } finally {
    await opened.close()
  }
}

const styles = makeStyleBook()
styles.numberOf({ format: 'yyyy', wraps: false, isBold: false })

/** A workbook of one sheet with these rows, and its other parts as we write them or as they are given. */
async function book(rows: string, others: Record<string, string> = {}): Promise<XlsxCell[][] | null> {
  return rowsOf(
    await archiveOf({
      [sheetPart(1)]: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ...Object.fromEntries(bookParts(['One'], styles.styles())),
      ...others,
    }),
  )
}

const cell = (inner: string, attributes = '') => `<row r="1"><c r="A1"${attributes}>${inner}</c></row>`

describe('a workbook', () => {
  it('comes back as it was written, whatever is in its cells', async () => {
    const columns = [
      { title: 'Что «это» & <то>', width: 9 },
      { title: 'n', width: 9, format: '0.00' },
      { title: '', width: 9, format: 'yyyy', wraps: true },
    ]
    const rows: XlsxCell[][] = [
      ['=SUM(A1)', -1.5e-7, new Date('2026-03-29T01:30:01Z')],
      [' a\r\n\tb ', null, new Date('1999-12-31T23:59:59Z')],
      ['_x000D_ &amp; ]]> 😀', 0.1 + 0.2],
      [null, 9_007_199_254_740_991],
    ]

    const back = await rowsOf(await makeXlsx([{ name: 'Счёт "1" & <2>', columns, rows: [rows] }]))

    expect(back).toEqual([columns.map(({ title }) => title), ...rows])
  })

  it('names columns as spreadsheets do', () => {
    for (const [index, name] of [
      [0, 'A'],
      [25, 'Z'],
      [26, 'AA'],
      [701, 'ZZ'],
      [702, 'AAA'],
    ] as const) {
      expect([columnName(index), columnIndex(name)]).toEqual([name, index])
    }
  })
})

describe('a workbook of another hand says nothing that only one reader sees', () => {
  it.each([
    ['a formula', '<f>1+1</f><v>1</v>', ''],
    ['a text in two pieces', '<is><r><t>a</t></r></is>', ' t="inlineStr"'],
    ['a text beside its text', '<is><t>a</t>b<t>c</t></is>', ' t="inlineStr"'],
    ['two values', '<v>1</v><v>2</v>', ''],
    ['an error', '<v>#REF!</v>', ' t="e"'],
    ['a shared text', '<v>0</v>', ' t="s"'],
    ['an entity', '<v>&#49;</v>', ' t="str"'],
  ])('%s', async (_what, inner, attributes) => {
    const outcome = await book(cell(inner, attributes)).catch(String)

    expect(['#', 'SyntaxError'].some((no) => JSON.stringify(outcome).includes(no))).toBe(true)
  })

  it.each([
    ['cells in another order', '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'],
    ['a cell of another row', '<row r="1"><c r="A2"><v>1</v></c></row>'],
    ['rows left out', '<row r="1"/><row r="3"/>'],
    ['a hidden row', '<row r="1" hidden="1"/>'],
    ['a comment', '<row r="1"/><!-- <row r="2"/> -->'],
    ['a conditional format', '</sheetData><conditionalFormatting/><sheetData><row r="1"/>'],
    ['a sheet without an end', '<row r="1"><c r="A1">'],
  ])('%s', async (_what, rows) => {
    await expect(book(rows)).rejects.toThrow(SyntaxError)
  })

  it('sheets that are named otherwise than they lie, formats that show other numbers, texts beside the sheets', async () => {
    const relations = bookParts(['One'], styles.styles())[3]?.[1] ?? ''
    const swapped = relations.replace('sheet1.xml', 'sheet2.xml')
    const lying = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="&quot;12&quot;"/></numFmts></styleSheet>`

    expect(await book(cell('<v>1</v>'))).toEqual([[1]])
    expect(await book(cell('<v>1</v>'), { 'xl/_rels/workbook.xml.rels': swapped })).toBeNull()
    expect(await book(cell('<v>1</v>'), { 'xl/styles.xml': lying })).toBeNull()
    expect(await book(cell('<v>1</v>'), { 'xl/sharedStrings.xml': '<sst/>' })).toBeNull()
  })

  it('an archive that is damaged or has entries twice is refused', async () => {
    const file = await makeXlsx([{ name: 'One', columns: [{ title: 'a', width: 9 }], rows: [[]] }])
    const twice = Buffer.from(
      file.toString('latin1').replaceAll('sheet1.xml', 'sheetX.xml').replaceAll('xl/styles.xml', 'xl/sheetX.xml'),
      'latin1',
    )

    for (const broken of [Buffer.alloc(0), Buffer.from('PK'), file.subarray(0, -30), file.subarray(50), twice]) {
      await expect(rowsOf(broken)).rejects.toThrow(Error)
    }
  })
})
