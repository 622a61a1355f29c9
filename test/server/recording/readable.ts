import { extname } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { extractText, getDocumentProxy } from 'unpdf'

/** Below this a text stays one, whatever is in it. */
const longText = 200
/** And no word of a document is as long as this. */
const longWord = 20

/** An answer as somebody would read it: a file's texts for its bytes, the value of a JSON text, the lines of a long one. */
export async function readable(value: unknown): Promise<unknown> {
  if (typeof value === 'string') return readableText(value)
  if (Array.isArray(value)) return Promise.all(value.map(readable))
  if (typeof value !== 'object' || value === null) return value
  if ('fileName' in value && 'base64' in value) return readableFile(String(value.fileName), String(value.base64))
  const entries = Object.entries(value).map(async ([key, one]): Promise<[string, unknown]> => [
    key,
    await readable(one),
  ])
  return Object.fromEntries(await Promise.all(entries))
}

async function readableText(text: string): Promise<unknown> {
  const json = /^[[{]/.test(text) ? parse(text) : undefined
  if (json !== undefined) return { json: await readable(json) }
  return text.length > longText && text.includes('\n') ? { lines: text.split(/\r?\n/) } : text
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readableFile(fileName: string, base64: string) {
  const bytes = Buffer.from(base64, 'base64')
  switch (extname(fileName)) {
    case '.pdf':
      return { fileName, begins: bytes.toString('latin1', 0, 5), words: await wordsOf(bytes) }
    case '.xlsx':
      return { fileName, begins: bytes.toString('latin1', 0, 2), sheets: await sheetsOf(bytes) }
    default:
      return { fileName, lines: bytes.toString('utf8').split(/\r?\n/) }
  }
}

/**
 * Lines and pages break wherever there is room, also in the middle of a signature, and that is different each time: only the
 * words count, and the foot of the pages once.
 */
async function wordsOf(bytes: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false })
  const pages = text.map((page) =>
    page
      .trimEnd()
      .replace(/\s\d+ \/ \d+$/, '')
      .split('\n'),
  )
  const footLines = pages.length === 1 ? 1 : sameAtEnd(pages)
  const [first = []] = pages
  const body = pages.flatMap((page) => page.slice(0, page.length - footLines)).join('\n')
  const foot = first.slice(first.length - footLines).join(' ')
  return `${unbroken(body)} ${foot}`.replaceAll(/\s+/g, ' ').split(/(?<=[.:;]) /)
}

/** How many last lines are the same on all pages. */
function sameAtEnd(pages: readonly string[][]): number {
  const [first = []] = pages
  return first.findIndex((_line, index) => pages.some((page) => page.at(-1 - index) !== first.at(-1 - index)))
}

/** A word that nobody says, in one piece again. */
function unbroken(text: string): string {
  const joined = text.replaceAll(/(?<![\w-])([\w-]+)\n([\w-]+)(?![\w-])/g, (found, first: string, second: string) =>
    Math.max(first.length, second.length) >= longWord ? first + second : found,
  )
  return joined === text ? text : unbroken(joined)
}

/** By a reader of other hands: what it says is what a spreadsheet would show. */
async function sheetsOf(bytes: Buffer) {
  const { sheets } = await readXlsx(new Uint8Array(bytes))
  return Promise.all(
    sheets.map(async ({ name, rows }) => ({
      name,
      rows: await Promise.all(
        rows.map((row) => readable(filled(row).map((cell) => (cell instanceof Date ? cell.toISOString() : cell)))),
      ),
    })),
  )
}

/** Up to the last cell that has something in it. */
function filled<Cell>(row: readonly Cell[]): readonly Cell[] {
  return row.slice(0, row.findLastIndex((cell) => cell !== null) + 1)
}
