import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verdictOf } from '#server/billing/statements/domain/verifyLedger.ts'
import { readShownEntries } from '#server/billing/accounts/ledger.sql.ts'
import { makeSheet } from '#server/billing/statements/ledgerSheet.commands.ts'
import { ledgerSheets, type SheetOf } from '#server/billing/statements/ledgerSheet.document.ts'
import { checkFile } from '#server/billing/statements/ledgerFile.queries.ts'
import { openLedgerSheet } from '#server/billing/statements/ledgerSheet.queries.ts'
import { openXlsx } from '#server/platform/files/readXlsx.ts'
import { makeXlsx, type XlsxCell } from '#server/platform/files/xlsx.ts'
import { fromCellText, toCellText } from '#server/platform/files/xlsxText.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

const month = { unit: 'days', count: 30 } as const
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const nasty = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', 'a\r\nb\tc', 'said _x000D_ <&> "so"']

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let pair: Pair
let folder: string

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  folder = await mkdtemp(join(tmpdir(), 'opora-sheet-'))
  pair = await stage.openClient(await stage.openDesk(quantumMaintenance))
  const ticketId = await stage.openTicket(minutes(-10), pair)
  const agent = stage.agent(pair, 100)
  await stage.pay(monday, pair, 12, month)
  const intervalId = randomUUID()
  await stage.start(minutes(1), agent, ticketId, intervalId)
  await stage.stop(minutes(22), agent, intervalId)
  for (const [index, reason] of nasty.entries()) await stage.adjust(minutes(30 + index), pair, 1, reason)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const accountOf = ({ desk, client }: Pair) => ({ deskId: desk.deskId, memberId: client.memberId })

async function signed(language: 'ru' | 'uk' | 'en', to: Pair): Promise<SheetOf> {
  const asked = { side: 'client', language } as const
  return stage.work(minutes(60), (unit) =>
    stage.billing.statements.signSheet(unit, to.client.admin, accountOf(to), asked),
  )
}

async function exported(language: 'ru' | 'uk' | 'en' = 'ru', to: Pair = pair): Promise<Buffer> {
  const sheet = await makeSheet(stage.db(), accountOf(to), await signed(language, to))
  return Buffer.from(sheet.base64, 'base64')
}

const columns = { B: 1, C: 2, D: 3, E: 4, F: 5, G: 6, H: 7, J: 9 } as const

/** Written as we write it, by somebody who has changed one cell. */
async function tampered(row: number, column: keyof typeof columns | null, value: XlsxCell): Promise<Buffer> {
  const of = await signed('ru', pair)
  const entries = await readShownEntries(stage.db(), accountOf(pair), { after: 0, upTo: of.head.count })
  async function* pages() {
    yield entries
  }
  const [ledger, check] = ledgerSheets(of, pages())
  if (ledger === undefined || check === undefined) throw new Error('a ledger has two sheets')
  const rows: XlsxCell[][] = []
  for await (const some of ledger.rows) rows.push(...some)
  if (column !== null) rows[row - 2] = (rows[row - 2] ?? []).with(columns[column], value)
  return makeXlsx([{ ...ledger, rows: [rows] }, check])
}

async function saved(file: Buffer): Promise<string> {
  const path = join(folder, `${randomUUID()}.xlsx`)
  await writeFile(path, file)
  return path
}

async function verify(path: string) {
  const file = await openLedgerSheet(path)
  if (file === null) throw new Error('it is no workbook of ours')
  const { checked, strange } = await checkFile(file, 'sums')
  return { verdict: verdictOf(checked, {}), strange }
}

