import { execFile } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LedgerEntry, readEntry, readHead } from '#contract/billing/ledger.types.ts'
import { chainEntries, emptyHead, headAfter } from '#server/billing/domain/chain.ts'
import { exportLedger } from '#test/support/ledgerExport.ts'
import { partsOf, verifyLedger } from '#test/support/verifyLedger.ts'
import { prepareDatabaseRole } from '#server/platform/db/databaseRole.ts'
import { prepareJobs } from '#server/platform/jobs/jobs.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

const month = { unit: 'days', count: 30 } as const
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const days = (count: number) => minutes(count * 1440)

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let pair: Pair
let folder: string
/** The client's export of the tenth day, which it kept, and that of the fiftieth. */
let kept: unknown
let whole: { head: object; entries: LedgerEntry[]; text: string }

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  folder = await mkdtemp(join(tmpdir(), 'opora-ledger-'))
  const { work } = quantumMaintenance
  const timer = { askAfterIdleMinutes: 1440, stopAfterMinutes: 120, askBeforeDayEndsMinutes: null }
  const desk = await stage.openDesk({ ...quantumMaintenance, work: { ...work, quantumMinutes: 5, timer } })
  pair = await stage.openClient(desk)
  const ticketId = await stage.openTicket(minutes(-10), pair)
  const agent = stage.agent(pair, 100)
  await stage.pay(monday, pair, 12, month)
  await workFor(agent, ticketId, [1, 31])
  await stage.adjust(minutes(60), pair, -1)
  kept = JSON.parse(await stage.exported(days(10), pair))
  await stage.settle(days(31))
  await stage.adjust(days(40), pair, 2)
  await stage.pay(days(41), pair, 30, month)
  await workFor(agent, ticketId, [41 * 1440 + 10, 41 * 1440 + 30])
  const text = await stage.exported(days(50), pair)
  const parts = partsOf(JSON.parse(text))
  const head = readHead(parts.head)
  if (head === null) throw new Error('it is no export')
  whole = { head, entries: parts.entries.flatMap((entry) => readEntry(entry) ?? []), text }
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

async function workFor(agent: ReturnType<BillingStage['agent']>, ticketId: string, [from, until]: [number, number]) {
  const intervalId = randomUUID()
  await stage.start(minutes(from), agent, ticketId, intervalId)
  await stage.stop(minutes(until), agent, intervalId)
}

const edited = (change: (entries: LedgerEntry[]) => LedgerEntry[]) => ({
  ...whole.head,
  entries: change([...whole.entries]),
})

/** The same story with valid hashes all along. */
function rehashed(entries: readonly LedgerEntry[]): LedgerEntry[] {
  let head = emptyHead(pair.desk.deskId, pair.client.memberId)
  return entries.map(({ number: _number, previousHash: _before, hash: _hash, ...content }) => {
    const entry = chainEntries(head, content)
    head = headAfter(entry)
    return entry
  })
}

