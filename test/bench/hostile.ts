import { setTimeout as delay } from 'node:timers/promises'
import type { RouteName } from '#contract/routes.ts'
import { startDatabase } from '#test/support/database.ts'
import { launchServer, type ServerProcess } from '#test/support/serverProcess.ts'
import { environment, openPage, post, startWorld, type World } from '#test/support/world.ts'
import { median, round, type Figures } from './figures.ts'
import { collecting, peakAboveRest } from './memory.ts'
import { ensureBuilt } from './pages.ts'

const atOnce = 24
const rounds = 3
const megabyte = new Uint8Array(1024 * 1024).fill(0x78)

/** What a portal may answer that wants a server to fall over; each to so many questions at once. */
const attacks: Record<string, () => Response> = {
  hugeMb: () => streamed((number) => (number < 300 ? megabyte : null)),
  hugeAnnouncedMb: () => new Response('x'.repeat(30_000_000), { headers: json }),
  drippingMb: () => streamed(() => new Uint8Array([0x20]), 200),
  manyPartsMb: () => new Response(`{"result":[${'[],'.repeat(160_000)}[]],"time":{}}`, { headers: json }),
  asManyPartsAsAllowedMb: () => new Response(`{"result":[${'[],'.repeat(9_000)}[]],"time":{}}`, { headers: json }),
  deepMb: () => new Response(`{"result":${'['.repeat(250_000)}${']'.repeat(250_000)}}`, { headers: json }),
  longNamesMb: () => new Response(longNames, { headers: json }),
}

const json = { 'content-type': 'application/json' }
const longNames = JSON.stringify({
  result: [{ ID: '1', NAME: 'я'.repeat(240_000), LAST_NAME: 'x', ADMIN: true }],
  time: { operating: 0 },
})

/** Peak of the server's memory above its rest under each attack, in MB: the median of three. */
export async function benchHostile(): Promise<Figures> {
  await ensureBuilt()
  const database = await startDatabase({ fsync: false })
  const world = await startWorld(() => database.clone())
  const token = await world.install('client', 'client')
  const server = await launchServer({
    databaseUrl: world.databaseUrl,
    env: environment(world.databaseUrl, world.dataDir, world.sandbox),
    nodeArguments: collecting,
  })
  try {
    return await measureAll(world, server, token)
  } finally {
    server.kill('SIGTERM')
    await server.exited
    await world.stop(/portal_unreachable/)
    await database.stop()
  }
}

async function measureAll(world: World, server: ServerProcess, token: string): Promise<Figures> {
  const url = `http://127.0.0.1:${server.port}`
  const figures: Figures = {}
  for (let i = 0; i < 5; i += 1) await askMany(world, url, token)
  for (const [name, make] of Object.entries(attacks)) {
    const peaks: number[] = []
    for (let i = 0; i < rounds; i += 1) peaks.push(await peakOf(world, { url, server, token }, make))
    figures[name] = round(median(peaks))
  }
  return figures
}

async function peakOf(
  world: World,
  { url, server, token }: { url: string; server: ServerProcess; token: string },
  make: () => Response,
): Promise<number> {
  world.sandbox.inject.clear()
  await openPage(world.sandbox, 'client', 1)
  world.sandbox.inject.twist((place, answer) => (place.server === 'rest' ? make() : answer))
  return peakAboveRest(server, () => askMany(world, url, token))
}

/** Questions of a page, and people who open one. */
async function askMany(world: World, url: string, token: string): Promise<void> {
  const memberId = world.sandbox.portals.client.memberId
  const calls = Array.from({ length: atOnce }, (_, i): [RouteName, unknown, string | null] =>
    i % 2 === 0
      ? ['searchPeople', { search: '' }, token]
      : ['openSession', { accessToken: world.sandbox.issueToken('client', 1).accessToken, memberId }, null],
  )
  await Promise.all(calls.map(([name, input, as]) => post(url, name, input, as)))
}

/** Null ends it; without one it goes on until whoever asked hangs up. */
function streamed(piece: (number: number) => Uint8Array | null, pauseMilliseconds = 0): Response {
  let number = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (pauseMilliseconds > 0) await delay(pauseMilliseconds)
      const next = piece(number)
      number += 1
      if (next === null) controller.close()
      else controller.enqueue(next)
    },
  })
  return new Response(body, { headers: json })
}
