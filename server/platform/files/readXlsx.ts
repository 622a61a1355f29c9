import type { XlsxCell } from './xlsx.ts'
import { parts, sheetPart } from './xlsxParts.ts'
import { unescapeXml } from './xlsxText.ts'
import { readSheet, type SheetBounds } from './sheetReader.ts'
import { openZip, type ZipReader } from './zipReader.ts'

/** No more than we ever write, and no other formats: a format may show people a number that is not there. */
export type XlsxBounds = SheetBounds & {
  /** What a sheet may unpack to. */
  sheetBytes: number
  dateFormats: readonly string[]
  numberFormats: readonly string[]
}

export type XlsxReader = {
  /** Of the sheets, in their order. */
  names: readonly string[]
  /** The rows of a sheet, some at a time, the first one included; sheets count from 1. */
  rows(sheet: number): AsyncGenerator<XlsxCell[][], undefined>
  close(): Promise<void>
}

const mostPartBytes = 256 * 1024

/**
 * A workbook as `makeXlsx` writes it, and as the program before it did. Null where it is none of ours, or was saved anew by a
 * spreadsheet, which keeps texts beside the sheets. Throws where the file is damaged or larger than these bounds; memory holds
 * some rows of it, never all.
 */
export async function openXlsx(path: string, bounds: XlsxBounds): Promise<XlsxReader | null> {
  const archive = await openZip(path)
  try {
    const names = await sheetNames(archive)
    const dates = names === null ? null : dateStyles(await partOf(archive, parts.styles), bounds)
    if (names === null || dates === null) {
      await archive.close()
      return null
    }
    return {
      names,
      rows: (sheet) => readSheet(archive.read(sheetPart(sheet), bounds.sheetBytes), dates, bounds),
      close: () => archive.close(),
    }
  } catch (error) {
    await archive.close()
    throw error
  }
}

/** People see the sheets that the workbook names: they must be those that are read here, and no others. */
async function sheetNames(archive: ZipReader): Promise<string[] | null> {
  if (archive.names.includes('xl/sharedStrings.xml')) return null
  const relations = tagsOf(await partOf(archive, parts.relations), 'Relationship')
  const targets = new Map(relations.map(({ Id, Target }) => [Id, Target]))
  const sheets = tagsOf(await partOf(archive, parts.workbook), 'sheet')
  const isOurs =
    targets.size === relations.length &&
    sheets.every(
      ({ state = 'visible', ...sheet }, index) =>
        state === 'visible' && `xl/${targets.get(sheet['r:id'])}` === sheetPart(index + 1),
    )
  const written = archive.names.filter((name) => name.startsWith('xl/worksheets/'))
  if (!isOurs || sheets.length === 0 || written.length !== sheets.length) return null
  return sheets.map(({ name = '' }) => unescapeXml(name) ?? '')
}

/** The numbers of the styles that show dates; null where a format is none of ours. */
function dateStyles(styles: string, { dateFormats, numberFormats }: XlsxBounds): Set<number> | null {
  const formats = new Map(
    tagsOf(styles, 'numFmt').map(({ numFmtId, formatCode = '' }) => [numFmtId, unescapeXml(formatCode) ?? '']),
  )
  if ([...formats.values()].some((code) => !dateFormats.includes(code) && !numberFormats.includes(code))) return null
  const [, cells = ''] = /<cellXfs[^>]*>([\s\S]*?)<\/cellXfs>/.exec(styles) ?? []
  const looks = tagsOf(cells, 'xf').map(({ numFmtId }) => numFmtId)
  if (looks.some((id) => id !== '0' && !formats.has(id))) return null
  return new Set(looks.flatMap((id, index) => (dateFormats.includes(formats.get(id) ?? '') ? [index] : [])))
}

/** A comment, or a tag with a prefix, could say one thing to us and another one to a spreadsheet. */
async function partOf(archive: ZipReader, name: string): Promise<string> {
  let text = ''
  for await (const piece of archive.read(name, mostPartBytes)) text += piece
  if (/<!|<\/?\w+:(?:sheet|Relationship|numFmt|xf|cellXfs)\b/.test(text))
    throw new SyntaxError(`${name} is not as we write it`)
  return text
}

/** The attributes of every such tag. */
function tagsOf(xml: string, name: string): Record<string, string>[] {
  return Array.from(xml.matchAll(new RegExp(`<${name}\\s([^<>]*)>`, 'g')), ([, attributes = '']) =>
    Object.fromEntries(
      Array.from(attributes.matchAll(/([\w:]+)="([^"]*)"/g), ([, key = '', value = '']) => [key, value]),
    ),
  )
}
