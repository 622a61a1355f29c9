import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Socket } from '#test/support/socket.ts'
import { isHeard, watching } from '../../platform/realtime/watching.ts'
import { startScene, type Scene } from '../scene.ts'

let scene: Scene
let other: Awaited<ReturnType<Scene['world']['startAnother']>>
beforeAll(async () => {
  scene = await startScene()
  other = await scene.world.startAnother()
}, 60_000)
afterAll(async () => {
  await other.stop()
  await scene.world.stop()
})

const ofQueue = (page: Socket) => page.all('changed').filter(({ what }) => what === 'queue')

it('S7 when the queue moves, whoever waits in it asks for the place anew, at every server; whose ticket is taken hears nothing', async () => {
  const { world, admin, integrator, owner } = scene
  const first = await scene.ticket({ taken: false })
  const waiting = await scene.ticket({ taken: false })
  const taken = await scene.ticket()
  const page = await watching(other.url, integrator, waiting.ticketId)
  const served = await watching(world.url, admin, taken.ticketId)
  const desk = await watching(world.url, owner, waiting.ticketId)
  const { deskId } = await world.call('readDesk', {}, owner)
  const aheadOf = async ({ ticketId }: { ticketId: string }) =>
    (await world.call('readPlace', { ticketId }, integrator)).place?.ahead
  expect(await aheadOf(waiting)).toBe(1)
  const before = ofQueue(page).length

  await world.call('takeTicket', { ticketId: first.ticketId }, scene.agent)
  await page.next('changed', () => ofQueue(page).length > before)
  for (const one of [served, desk]) await isHeard(one)

  expect(ofQueue(page).at(-1)).toEqual({ type: 'changed', what: 'queue', key: { deskId, memberId: null } })
  expect(await aheadOf(waiting)).toBe(0)
  expect([...ofQueue(served), ...ofQueue(desk)]).toEqual([])
  await Promise.all([page.close(), served.close(), desk.close()])
})
