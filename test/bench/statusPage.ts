import { Agent } from 'node:http'
import { statusTexts } from '#server/monitoring/statusPage.texts.ts'
import { startDatabase } from '#test/support/database.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { environment, newId, startWorld } from '#test/support/world.ts'
import { round, type Figures } from './figures.ts'
import { askAtPace, getPage, waitsOf } from './httpLoad.ts'
import { ensureBuilt } from './pages.ts'

const components = 20
const perSecond = 500

/**
 * A public page with twenty components, asked for 500 times a second: what it costs, and how long the slowest hundredth waits; the same
 * again while the database is away, when the answers say that they are old.
 */
export async function benchStatusPage({ seconds = 20 }: Record<string, number>): Promise<Figures> {
  await ensureBuilt()
  const database = await startDatabase({ fsync: false })
  const world = await startWorld(() => database.clone())
  const owner = await world.install('partner', 'desk')
  const title = { ru: 'Почта', uk: 'Пошта', en: 'Mail' }
  const audience = { levels: [], editions: [], memberIds: [], plans: [], versions: [] }
  const settings = { title, audience, openAfter: 2, closeAfter: 5, isPublic: true }
  for (let number = 0; number < components; number += 1) {
    await world.call('addComponent', { componentId: newId(), ...settings }, owner)
  }
  await world.call('setStatusPage', { slug: 'vector' }, owner)
  const server = await launchServer({
    databaseUrl: world.databaseUrl,
    env: environment(world.databaseUrl, world.dataDir, world.sandbox),
  })
  const url = `http://127.0.0.1:${server.port}/status/vector?lang=en`
  try {
    const present = await measure(url, seconds)
    await world.stop()
    await database.stop()
    const away = await measure(url, seconds)
    const { answered: awayAnswered, saidToBeOld: awaySaidToBeOld, medianMs: awayMedianMs, p99Ms: awayP99Ms } = away
    return { ...present, awayAnswered, awaySaidToBeOld, awayMedianMs, awayP99Ms }
  } finally {
    server.kill('SIGTERM')
    await server.exited
  }
}

async function measure(url: string, seconds: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const began = performance.now()
  const found = await askAtPace({ perSecond, seconds }, () => getPage(url, agent))
  const took = (performance.now() - began) / 1000
  agent.destroy()
  return {
    asked: found.length,
    answered: found.filter(({ status }) => status === 200).length,
    saidToBeOld: found.filter(({ page }) => page.includes(statusTexts.en.stale)).length,
    perSecond: round(found.length / took, 0),
    kB: round(Math.max(...found.map(({ page }) => page.length)) / 1000),
    ...waitsOf(found),
  }
}
