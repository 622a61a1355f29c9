import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { routes } from '#contract/routes.ts'
import { startDatabase } from '#test/support/database.ts'
import { chatClientId } from '#test/support/chatWorld.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { postJson } from '#test/support/postJson.ts'
import { launchServer, type ServerProcess } from '#test/support/serverProcess.ts'
import { openCountingProxy } from './countingProxy.ts'
import { median, percentile, postgresCpuMs, round, type Figures } from './figures.ts'
import { processorMs } from './memory.ts'
import { ensureBuilt } from './pages.ts'
import { isQuiet, openTicketsWorld, readWrites, type TicketsWorld } from './ticketsWorld.ts'

/** No session may burst further. */
const ticketsPerWriter = 90
/** Everybody of a big desk is told of each: fewer will do. */
const mostNotices = 30_000
const warmUp = 8
const counted = 20
const rounds = 3
/** The six of whom the requirement speaks. */
const toNotify = 6
/** Until then a server has done what it does at its start. */
const settleMs = 3000
const idleMs = 5000
const text =
  'Добрый день! После обновления воронка продаж не открывается, экран остаётся пустым. Проверьте, пожалуйста.'

type Case = { writers: number; staff: number }
type Stage = { server: ServerProcess; world: TicketsWorld; databaseDir: string; databaseUrl: string }

/**
 * T2, D4. Openings over HTTP, each writer in a portal of its own, at one desk whose portal takes every notification; fsync is on.
 * `cpuSecondsPer1000`: of server and database together, until the last person has been told. `roundTripsPerTicket` and
 * `commitsPerTicket` (transactions that write) with six to notify, one opening after the other, without what goes on anyway; of these
 * `roundTripsInRequest` until the answer. `rawPerSecond`: transactions of one statement that insert as many rows, same writers.
 * Where neither is asked for, the names are those of 8 writers and 10 people; `…Writers1` is one writer, `…Staff300` has 300 people.
 */
export async function benchTickets(options: Record<string, number>): Promise<Figures> {
  await ensureBuilt()
  const { writers, staff } = options
  const counts = await countTrips()
  const main = await measure({ writers: writers ?? 8, staff: staff ?? 10 }, counts.rows)
  const figures = { ...main, ...counts.figures }
  if (writers !== undefined || staff !== undefined) return figures
  const alone = await measure({ writers: 1, staff: 10 }, counts.rows)
  const crowded = await measure({ writers: 8, staff: 300 }, counts.rows)
  return { ...figures, ...named(alone, 'Writers1'), ...named(crowded, 'Staff300') }
}

function named(figures: Figures, suffix: string): Figures {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${name}${suffix}`, value]))
}

async function measure({ writers, staff }: Case, rows: number): Promise<Figures> {
  return onStage({ staff, clients: writers }, async (stage) => {
    const perWriter = Math.min(ticketsPerWriter, Math.max(4, Math.floor(mostNotices / staff / writers)))
    await openMany(stage, warmUp)
    await untilQuiet(stage)
    const idleCpu = await cpuDuring(stage, () => pause(idleMs))
    const startedAt = performance.now()
    let opened: Opened = { perSecond: 0, latencies: [] }
    const cpu = await cpuDuring(stage, async () => {
      opened = await openMany(stage, perWriter)
      await untilQuiet(stage)
    })
    const busyMs = cpu - (idleCpu * (performance.now() - startedAt)) / idleMs
    const latencies = opened.latencies.toSorted((one, other) => one - other)
    const rawPerSecond = await rawTransactions(stage.databaseUrl, writers, rows)
    return {
      openedPerSecond: round(opened.perSecond),
      p50Ms: round(percentile(latencies, 0.5)),
      p99Ms: round(percentile(latencies, 0.99)),
      cpuSecondsPer1000: round(busyMs / (perWriter * writers), 2),
      rawPerSecond: round(rawPerSecond),
      ratio: round(opened.perSecond / rawPerSecond, 3),
    }
  })
}

/** By way of a proxy, which would cost time elsewhere. */
async function countTrips(): Promise<{ figures: Figures; rows: number }> {
  const database = await startDatabase({ fsync: true })
  const { url: databaseUrl } = await database.clone()
  const proxy = await openCountingProxy(databaseUrl)
  try {
    return await onStageOf(
      { database: { dataDir: database.dataDir, databaseUrl }, serverUrl: proxy.url, staff: toNotify, clients: 1 },
      async (stage) => {
        const read = async () => ({ trips: proxy.roundTrips(), ...(await readWrites(stage.world.db)), at: Date.now() })
        await openMany(stage, warmUp)
        await untilQuiet(stage)
        const resting = await read()
        await pause(idleMs)
        const start = await read()
        await openMany(stage, counted)
        const asked = await read()
        await untilQuiet(stage)
        // What the database has counted is told a second later.
        await pause(1500)
        const end = await read()
        const perTicket = (from: typeof start, to: typeof start, key: 'trips' | 'xid') => {
          const idle = (start[key] - resting[key]) / (start.at - resting.at)
          return round((to[key] - from[key] - idle * (to.at - from.at)) / counted)
        }
        return {
          figures: {
            roundTripsPerTicket: perTicket(start, end, 'trips'),
            roundTripsInRequest: perTicket(start, asked, 'trips'),
            commitsPerTicket: perTicket(start, end, 'xid'),
          },
          rows: Math.max(1, Math.round((end.rows - start.rows) / counted)),
        }
      },
    )
  } finally {
    await proxy.close()
    await database.stop()
  }
}

type Opened = { perSecond: number; latencies: number[] }

async function openMany({ server, world }: Stage, each: number): Promise<Opened> {
  const agent = new Agent({ keepAlive: true, maxSockets: world.tokens.length })
  const latencies: number[] = []
  const startedAt = performance.now()
  await Promise.all(
    world.tokens.map(async (token) => {
      for (let opened = 0; opened < each; opened += 1) {
        const input = { ticketId: randomUUID(), messageId: randomUUID(), subject: 'Воронка пуста', text }
        const askedAt = performance.now()
        const url = `http://127.0.0.1:${server.port}`
        const path = routes.openTicket.path
        const { status, body } = await postJson({ url, path, token, input, agent, timeoutMs: 30_000 })
        if (status !== 200) throw new Error(`an opening was answered with ${status} ${JSON.stringify(body)}`)
        latencies.push(performance.now() - askedAt)
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  agent.destroy()
  return { perSecond: latencies.length / seconds, latencies }
}

