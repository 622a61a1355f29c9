import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { endDialogueForSilence } from '#server/tickets/feature.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { ask, mailArticle, publish, saidIn, write } from './talk.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene(paceByHand(), saasSupport)
  await publish(scene.world, scene.owner, mailArticle)
}, 60_000)
afterAll(() => scene.world.stop())

const hour = 3_600_000
const noticed = async (ticketId: string): Promise<boolean> => {
  const { rows } = await sql`select from notices_due where ticket_id = ${ticketId}`.execute(scene.world.store.db)
  return rows.length > 0
}
const clocksOf = async (ticketId: string) => (await scene.world.call('readSla', { ticketId }, scene.agent)).clocks
const statusOf = async (ticketId: string) => {
  const { summary } = await scene.world.call('readTicket', { ticketId }, scene.admin)
  return { status: summary.status, closeReason: summary.closeReason }
}

it('S3 D4 no clock runs and nobody of the desk is notified before the handover; then both begin', async () => {
  const { world, admin } = scene
  const { ticketId } = await ask(world, admin, 'Не отправляется почта', { category: 'incident' })
  await world.turn()
  await write(world, admin, ticketId, 'Кофеварка шумит по утрам')
  await world.turn()
  expect(await clocksOf(ticketId)).toEqual([])
  expect(await noticed(ticketId)).toBe(false)
  expect(await saidIn(world, admin, ticketId)).toHaveLength(2)

  await world.call('askForPerson', { ticketId }, admin)
  const [clock] = await clocksOf(ticketId)
  const { handover } = await world.call('readHandover', { ticketId }, scene.agent)
  expect(clock?.startedAt).toBe(handover?.handedOverAt)
  await sql`delete from notices_due`.execute(world.store.db)
  await write(world, admin, ticketId, 'И ещё одно')
  await world.turn()
  expect(await saidIn(world, admin, ticketId)).toHaveLength(3)
})

it('D4 the handover itself notifies the desk of what was said before', async () => {
  const { world, admin } = scene
  const { ticketId } = await ask(world, admin, 'Письма застряли')
  await world.turn()
  await world.call('askForPerson', { ticketId }, admin)
  await world.turn()
  const { rows } = await sql`
    select from notices_due where ticket_id = ${ticketId} union all
    select from graphile_worker.jobs where task_identifier = 'noticeTickets'`.execute(world.store.db)
  expect(rows.length).toBeGreaterThan(0)
})

it('T1 a dialogue closes after 24 hours of silence: not a moment before, and not while it is locked', async () => {
  const { world, admin } = scene
  const { ticketId } = await ask(world, admin, 'Не отправляется почта')
  await world.turn()
  const [answer] = await saidIn(world, admin, ticketId)
  const since = Date.parse(answer?.at ?? '')
  const endAt = (at: number) =>
    world.transaction((unit) => endDialogueForSilence(unit, ticketDeps, ticketId), new Date(at))
  expect(await endAt(since + 24 * hour - 1)).toEqual(new Date(since + 24 * hour))
  expect(await statusOf(ticketId)).toMatchObject({ status: 'assistant' })
  expect(await endAt(since + 24 * hour)).toBe('closed')
  expect(await statusOf(ticketId)).toEqual({ status: 'closed', closeReason: 'answered' })
  expect(await endAt(since + 25 * hour)).toBeNull()

  const other = await ask(world, admin, 'Письма застряли')
  await world.turn()
  const { stateToken } = await world.call('readSupport', {}, admin)
  await world.call('returnToStandard', { stateToken }, admin)
  const later = Date.now() + 100 * hour
  const again = await world.transaction(
    (unit) => endDialogueForSilence(unit, ticketDeps, other.ticketId),
    new Date(later),
  )
  expect(again).toEqual(new Date(later + 24 * hour))
  expect(await world.ask('askForPerson', { ticketId: other.ticketId }, admin)).toMatchObject({ ok: false })
})
