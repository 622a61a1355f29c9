import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '#contract/audit/types.ts'
import { languages, type Language } from '#contract/common.ts'
import { auditSheet, csvHead, csvLines, type FileReader } from '#server/audit/audit.document.ts'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { makeXlsx } from '#server/platform/files/xlsx.ts'

const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  entryId: '7',
  at: '2026-11-22T09:00:00.000Z',
  type: 'desk.renamed',
  kind: 'settings',
  by: { side: 'desk', name: 'Анна', portalName: null, clientName: null },
  address: '10.0.0.7',
  portalName: 'vector.bitrix24.ru',
  clientName: null,
  facts: [
    { name: 'nameFrom', value: 'Было' },
    { name: 'nameTo', value: 'Стало' },
  ],
  ...changes,
})
const named = (name: string) => entry({ by: { side: 'desk', name, portalName: null, clientName: null } })
const readerOf = (language: Language, timeZone = 'Europe/Moscow'): FileReader => ({
  language,
  timeZone,
  plans: [{ code: 'first', title: { ru: 'Первая помощь', uk: 'Перша допомога', en: 'First aid' } }],
})
/** As a spreadsheet of that language does. */
const readCsv = (text: string, language: Language = 'ru'): string[][] =>
  parse(text, { bom: true, delimiter: language === 'en' ? ',' : ';' })
const cellOf = (name: string) => readCsv(csvLines([named(name)], readerOf('ru')))[0]?.[3]

describe('D5 the file of an export', () => {
  it.each(languages)('%s: begins with the mark of UTF-8 and headers, one for each cell', (language) => {
    const head = csvHead(readerOf(language))
    const [headers = []] = readCsv(head, language)
    const [cells = []] = readCsv(csvLines([entry()], readerOf(language)), language)

    expect(head.codePointAt(0)).toBe(0xfeff)
    expect(headers).toHaveLength(cells.length)
    expect(new Set(headers).size).toBe(headers.length)
  })

  it('D9 has the wall times of the desk, and says what the page says', () => {
    expect(readCsv(csvLines([entry()], readerOf('ru')))).toEqual([
      [
        '22.11.2026 12:00:00',
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
    const text = csvLines([entry(), entry()], readerOf('en'))

    expect(text.split('\r\n')).toHaveLength(3)
    expect(
      text
        .split('\r\n')
        .slice(0, 2)
        .every((line) => /^".*"$/.test(line)),
    ).toBe(true)
  })

  it.each([
    ['ru', '22.11.2026 12:00:00', 'Первая помощь', /15\u00a0000,00\u00a0₽/u],
    ['uk', '22.11.2026 12:00:00', 'Перша допомога', /15\u00a0000,00\u00a0/u],
    ['en', '2026-11-22 12:00:00', 'First aid', /RUB\u00a015,000\.00/u],
  ] as const)('D9 %s: dates, plans and money inside its sentences are the reader’s', (language, at, plan, amount) => {
    const order = entry({
      type: 'order.placed',
      kind: 'money',
      facts: [
        { name: 'plan', value: 'first' },
        { name: 'quanta', value: '30' },
        { name: 'amount', value: '15000.00 RUB' },
        { name: 'endsAt', value: '2026-11-22T09:00:00.000Z' },
      ],
    })

    const [cells = []] = readCsv(csvLines([order], readerOf(language)), language)

    expect(cells[2]).toContain(plan)
    expect(cells[2]).toMatch(amount)
    expect(cells[7]).toContain(at)
  })

  it.each([
    ['order.placed', '30', '10', 'Первая помощь, 30 квантов, 5 часов, сумма'],
    ['order.placed', '30', null, 'Первая помощь, 30 квантов, сумма'],
    ['quanta.adjusted', '-2', '15', 'изменён на −2 кванта, 30 минут: Ошибка'],
    ['dispute.answered', '0', '10', 'возвращено: 0 квантов'],
  ] as const)('Q3 quanta stand beside their time: %s %s of %s minutes', (type, quanta, minutes, said) => {
    const act = entry({
      type,
      kind: 'money',
      facts: [
        { name: 'plan', value: 'first' },
        { name: 'quanta', value: quanta },
        ...(minutes === null ? [] : [{ name: 'quantumMinutes' as const, value: minutes }]),
        { name: 'amount', value: '15000.00 RUB' },
        { name: 'note', value: 'Ошибка' },
      ],
    })

    const [cells = []] = readCsv(csvLines([act], readerOf('ru')), 'ru')

    expect(cells[2]).toContain(said)
  })

  it('D9 a workbook has the same, and moments that are dates in the desk’s zone', async () => {
    const pages = (async function* () {
      yield [entry(), entry({ entryId: '6', at: '2026-03-29T00:30:00.000Z' })]
    })()

    const file = await makeXlsx([auditSheet(pages, readerOf('uk', 'Europe/Kyiv'))])
    const [sheet] = (await readXlsx(file)).sheets

    expect(sheet?.rows.map(([at]) => at)).toEqual([
      'Коли (Europe/Kyiv)',
      new Date('2026-11-22T11:00:00Z'),
      new Date('2026-03-29T02:30:00Z'),
    ])
    expect(sheet?.rows[1]?.slice(1, 4)).toEqual(['Налаштування', 'Службу перейменовано: «Было» → «Стало»', 'Анна'])
    expect(sheet?.rows[2]?.at(-1)).toBe(6)
  })
})
