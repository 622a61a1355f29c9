import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { launchServer, type ServerProcess } from '#test/support/serverProcess.ts'
import { environment } from '#test/support/world.ts'
import { startScene, upTo, type Scene } from '../tickets/scene.ts'
import { ask, mailArticle, publish, saidIn } from './talk.ts'

/** The world's own server does no jobs: processes of their own answer, and are killed. */
let scene: Scene
const processes: ServerProcess[] = []
beforeAll(async () => {
  scene = await startScene(paceByHand())
  await publish(scene.world, scene.owner, mailArticle)
}, 60_000)
afterAll(async () => {
  for (const { kill, exited } of processes) {
    kill('SIGKILL')
    await exited
  }
  await scene.world.stop()
})

async function launch(): Promise<ServerProcess> {
  const { databaseUrl, dataDir, sandbox } = scene.world
  const server = await launchServer({ databaseUrl, env: environment(databaseUrl, dataDir, sandbox) })
  processes.push(server)
  return server
}

const answeredIn = async (ticketIds: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from assistant_turns where ticket_id = any(${[...ticketIds]}::uuid[])`.execute(
    scene.world.store.db,
  )
  return rows[0]?.count ?? 0
}

it('A1 kill -9 while it answers: no question is left without an answer, and none is answered twice', async () => {
  const { world, admin } = scene
  const first = await launch()
  const asked = await Promise.all(upTo(24).map(() => ask(world, admin, 'Не отправляется почта')))
  const ticketIds = asked.map(({ ticketId }) => ticketId)
  expect(asked.map(({ status }) => status)).toEqual(ticketIds.map(() => 'assistant'))
  await eventually(async () => expect(await answeredIn(ticketIds)).toBeGreaterThan(0))
  first.kill('SIGKILL')
  await first.exited
  await Promise.all(upTo(6).map(async () => ticketIds.push((await ask(world, admin, 'Письма застряли')).ticketId)))
  expect(await answeredIn(ticketIds)).toBeLessThan(ticketIds.length)
  await launch()
  await eventually(async () => expect(await answeredIn(ticketIds)).toBe(ticketIds.length))
  for (const ticketId of ticketIds) expect(await saidIn(world, admin, ticketId)).toHaveLength(1)
}, 60_000)
