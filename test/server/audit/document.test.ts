import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '#contract/audit/types.ts'
import { csvHead, csvLines } from '#server/audit/audit.document.ts'
import { languages } from '#contract/common.ts'
import { readCsv } from '#test/support/csv.ts'

const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  entryId: '7',
  at: '2026-11-22T09:00:00.000Z',
  type: 'desk.renamed',
  kind: 'settings',
  by: { side: 'desk', name: 'Анна', portalName: null },
  address: '10.0.0.7',
  portalName: 'vector.bitrix24.ru',
  facts: [
    { name: 'nameFrom', value: 'Было' },
    { name: 'nameTo', value: 'Стало' },
  ],
  ...changes,
})
const named = (name: string) => entry({ by: { side: 'desk', name, portalName: null } })
const cellOf = (name: string) => readCsv(csvLines([named(name)], 'ru'))[0]?.[3]

describe('D5 the file of an export', () => {
  it.each(languages)('%s: begins with the mark of UTF-8 and headers, one for each cell', (language) => {
    const head = csvHead(language)
    const [headers = []] = readCsv(head.slice(1))
    const [cells = []] = readCsv(csvLines([entry()], language))

    expect(head.codePointAt(0)).toBe(0xfeff)
    expect(headers).toHaveLength(cells.length)
    expect(new Set(headers).size).toBe(headers.length)
  })

  it('has instants with their zone, and says what the page says', () => {
    expect(readCsv(csvLines([entry()], 'ru'))).toEqual([
      [
        '2026-11-22T09:00:00.000Z',
        'Настройки',
        'Служба переименована: «Было» → «Стало»',
        'Анна',
        '',
        '10.0.0.7',
        'vector.bitrix24.ru',
        'Прежнее название: Было; Название: Стало',
        'desk.renamed',
        '7',
      ],
    ])
  })

  it.each(['a "quoted" name', 'one, two', 'two\r\nlines', 'a; b', "O'Neil", ''])('%j comes back as it was', (name) => {
    expect(cellOf(name)).toBe(name === '' ? 'Система' : name)
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '=cmd|" /c calc"!A1', '\n+1'])(
    '%j is a text for a spreadsheet, not a formula',
    (name) => {
      expect(cellOf(name)).toBe(`'${name}`)
    },
  )

  it('ends each line with CRLF and quotes every cell', () => {
    const text = csvLines([entry(), entry()], 'en')

    expect(text.split('\r\n')).toHaveLength(3)
    expect(
      text
        .split('\r\n')
        .slice(0, 2)
        .every((line) => /^".*"$/.test(line)),
    ).toBe(true)
  })
})