describe('Q9 the ledger as a workbook', () => {
  it('has real dates by the desk’s clock and numbers, and a text that looks like a formula is none', async () => {
    const { sheets } = await readXlsx(new Uint8Array(await exported()), { readStyles: true })

    const [sheet] = sheets
    const shown = sheet?.rows[1]?.slice(0, 8)
    expect(sheets.map(({ name }) => name)).toEqual(['Выписка', 'Проверка'])
    expect(sheet?.rows[0]?.[1]).toBe('Когда (Europe/Moscow)')
    expect(shown).toEqual([1, new Date('2026-03-02T10:00:00Z'), 'Покупка', 12, 120, 12, 120, 7200])
    expect(sheet?.rows[2]?.[8]).toMatch(/^[A-Z]+-\d+$/)
    expect(sheet?.rows.map((row) => row[columns.J]).slice(-nasty.length)).toEqual(nasty)
    expect(Array.from(sheet?.cells?.values() ?? [], ({ type }) => type)).not.toContain('formula')
  })

  it('has a head in bold that stays in sight, its widths, and its formats', async () => {
    const { sheets } = await readXlsx(new Uint8Array(await exported()), { readStyles: true })

    const [ledger, check] = sheets
    expect([ledger?.freezePane?.rows, check?.freezePane?.rows]).toEqual([1, 1])
    expect(ledger?.columns?.slice(0, 3).map(({ width }) => width)).toEqual([8, 21, 18])
    expect(ledger?.cells?.get('0,0')?.style).toMatchObject({ font: { bold: true }, alignment: { wrapText: true } })
    expect(ledger?.cells?.get('1,1')?.style?.numFmt).toBe('yyyy-mm-dd hh:mm:ss')
    expect(ledger?.cells?.get('1,7')?.style?.numFmt).toBe('#,##0.00##')
    expect(check?.cells?.get('1,1')?.style).toMatchObject({ alignment: { vertical: 'top', wrapText: true } })
  })

  it.each(['ru', 'uk', 'en'] as const)('fits when it is read back, in %s', async (language) => {
    const { verdict, strange } = await verify(await saved(await exported(language)))

    expect(verdict).toMatchObject({ fits: true, balance: 15 })
    expect(strange).toBeNull()
  })

  it('with a cell changed it does not fit any more, also where only people read', async () => {
    const change = async (row: number, column: keyof typeof columns | null, value: XlsxCell) => {
      const { verdict, strange } = await verify(await saved(await tampered(row, column, value)))
      return verdict.fits ? (strange ?? 'fits') : verdict.fault
    }

    expect(await change(2, null, null)).toBe('fits')
    expect(await change(3, 'D', -9)).toBe('hash')
    expect(await change(6, 'J', 'another')).toBe('hash')
    expect(await change(3, 'B', new Date('2026-03-02T11:00:00Z'))).toBe(2)
    expect(await change(3, 'C', 'Покупка')).toBe(2)
    expect(await change(4, 'F', 100)).toBe(3)
    expect(await change(2, 'H', 1)).toBe(1)
    expect(await change(3, 'E', 10)).toBe(2)
    expect(await change(4, 'G', 7)).toBe(3)
  }, 60_000)

  it('is read within bounds: more rows, columns or bytes than an export has are refused', async () => {
    const path = await saved(await exported())
    const formats = { dateFormats: ['yyyy-mm-dd hh:mm:ss'], numberFormats: ['#,##0.00##'] }
    const bounds = { rows: 30, columns: 24, sheetBytes: 100_000, ...formats }
    const count = async (within: typeof bounds) => {
      const book = await openXlsx(path, within)
      try {
        let rows = 0
        for await (const some of book?.rows(1) ?? []) rows += some.length
        return rows
      } finally {
        await book?.close()
      }
    }

    expect(await count(bounds)).toBe(11)
    for (const tighter of [{ rows: 10 }, { columns: 23 }, { sheetBytes: 1000 }]) {
      await expect(count({ ...bounds, ...tighter })).rejects.toThrow(RangeError)
    }
    await expect(count({ ...bounds, numberFormats: [] })).resolves.toBe(0)
  })

  it('is checked by npm run verify-ledger, against an earlier one too', async () => {
    const path = await saved(await exported())
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['server/verifyLedger.ts', ...args]).catch(
        (error: { stdout: string; stderr: string }) => error,
      )
    const half = await saved((await exported()).subarray(0, 900))
    const { sheets } = await readXlsx(new Uint8Array(await exported()))
    const savedAnew = await saved(
      Buffer.from(await writeXlsx({ sheets: sheets.map(({ name, rows }) => ({ name, rows })) })),
    )

    expect((await run(path, '--earlier', path)).stdout).toMatch(/^FITS: 10 entries, balance 15 quanta/)
    expect((await run(half)).stderr).toContain('no workbook that can be read')
    expect((await run(savedAnew)).stderr).toContain('saved anew by a spreadsheet')
  }, 60_000)

  it('of the program before, which wrote texts in another way, is read as well', async () => {
    const { verdict, strange } = await verify('test/server/billing/stored/0001-ledger.xlsx')

    expect(verdict).toMatchObject({ fits: true, head: { count: 13 }, balance: 0 })
    expect(strange).toBeNull()
  })

  it('without entries it has a head, and says so', async () => {
    const empty = await stage.openClient(pair.desk)

    const { verdict } = await verify(await saved(await exported('ru', empty)))

    expect(verdict).toMatchObject({ fits: true, head: { count: 0 } })
  })
})

it('what XML has no letter for comes back as it was', () => {
  for (const text of [...nasty, '\u0001\u007F', '_x005F_x000D_', '__x0041_', 'plain']) {
    expect(fromCellText(toCellText(text))).toBe(text)
  }
})