describe('Q9 a real export', () => {
  it('fits, alone and against the one that the client kept, and tells every kind of entry', () => {
    const verdict = verifyLedger(JSON.parse(whole.text), { earlier: kept })

    expect(verdict).toMatchObject({ fits: true, balance: 28, owed: 0 })
    expect(new Set(whole.entries.map(({ kind }) => kind))).toEqual(new Set(['purchase', 'work', 'expire', 'adjust']))
  })

  it('is checked by npm run verify-ledger, which names what does not fit', async () => {
    const good = join(folder, 'good.json')
    const bad = join(folder, 'bad.json')
    const earlier = join(folder, 'earlier.json')
    await writeFile(good, whole.text)
    await writeFile(earlier, JSON.stringify(kept))
    await writeFile(bad, JSON.stringify(edited((entries) => entries.toSpliced(2, 1))))
    const verify = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['server/verifyLedger.ts', ...args]).catch(
        (error: { stdout: string }) => error,
      )

    expect((await verify(good, '--earlier', earlier)).stdout).toMatch(/^FITS: \d+ entries, balance 28 quanta/)
    expect((await verify(bad)).stdout).toMatch(/^DOES NOT FIT\. Entry 3: /)
  }, 30_000)

  it('shows each entry that was changed, dropped, swapped or added', () => {
    for (const [index, entry] of whole.entries.entries()) {
      const next = whole.entries[index + 1]
      const changed = edited((entries) => entries.with(index, { ...entry, quanta: entry.quanta + 1 }))
      const renamed = edited((entries) => entries.with(index, { ...entry, reason: 'another' }))
      const dropped = edited((entries) => entries.toSpliced(index, 1))
      const added = edited((entries) => entries.toSpliced(index + 1, 0, entry))
      const swapped =
        next === undefined ? dropped : edited((entries) => entries.with(index, next).with(index + 1, entry))

      for (const forged of [changed, renamed, dropped, swapped]) {
        expect(verifyLedger(forged)).toMatchObject({ fits: false, entry: index + 1 })
      }
      expect(verifyLedger(added)).toMatchObject({ fits: false, entry: index + 2 })
    }
  })

  it('rewritten with valid hashes is found by the signature, and signed by the desk itself by the earlier export', async () => {
    const cheaper = rehashed(whole.entries.map((entry, index) => (index === 1 ? { ...entry, ticketId: null } : entry)))
    const headHash = cheaper.at(-1)?.hash
    const { sealed_key: sealed } = await stage.db().selectFrom('ledger_keys').selectAll().executeTakeFirstOrThrow()
    const privateKey = createPrivateKey(makeSecrets(testMasterKey).open(sealed))
    const ids = { deskId: pair.desk.deskId, portalId: pair.client.memberId }
    const signed = (entries: LedgerEntry[]) => exportLedger({ ...ids, exportedAt: days(50), entries, privateKey })

    expect(verifyLedger({ ...whole.head, headHash, entries: cheaper })).toMatchObject({ fault: 'signature' })
    expect(verifyLedger(signed(cheaper))).toMatchObject({ fits: true })
    expect(verifyLedger(signed(cheaper), { earlier: kept })).toMatchObject({ fault: 'earlierDiffers', entry: 2 })
    expect(verifyLedger(edited((entries) => entries.slice(0, 4)))).toMatchObject({ fault: 'count', entry: 5 })
    expect(verifyLedger(signed(whole.entries.slice(0, 4)), { earlier: kept })).toMatchObject({
      fault: 'earlierHasMore',
      entry: 5,
    })
  })

  it('says the same as CSV, one line an entry', async () => {
    const csv = await stage.exported(days(50), pair, 'csv')

    expect(csv.slice(0, 80)).toContain(`"quanta","minutes","balance","balanceMinutes"`)
    expect(csv.trimEnd().split('\r\n')).toHaveLength(whole.entries.length + 1)
    expect(csv).toContain(`"${whole.entries.at(-1)?.hash}"`)
  })

  it('comes in parts when it is long, and fits', async () => {
    const long = await stage.openClient(pair.desk)
    const ticketId = await stage.openTicket(minutes(-10), long)
    const agent = stage.agent(long, 200)
    const intervalId = randomUUID()
    await stage.pay(monday, long, 2100, month)
    await stage.start(minutes(1), agent, ticketId, intervalId)
    for (let day = 1; day <= 7; day++) await stage.answer(minutes(day * 1400), agent, intervalId)
    await stage.settle(days(9))

    const verdict = verifyLedger(JSON.parse(await stage.exported(days(9), long)))
    expect(verdict).toMatchObject({ fits: true, head: { count: 2101 }, balance: 0 })
  }, 30_000)
})

describe('Q9 the ledger in the database', () => {
  const changes = ['update ledger set quanta = 1', 'delete from ledger', 'truncate ledger']

  it.each(changes)('only grows, for its owner too: %s', async (change) => {
    expect(await outcomeOf(database.url, change)).toMatch(/the ledger only grows/)
  })

  it.each([...changes, 'drop trigger ledger_only_grows on ledger', 'alter table ledger disable trigger all'])(
    'and is not the servers’ to change: %s',
    async (change) => {
      await prepareJobs(database.url)
      const { url, guard } = await prepareDatabaseRole(database.url, 'one master key', makeMemoryLog().log)

      expect(guard).toBe('login')
      expect(await outcomeOf(url, change)).toMatch(/permission denied|must be owner/)
    },
  )
})

async function outcomeOf(url: string, statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
    return 'taken'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.end()
  }
}
