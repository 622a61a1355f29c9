import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { routes } from '#contract/routes.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { openBillingStage, type BillingStage, type Pair } from '#test/server/billing/billingStage.ts'
import { clockIn } from '#test/support/clock.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { startDatabase } from '#test/support/database.ts'
import { postJson } from '#test/support/postJson.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { type Figures, percentile, round } from './figures.ts'
import { insertLedger } from './ledgerData.ts'
import { ensureBuilt } from './pages.ts'

/** A Monday in Moscow, 11:00; sessions of the bench's people are of that day. */
const began = Date.UTC(2025, 11, 1, 8)
const month = { unit: 'days', count: 30 } as const
const clients = 200
const quantaEach = 5
const looks = 200
const betweenMs = 120

/** Quanta taken durably when they fall due, and the balance page over HTTP on a ledger of a million entries. */
export async function benchAccounts(entries: number): Promise<Figures> {
  await ensureBuilt()
  const database = await startDatabase({ fsync: true })
  const { url: databaseUrl } = await database.clone()
  const billing = await openBillingStage(databaseUrl)
  try {
    const desk = await billing.openDesk(quantumMaintenance)
    const quantaPerSecond = await measureQuanta(billing, desk)
    const pair = await billing.openClient(desk)
    await billing.openTicket(new Date(began), pair)
    await billing.pay(new Date(began), pair, entries + 20, month)
    await insertLedger(billing.db(), accountOf(pair), entries, new Date(began))
    const times = await measureLooks(databaseUrl, database.dataDir, pair)
    return {
      quantaPerSecond: round(quantaPerSecond),
      balanceP50Ms1m: round(percentile(times, 0.5)),
      balanceP99Ms1m: round(percentile(times, 0.99)),
    }
  } finally {
    await billing.close()
    await database.stop()
  }
}

function accountOf({ desk, client }: Pair) {
  return { deskId: desk.deskId, memberId: client.memberId }
}

/** Timers of many clients, each of which takes one quantum after the other as its clock rings. */
async function measureQuanta(billing: BillingStage, desk: Pair['desk']): Promise<number> {
  for (let i = 0; i < clients; i += 1) {
    const pair = await billing.openClient(desk)
    const ticketId = await billing.openTicket(new Date(began), pair)
    await billing.pay(new Date(began), pair, 30, month)
    await billing.start(new Date(began), billing.agent(pair, 1000 + i), ticketId, randomUUID())
  }
  const startedAt = performance.now()
  for (let i = 0; i < quantaEach; i += 1) await billing.settle(new Date(began + i * 600_000 + 1000))
  return (clients * quantaEach) / ((performance.now() - startedAt) / 1000)
}

async function measureLooks(databaseUrl: string, dataDir: string, pair: Pair): Promise<number[]> {
  const clock = clockIn(join(dataDir, 'clock'), began + 60_000 - Date.now())
  const own = { OPORA_MASTER_KEY: testMasterKey, OPORA_LOG_LEVEL: 'error', OPORA_SANDBOX: '1', OPORA_DATA_DIR: dataDir }
  const server = await launchServer({
    databaseUrl,
    nodeArguments: clock.nodeArguments,
    env: { ...own, ...clock.env },
  })
  const agent = new Agent({ keepAlive: true })
  const { memberId } = pair.client
  const account = { side: 'desk', memberId }
  const ask = (path: string, input: unknown) => {
    const url = `http://127.0.0.1:${server.port}`
    return postJson({ url, path, token: pair.desk.ownerToken, input, agent, timeoutMs: 10_000 })
  }
  const times: number[] = []
  try {
    for (let i = 0; i < looks; i += 1) {
      const startedAt = performance.now()
      // What the page shows at first: the account, and the newest entries.
      const [view, page] = [
        await ask(routes.readAccount.path, { account }),
        await ask(routes.listLedger.path, { account, limit: 50 }),
      ]
      times.push(performance.now() - startedAt)
      // One session may not ask more often.
      await delay(betweenMs)
      if (view.status !== 200 || page.status !== 200) throw new Error(`no page: ${JSON.stringify([view, page])}`)
    }
  } finally {
    agent.destroy()
    server.kill('SIGTERM')
    await server.exited
  }
  return times.slice(looks / 10).toSorted((one, other) => one - other)
}
