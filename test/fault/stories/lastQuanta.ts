import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { routes } from '#contract/routes.ts'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { openBillingStage, type BillingStage, type Pair } from '#test/server/billing/billingStage.ts'
import { clockIn } from '#test/support/clock.ts'
import { postJson } from '#test/support/postJson.ts'
import type { ServerProcess } from '#test/support/serverProcess.ts'
import type { Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'

export type LastQuantaSize = {
  /** All of one portal; each has begun its first quantum. */
  timers: number
  /** So many quanta are left for all of them. */
  last: number
  /** Over how long their second quanta would begin. */
  withinMs: number
  /** How long the servers have to start before that. */
  leadMs: number
  kills: number
}

/** A Monday in Moscow, 11:00; the sessions of the story's people are of that day. */
const began = Date.UTC(2025, 11, 1, 8)
const quantumMs = 10 * 60_000
const pagesAtOnce = 8

type Timer = { intervalId: string; startedAt: number }

/**
 * Q6, Q7: the timers of one portal come to its last quanta one after the other, while pages look at the account all the time
 * (each look settles what is due) and one of two servers is killed with `kill -9` and comes back.
 */
export async function lastQuantaAreTaken(databaseUrl: string, size: LastQuantaSize): Promise<Outcome> {
  const billing = await openBillingStage(databaseUrl)
  const pair = await openPair(billing)
  const timers = await startTimers(billing, pair, size)
  const stage = await openStage(databaseUrl)
  const looking = new AbortController()
  try {
    const clock = clockIn(join(stage.folder, 'clock'), began + quantumMs - size.leadMs - Date.now())
    const servers: ServerProcess[] = [await stage.launch(clock), await stage.launch(clock)]
    const pages = lookAtAccount(servers, pair, looking.signal)
    for (let kill = 1; kill <= size.kills; kill += 1) {
      await hasTaken(stage, size.timers + Math.floor((size.last * kill) / (size.kills + 1)), size)
      const place = kill % 2
      servers[place]?.kill('SIGKILL')
      await servers[place]?.exited
      servers[place] = await stage.launch(clock)
    }
    await runningAre(stage, size.last, size)
    looking.abort()
    const looks = await pages
    for (const server of servers) server.kill('SIGKILL')
    await Promise.all(servers.map(({ exited }) => exited))
    // The rest happens while nobody is there, and is found done by whoever comes first.
    await billing.settle(new Date(began + 6 * quantumMs))
    return { faults: await judge(billing, pair, timers, size), facts: { timers: timers.length, looks } }
  } finally {
    looking.abort()
    await stage.close()
    await billing.close()
  }
}

async function openPair(billing: BillingStage): Promise<Pair> {
  return billing.openClient(await billing.openDesk(quantumMaintenance))
}

async function startTimers(billing: BillingStage, pair: Pair, size: LastQuantaSize): Promise<Timer[]> {
  const month = { unit: 'days', count: 30 } as const
  await billing.pay(new Date(began - 60_000), pair, size.timers + size.last, month)
  const timers: Timer[] = []
  for (let i = 0; i < size.timers; i += 1) {
    const at = began + Math.floor((size.withinMs * i) / size.timers)
    const ticketId = await billing.openTicket(new Date(at), pair)
    const intervalId = randomUUID()
    await billing.start(new Date(at), billing.agent(pair, 1000 + i), ticketId, intervalId)
    timers.push({ intervalId, startedAt: Math.floor(at / 1000) * 1000 })
  }
  return timers
}

/** Until told to stop; what a killed server does not answer is asked again. Returns how many looks were answered. */
async function lookAtAccount(servers: readonly ServerProcess[], pair: Pair, signal: AbortSignal): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const input = { account: { side: 'desk', memberId: pair.client.memberId } }
  const { path } = routes.readAccount
  let answered = 0
  const look = async (place: number) => {
    while (!signal.aborted) {
      const url = `http://127.0.0.1:${servers[place % 2]?.port ?? 1}`
      const { status } = await postJson({ url, path, token: pair.desk.ownerToken, input, agent, timeoutMs: 5000 })
      if (status === 200) answered += 1
      await delay(50)
    }
  }
  await Promise.all(Array.from({ length: pagesAtOnce }, (_, place) => look(place)))
  agent.destroy()
  return answered
}

async function hasTaken({ until, pool }: Stage, count: number, { withinMs, leadMs }: LastQuantaSize): Promise<void> {
  const taken = async () => {
    const { rows } = await pool.query<{ count: number }>(
      `select count(*)::int as count from ledger where kind = 'work'`,
    )
    return (rows[0]?.count ?? 0) >= count
  }
  await until(`${count} quanta were taken`, taken, withinMs + leadMs + 60_000)
}

async function runningAre({ until, pool }: Stage, count: number, { withinMs, leadMs }: LastQuantaSize): Promise<void> {
  const running = async () => {
    const { rows } = await pool.query<{ count: number }>(
      'select count(*)::int as count from timers where stopped_at is null',
    )
    return (rows[0]?.count ?? 0) <= count
  }
  await until(`only ${count} timers run`, running, withinMs + leadMs + 60_000)
}

/** Who comes first has a second quantum; everybody stops to the second where the next one would begin. */
async function judge(
  billing: BillingStage,
  pair: Pair,
  timers: readonly Timer[],
  { last }: LastQuantaSize,
): Promise<string[]> {
  const inOrder = timers.toSorted(
    (one, other) => one.startedAt - other.startedAt || (one.intervalId < other.intervalId ? -1 : 1),
  )
  const { memberId } = pair.client
  const stored = await billing.db().selectFrom('timers').selectAll().where('member_id', '=', memberId).execute()
  const faults = inOrder.flatMap(({ intervalId, startedAt }, index) => {
    const quanta = index < last ? 2 : 1
    const stopsAt = new Date(startedAt + quanta * quantumMs)
    const row = stored.find((one) => one.interval_id === intervalId)
    const isRight =
      row?.quanta === quanta && row.stop_cause === 'exhausted' && row.stopped_at?.getTime() === stopsAt.getTime()
    return isRight ? [] : [`timer ${index} should have stopped at ${stopsAt.toISOString()}: ${JSON.stringify(row)}`]
  })
  const charges = await billing.charges(pair)
  if (charges.length !== timers.length + last) faults.push(`${charges.length} quanta were taken`)
  const verdict = verifyLedger(JSON.parse(await billing.exported(new Date(began + 7 * quantumMs), pair)))
  if (!verdict.fits || verdict.balance !== 0) faults.push(`the ledger: ${JSON.stringify(verdict)}`)
  return faults
}
