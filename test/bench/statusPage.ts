import { Agent, request } from 'node:http'
import { startDatabase } from '#test/support/database.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { environment, newId, startWorld } from '#test/support/world.ts'
import { percentile, round, type Figures } from './figures.ts'
import { ensureBuilt } from './pages.ts'

const components = 20
const perSecond = 500

/** A public page with twenty components, asked for 500 times a second: what it costs, and how long the slowest hundredth waits. */
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
  try {
    return await measure(`http://127.0.0.1:${server.port}/status/vector?lang=en`, seconds)
  } finally {
    server.kill('SIGTERM')
    await server.exited
    await world.stop()
    await database.stop()
  }
}

async function measure(url: string, seconds: number): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const answers: Promise<{ status: number; bytes: number; milliseconds: number }>[] = []
  const began = performance.now()
  while (answers.length < perSecond * seconds) {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond)
    while (answers.length < Math.min(due, perSecond * seconds)) answers.push(ask(url, agent))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const found = await Promise.all(answers)
  const took = (performance.now() - began) / 1000
  agent.destroy()
  const sorted = found.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other)
  return {
    asked: found.length,
    answered: found.filter(({ status }) => status === 200).length,
    perSecond: round(found.length / took, 0),
    kB: round(Math.max(...found.map(({ bytes }) => bytes)) / 1000),
    medianMs: round(percentile(sorted, 0.5)),
    p99Ms: round(percentile(sorted, 0.99)),
  }
}

function ask(url: string, agent: Agent): Promise<{ status: number; bytes: number; milliseconds: number }> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    request(url, { agent }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => (bytes += part.length))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, bytes, milliseconds: performance.now() - began }),
      )
    })
      .on('error', reject)
      .end()
  })
}
