import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyLedger } from '#server/billing/statements/domain/verifyLedger.ts'
import { makeSheet, signSheet } from '#server/billing/statements/ledgerSheet.commands.ts'
import { readLedgerSheets } from '#server/billing/statements/ledgerSheet.queries.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { fromCellText, toCellText } from '#server/platform/files/xlsxText.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { testMasterKey } from '#test/support/chatWorld.ts'
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

async function exported(language: 'ru' | 'uk' | 'en' = 'ru', to: Pair = pair): Promise<Buffer> {
  const deps = { secrets: makeSecrets(testMasterKey), ticketPort: stage.inTickets }
  const account = { deskId: to.desk.deskId, memberId: to.client.memberId }
  const asked = { side: 'client', language } as const
  const signed = await stage.work(minutes(60), (unit) => signSheet(unit, deps, to.client.admin, account, asked))
  return Buffer.from((await makeSheet(stage.db(), account, signed)).base64, 'base64')
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

  it('saved again by a spreadsheet it still fits; each change shows, also of what only people read', async () => {
    const change = async (cell: string, value: ExcelJS.CellValue) => {
      const book = await opened(await exported())
      const sheet = book.worksheets[0]
      if (sheet !== undefined && cell !== '') sheet.getCell(cell).value = value
      const { document, strange } = await read(Buffer.from(await book.xlsx.writeBuffer()))
      const verdict = verifyLedger(document)
      return verdict.fits ? (strange ?? 'fits') : verdict.misfit
    }

    expect(await change('', null)).toBe('fits')
    expect(await change('D3', -9)).toBe('hash')
    expect(await change('H6', 'another')).toBe('hash')
    expect(await change('B3', new Date('2026-03-02T11:00:00Z'))).toBe(2)
    expect(await change('C3', 'Покупка')).toBe(2)
    expect(await change('E4', 100)).toBe(3)
    expect(await change('F2', 1)).toBe(1)
  }, 60_000)

  it('is checked by npm run verify-ledger, against an earlier one too', async () => {
    const { path } = await read(await exported())
    const verify = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['server/verifyLedger.ts', ...args]).catch(
        (error: { stdout: string; stderr: string }) => error,
      )
    const other = join(folder, 'other.xlsx')
    await writeFile(other, Buffer.from(await (await opened(await exported())).xlsx.writeBuffer()).subarray(0, 900))

    expect((await verify(path, '--earlier', path)).stdout).toMatch(/^FITS: 10 entries, balance 15 quanta/)
    expect((await verify(other)).stderr).toContain('no workbook that can be read')
  }, 30_000)

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
