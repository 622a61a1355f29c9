import { escapeXml } from './xlsxText.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const officeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Where a workbook of ours has its parts; sheets count from 1. */
export const parts = { workbook: 'xl/workbook.xml', relations: 'xl/_rels/workbook.xml.rels', styles: 'xl/styles.xml' }
export const sheetPart = (number: number): string => `xl/worksheets/sheet${number}.xml`

/** How cells look: a number format, whether long texts go on in the next line, and the bold of a head. */
export type CellStyle = { format: string | null; wraps: boolean; isBold: boolean }

/** Numbers for styles, in the order in which they are asked for; the workbook's first one is nobody's. */
export type StyleBook = { numberOf(style: CellStyle): number; styles(): CellStyle[] }

export function makeStyleBook(): StyleBook {
  const known = new Map<string, { number: number; style: CellStyle }>()
  return {
    numberOf(style) {
      const key = `${style.format} ${style.wraps} ${style.isBold}`
      const number = known.get(key)?.number ?? known.size + 1
      known.set(key, { number, style })
      return number
    },
    styles: () => Array.from(known.values(), ({ style }) => style),
  }
}

/** Everything beside the sheets, by the name of its part. */
export function bookParts(sheetNames: readonly string[], styles: readonly CellStyle[]): [name: string, xml: string][] {
  return [
    ['[Content_Types].xml', contentTypes(sheetNames.length)],
    ['_rels/.rels', relationsXml([{ type: 'officeDocument', target: parts.workbook }])],
    [parts.workbook, workbookXml(sheetNames)],
    [
      parts.relations,
      relationsXml([
        ...sheetNames.map((_name, index) => ({ type: 'worksheet', target: sheetPart(index + 1).slice('xl/'.length) })),
        { type: 'styles', target: parts.styles.slice('xl/'.length) },
      ]),
    ],
    [parts.styles, stylesXml(styles)],
  ]
}

function override(part: string, type: string): string {
  return `<Override PartName="/${part}" ContentType="${officeType}.${type}"/>`
}

function contentTypes(sheets: number): string {
  return (
    `${declaration}<Types xmlns="${packaged}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>` +
    override(parts.workbook, 'sheet.main+xml') +
    Array.from({ length: sheets }, (_none, index) => override(sheetPart(index + 1), 'worksheet+xml')).join('') +
    `${override(parts.styles, 'styles+xml')}</Types>`
  )
}

function relationsXml(targets: readonly { type: string; target: string }[]): string {
  const lines = targets.map(
    ({ type, target }, index) => `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="${packaged}/relationships">${lines.join('')}</Relationships>`
}

function workbookXml(sheetNames: readonly string[]): string {
  const sheets = sheetNames.map(
    (name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.join('')}</sheets></workbook>`
}

/** Numbers of formats below this one are the spreadsheet's own. */
const firstFormat = 164

function stylesXml(styles: readonly CellStyle[]): string {
  const formats = [...new Set(styles.flatMap(({ format }) => format ?? []))]
  const numbered = formats.map(
    (format, index) => `<numFmt numFmtId="${firstFormat + index}" formatCode="${escapeXml(format)}"/>`,
  )
  const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
  const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
  return (
    `${declaration}<styleSheet xmlns="${main}">` +
    (numbered.length === 0 ? '' : `<numFmts count="${numbered.length}">${numbered.join('')}</numFmts>`) +
    `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>` +
    `<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
    `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
    `<cellXfs count="${styles.length + 1}">${plain}${styles.map((style) => styleXml(style, formats)).join('')}</cellXfs>` +
    `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  )
}

function styleXml({ format, wraps, isBold }: CellStyle, formats: readonly string[]): string {
  const number = format === null ? 0 : firstFormat + formats.indexOf(format)
  return (
    `<xf numFmtId="${number}" fontId="${isBold ? 1 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" ` +
    `applyAlignment="1"><alignment vertical="top"${wraps ? ' wrapText="1"' : ''}/></xf>`
  )
}
