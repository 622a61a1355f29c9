import { Agent } from 'node:http'
import { startDatabase } from '#test/support/database.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { environment, startWorld } from '#test/support/world.ts'
import { round, type Figures } from './figures.ts'
import { askAtPace, getPage, waitsOf, type PageAnswer } from './httpLoad.ts'
import { ensureBuilt } from './pages.ts'

const perSecond = 1000
/** Each asks once a second. */
const others = 40
const paths = [
  '',
  '?q=%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%B0+%D0%BD%D0%B5+%D1%83%D1%85%D0%BE%D0%B4%D1%8F%D1%82',
  '/crm-mail',
  '?section=crm',
]

/**
 * A public help page with the articles that come with the program, asked for 1,000 times a second from one address, while people at
 * other addresses read and ask: whom it answers, how long each waits, and what the one is told.
 */
export async function benchHelpPage({ seconds = 20 }: Record<string, number>): Promise<Figures> {
  await ensureBuilt()
  const database = await startDatabase({ fsync: false })
  const world = await startWorld(() => database.clone())
  const owner = await world.install('partner', 'desk')
  await world.call('copyOwnArticles', {}, owner)
  await world.call('setHelpPage', { slug: 'vector' }, owner)
  const server = await launchServer({
    databaseUrl: world.databaseUrl,
    env: environment(world.databaseUrl, world.dataDir, world.sandbox),
  })
  const root = `http://127.0.0.1:${server.port}/help/vector`
  try {
    const alone = await readers(root, seconds)
    const [flood, beside] = await Promise.all([flooding(root, seconds), readers(root, seconds)])
    return { ...flood, ...named('alone', alone), ...named('beside', beside) }
  } finally {
    server.kill('SIGTERM')
    await server.exited
    await world.stop()
    await database.stop()
  }
}

async function flooding(root: string, seconds: number): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const began = performance.now()
  const found = await askAtPace({ perSecond, seconds }, (place) => getPage(addressOf(root, place), agent, from(0)))
  const took = (performance.now() - began) / 1000
  agent.destroy()
  const refused = found.filter(({ status }) => status === 429)
  const { medianMs, p99Ms } = waitsOf(refused)
  return {
    asked: found.length,
    perSecond: round(found.length / took, 0),
    answered: found.filter(({ status }) => status === 200).length,
    refused: refused.length,
    refusedPolitely: refused.filter(({ headers }) => Number(headers['retry-after']) > 0).length,
    refusedMedianMs: medianMs,
    refusedP99Ms: p99Ms,
  }
}

async function readers(root: string, seconds: number): Promise<PageAnswer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: others })
  const found = await askAtPace({ perSecond: others, seconds }, (place) =>
    getPage(addressOf(root, Math.floor(place / others)), agent, from(1 + (place % others))),
  )
  agent.destroy()
  return found
}

function named(prefix: string, found: readonly PageAnswer[]): Figures {
  const answered = found.filter(({ status }) => status === 200)
  const { medianMs, p99Ms } = waitsOf(answered)
  return {
    [`${prefix}Asked`]: found.length,
    [`${prefix}Answered`]: answered.length,
    [`${prefix}KB`]: round(Math.max(...answered.map(({ page }) => page.length)) / 1000),
    [`${prefix}MedianMs`]: medianMs,
    [`${prefix}P99Ms`]: p99Ms,
  }
}

function addressOf(root: string, place: number): string {
  return `${root}${paths[place % paths.length] ?? ''}`
}

/** As a proxy on this machine says whose call it is. */
function from(caller: number): Record<string, string> {
  return { 'x-forwarded-for': `198.51.100.${caller}` }
}
