import { bookParts, makeStyleBook, sheetPart } from '#server/platform/files/xlsxParts.ts'
import { columnName } from '#server/platform/files/xlsxText.ts'
import { signedColumns } from '#server/billing/statements/ledgerSheet.document.ts'
import { archiveOf } from './archive.ts'

const columns = 8 + signedColumns.length
const opening = '<worksheet><sheetData>'
const closing = '</sheetData></worksheet>'

/** Texts of one letter compress a thousand times: half a megabyte that unpacks to 450. */
export function hugeWorkbook(): Promise<Buffer> {
  return workbook(function* () {
    yield rowXml(1, titles())
    const texts = Array.from({ length: columns }, () => 'x'.repeat(32_000))
    for (let number = 2; number <= 640; number++) yield rowXml(number, texts)
  })
}

/** One cell that never ends. */
export function endlessCell(): Promise<Buffer> {
  return workbook(function* () {
    yield rowXml(1, titles())
    yield '<row r="2"><c r="A2" t="inlineStr"><is><t>'
    for (let i = 0; i < 900; i++) yield 'x'.repeat(1_000_000)
    yield '</t></is></c></row>'
  })
}

function titles(): string[] {
  return [...Array.from({ length: 8 }, (_none, index) => `title ${index}`), ...signedColumns]
}

function rowXml(number: number, texts: readonly (string | number)[]): string {
  const cells = texts.map((text, index) => {
    const place = `${columnName(index)}${number}`
    if (typeof text === 'number') return `<c r="${place}"><v>${text}</v></c>`
    return `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
  })
  return `<row r="${number}">${cells.join('')}</row>`
}

async function workbook(rows: () => Iterable<string>): Promise<Buffer> {
  const facts = [
    'timeZone',
    'format',
    'deskId',
    'portalId',
    'exportedAt',
    'count',
    'headHash',
    'publicKey',
    'signature',
  ]
  const values: Record<string, string | number> = {
    timeZone: 'UTC',
    format: 'opora-ledger-1',
    exportedAt: new Date(0).toISOString(),
    count: 100_000,
    headHash: 'a'.repeat(64),
  }
  const check = facts.map((name, index) => rowXml(index + 1, [name, values[name] ?? 'a', name]))
  return archiveOf({
    [sheetPart(1)]: (function* () {
      yield opening
      yield* rows()
      yield closing
    })(),
    [sheetPart(2)]: `${opening}${check.join('')}${closing}`,
    ...Object.fromEntries(bookParts(['Ledger', 'Check'], makeStyleBook().styles())),
  })
}
