import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFile, openLedgerJson } from '#server/billing/statements/ledgerFile.queries.ts'
import { endlessCell, hugeWorkbook } from '#test/support/ledgerAttacks.ts'
import { runMeasured } from '#test/support/measuredProcess.ts'
import { everyKind, exported, ledgerOf } from './ledgers.ts'

let folder: string
const whole = JSON.stringify(exported(ledgerOf(everyKind)), null, 1)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opora-attack-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const verify = (path: string) => runMeasured('server/verifyLedger.ts', path)

describe('Q9 a file that says one thing to one reader and another to the next', () => {
  it.each([
    ['of an entry', '"quanta": 12', '"quanta": 24, "quanta": 12'],
    ['of an entry under another spelling', '"quanta": 12', '"quant\\u0061": 24, "quanta": 12'],
    ['of a price', '"minor": 720000', '"minor": 1, "minor": 720000'],
    ['of the head', '"count": 13', '"count": 12, "count": 13'],
    ['of the list itself', '"entries": [', '"entries": [], "entries": ['],
    ['of the list under another spelling', '"entries": [', '"entr\\u0069es": [{}], "entries": ['],
  ])('has a name twice: that %s', async (_which, once, twice) => {
    expect(whole).toContain(once)

    const { code, error } = await verify(await file('doubled.json', whole.replace(once, twice)))

    expect({ code, error }).toMatchObject({ code: 1, error: expect.stringContaining('the same name twice') })
  })

  it('fits in whichever order and on however many lines its names stand', async () => {
    const { entries, ...head } = exported(ledgerOf(everyKind))
    for (const text of [
      whole,
      JSON.stringify({ entries, ...head }),
      `\uFEFF${JSON.stringify({ ...head, entries })}\n`,
    ]) {
      const { checked } = await checkFile(await openLedgerJson(await file('order.json', text)), 'sums')
      expect(checked).toMatchObject({ last: { count: 13 }, balance: 0 })
    }
  })

  it.each(['{', '[]', '{"entries":[1,]}', '{"entries":[}', '{"entries":[]]', `${whole}}`, whole.replace('[', '[,')])(
    'is no JSON, or no ledger: broken in way %#',
    async (text) => {
      const read = async () => checkFile(await openLedgerJson(await file('broken.json', text)), 'sums')

      const outcome = await read().then(({ checked }) => ('fault' in checked ? checked.fault : 'fits'), String)
      expect(outcome).toMatch(/unreadable|SyntaxError/)
    },
  )
})

describe('Q9 a file that is made to fill the memory', () => {
  it('a workbook of half a megabyte that unpacks to 450', async () => {
    const book = await hugeWorkbook()
    const { code, out, peakMb } = await verify(await file('huge.xlsx', book))

    expect(book.length).toBeLessThan(1_000_000)
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('DOES NOT FIT. Entry 1:') })
    expect(peakMb).toBeLessThan(200)
  }, 60_000)

  it('a cell without end, and an entry without end', async () => {
    const book = await verify(await file('cell.xlsx', await endlessCell()))
    const json = await verify(await file('entry.json', `{"entries":[{"reason":"${'x'.repeat(100_000_000)}"}]}`))

    expect(book).toMatchObject({ code: 1, error: expect.stringContaining('no workbook that can be read') })
    expect(json).toMatchObject({ code: 1, error: expect.stringContaining('too long') })
    expect(Math.max(book.peakMb, json.peakMb)).toBeLessThan(200)
  }, 60_000)
})
