import { Agent } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { AccountOf } from '#contract/billing/base.types.ts'
import { routes } from '#contract/routes.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { openBillingStage, type BillingStage, type Pair } from '#test/server/billing/billingStage.ts'
import { clockIn } from '#test/support/clock.ts'
import { startDatabase } from '#test/support/database.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { postJson } from '#test/support/postJson.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { median, round, type Figures } from './figures.ts'
import { insertLedger } from './ledgerData.ts'
import { collecting, peakAboveRest } from './memory.ts'
import { ensureBuilt } from './pages.ts'

const began = Date.UTC(2025, 11, 1, 8)
const rounds = 3
const exports = 60
const entries = 2000

/**
 * One client asks for its ledger's workbook sixty times at once. `aloneMs` and `besideMs`: what another client waits for its own
 * without and with them; `peakMb`: the server's memory above its rest. Medians of three.
 */
export async function benchExports(): Promise<Figures> {
  await ensureBuilt()
  const database = await startDatabase({ fsync: false })
  const { url: databaseUrl } = await database.clone()
  const billing = await openBillingStage(databaseUrl)
  try {
    const desk = await billing.openDesk(quantumMaintenance)
    const [many, other] = [await openAccount(billing, desk), await openAccount(billing, desk)]
    return await measure(databaseUrl, database.dataDir, many, other)
  } finally {
    await billing.close()
    await database.stop()
  }
}

async function openAccount(billing: BillingStage, desk: Pair['desk']): Promise<Pair> {
  const pair = await billing.openClient(desk)
  await billing.openTicket(new Date(began), pair)
  await billing.pay(new Date(began), pair, entries + 20, { unit: 'days', count: 30 })
  await insertLedger(billing.db(), { deskId: desk.deskId, memberId: pair.client.memberId }, entries, new Date(began))
  return pair
}

async function measure(databaseUrl: string, dataDir: string, many: Pair, other: Pair): Promise<Figures> {
  const clock = clockIn(join(dataDir, 'clock'), began + 60_000 - Date.now())
  const own = { OPORA_MASTER_KEY: testMasterKey, OPORA_LOG_LEVEL: 'error', OPORA_SANDBOX: '1', OPORA_DATA_DIR: dataDir }
  const server = await launchServer({
    databaseUrl,
    nodeArguments: [...clock.nodeArguments, ...collecting],
    env: { ...own, ...clock.env },
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 100 })
  const account: AccountOf = { side: 'client', deskId: many.desk.deskId }
  const ask = async (token: string) => {
    const startedAt = performance.now()
    const url = `http://127.0.0.1:${server.port}`
    const input = { account, language: 'ru' }
    const { status } = await postJson({
      url,
      path: routes.exportLedgerSheet.path,
      token,
      input,
      agent,
      timeoutMs: 60_000,
    })
    return { status, milliseconds: performance.now() - startedAt }
  }
  try {
    await Promise.all([ask(many.client.adminToken), ask(other.client.adminToken)])
    const alone: number[] = []
    const beside: number[] = []
    const peaks: number[] = []
    for (let i = 0; i < rounds; i += 1) {
      alone.push((await ask(other.client.adminToken)).milliseconds)
      peaks.push(
        await peakAboveRest(server, async () => {
          const asked = Array.from({ length: exports }, () => ask(many.client.adminToken))
          const one = await ask(other.client.adminToken)
          if (one.status !== 200) throw new Error(`the other client gets nothing: ${one.status}`)
          beside.push(one.milliseconds)
          await Promise.all(asked)
        }),
      )
      await delay(3000)
    }
    return { aloneMs: round(median(alone)), besideMs: round(median(beside)), peakMb: round(median(peaks)) }
  } finally {
    agent.destroy()
    server.kill('SIGTERM')
    await server.exited
  }
}
