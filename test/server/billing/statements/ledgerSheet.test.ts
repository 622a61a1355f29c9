import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyLedger } from '#server/billing/statements/domain/verifyLedger.ts'
import { readShownEntries } from '#server/billing/accounts/ledger.sql.ts'
import { makeSheet } from '#server/billing/statements/ledgerSheet.commands.ts'
import { ledgerSheets, type SheetOf } from '#server/billing/statements/ledgerSheet.document.ts'
import { readLedgerSheets } from '#server/billing/statements/ledgerSheet.queries.ts'
import { readXlsx } from '#server/platform/files/readXlsx.ts'
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

const columns = { B: 1, C: 2, D: 3, E: 4, F: 5, H: 7 } as const

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

async function opened(file: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Uint8Array.from(file).buffer)
  return book
}

async function read(file: Buffer) {
  const path = join(folder, `${randomUUID()}.xlsx`)
  await writeFile(path, file)
  return { path, ...(await readLedgerSheets(path)) }
}

describe('Q9 the ledger as a workbook', () => {
  it('has real dates by the desk’s clock and numbers, and a text that looks like a formula is none', async () => {
    const book = await opened(await exported())

    const sheet = book.worksheets[0]
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Счёт', 'Проверка'])
    expect(sheet?.getCell('B1').value).toBe('Когда (Europe/Moscow)')
    const shown = ['A2', 'B2', 'C2', 'D2', 'E2', 'F2'].map((cell) => sheet?.getCell(cell).value)
    expect(shown).toEqual([1, new Date('2026-03-02T10:00:00Z'), 'Покупка', 12, 12, 7200])
    expect(sheet?.getCell('B2').type).toBe(ExcelJS.ValueType.Date)
    expect(sheet?.getCell('G3').value).toMatch(/^[A-Z]+-\d+$/)
    const reasons = sheet?.getColumn(8).values ?? []
    expect(reasons.slice(-nasty.length).map((cell) => (typeof cell === 'string' ? fromCellText(cell) : null))).toEqual(
      nasty,
    )
    expect(sheet?.getCell('H6').type).not.toBe(ExcelJS.ValueType.Formula)
  })

  it.each(['ru', 'uk', 'en'] as const)('fits when it is read back, in %s', async (language) => {
    const { document, strange } = await read(await exported(language))

    expect(verifyLedger(document)).toMatchObject({ fits: true, balance: 15 })
    expect(strange).toBeNull()
  })

  it('with a cell changed it does not fit any more, also where only people read', async () => {
    const change = async (row: number, column: keyof typeof columns | null, value: XlsxCell) => {
      const { document, strange } = await read(await tampered(row, column, value))
      const verdict = verifyLedger(document)
      return verdict.fits ? (strange ?? 'fits') : verdict.fault
    }

    expect(await change(2, null, null)).toBe('fits')
    expect(await change(3, 'D', -9)).toBe('hash')
    expect(await change(6, 'H', 'another')).toBe('hash')
    expect(await change(3, 'B', new Date('2026-03-02T11:00:00Z'))).toBe(2)
    expect(await change(3, 'C', 'Покупка')).toBe(2)
    expect(await change(4, 'E', 100)).toBe(3)
    expect(await change(2, 'F', 1)).toBe(1)
  }, 60_000)

  it('is read within bounds: more sheets, rows or columns than an export has are refused', async () => {
    const { path } = await read(await exported())
    const bounds = { sheets: 2, rows: 30, columns: 22 }

    expect((await readXlsx(path, bounds)).map(({ length }) => length)).toEqual([11, 15])
    for (const tighter of [{ sheets: 1 }, { rows: 10 }, { columns: 21 }]) {
      await expect(readXlsx(path, { ...bounds, ...tighter })).rejects.toThrow(/the workbook has more than/)
    }
  })

  it('is checked by npm run verify-ledger, against an earlier one too', async () => {
    const { path } = await read(await exported())
    const verify = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['server/verifyLedger.ts', ...args]).catch(
        (error: { stdout: string; stderr: string }) => error,
      )
    const half = join(folder, 'half.xlsx')
    await writeFile(half, (await exported()).subarray(0, 900))
    const savedAnew = join(folder, 'savedAnew.xlsx')
    await writeFile(savedAnew, Buffer.from(await (await opened(await exported())).xlsx.writeBuffer()))

    expect((await verify(path, '--earlier', path)).stdout).toMatch(/^FITS: 10 entries, balance 15 quanta/)
    expect((await verify(half)).stderr).toContain('no workbook that can be read')
    expect((await verify(savedAnew)).stderr).toContain('saved anew by a spreadsheet')
  }, 60_000)

  it('without entries it has a head, and says so', async () => {
    const empty = await stage.openClient(pair.desk)

    const { document } = await read(await exported('ru', empty))

    expect(verifyLedger(document)).toMatchObject({ fits: true, head: { count: 0 } })
  })
})

it('what XML has no letter for comes back as it was', () => {
  for (const text of [...nasty, '\u0001\u007F', '_x005F_x000D_', '__x0041_', 'plain']) {
    expect(fromCellText(toCellText(text))).toBe(text)
  }
})