async function untilQuiet({ world }: Stage): Promise<void> {
  // Reactions follow the journal within their second.
  await pause(settleMs)
  while (!(await isQuiet(world.db))) await pause(500)
}

async function cpuDuring({ server, databaseDir }: Stage, act: () => Promise<unknown>): Promise<number> {
  const read = () => processorMs(server) + postgresCpuMs(databaseDir)
  const before = read()
  await act()
  return read() - before
}

/** Of each writer one transaction after the other, the median of three rounds. */
async function rawTransactions(databaseUrl: string, writers: number, rows: number): Promise<number> {
  const own = new pg.Pool({ connectionString: databaseUrl, max: writers })
  await own.query(
    'create table if not exists bench_raw (id uuid primary key, text text not null, at timestamptz not null)',
  )
  const insert = {
    name: 'raw',
    text: 'insert into bench_raw select gen_random_uuid(), $1, $2 from generate_series(1, $3::int)',
    values: [text, new Date(), rows],
  }
  const rates: number[] = []
  while (rates.length < rounds) {
    const startedAt = performance.now()
    let done = 0
    await Promise.all(
      Array.from({ length: writers }, async () => {
        const client = await own.connect()
        for (; performance.now() - startedAt < 1000; done += 1) await client.query(insert)
        client.release()
      }),
    )
    rates.push(done / ((performance.now() - startedAt) / 1000))
  }
  await own.end()
  return median(rates)
}

async function onStage<Result>(size: { staff: number; clients: number }, act: (stage: Stage) => Promise<Result>) {
  const database = await startDatabase({ fsync: true })
  try {
    const { url: databaseUrl } = await database.clone()
    const own = { dataDir: database.dataDir, databaseUrl }
    return await onStageOf({ database: own, serverUrl: databaseUrl, ...size }, act)
  } finally {
    await database.stop()
  }
}

type Setting = { database: { dataDir: string; databaseUrl: string }; serverUrl: string; staff: number; clients: number }

async function onStageOf<Result>(
  { database: { dataDir, databaseUrl }, serverUrl, ...size }: Setting,
  act: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const world = await openTicketsWorld(databaseUrl, size)
  const apps = JSON.stringify([{ clientId: chatClientId, clientSecret: 'secret' }])
  const own = { OPORA_MASTER_KEY: testMasterKey, OPORA_LOG_LEVEL: 'error', OPORA_SANDBOX: '1', OPORA_APPS: apps }
  const server = await launchServer({ databaseUrl: serverUrl, env: { ...own, OPORA_DATA_DIR: dataDir } })
  try {
    await pause(settleMs)
    return await act({ server, world, databaseDir: dataDir, databaseUrl })
  } finally {
    server.kill('SIGTERM')
    await server.exited
    await world.stop()
  }
}
