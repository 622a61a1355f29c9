import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { jobsOf } from './jobs.ts'

let scene: Scene
let jobs: Awaited<ReturnType<typeof jobsOf>>
beforeAll(async () => {
  scene = await startScene(paceByHand())
  // What is told of the connection that the scene makes comes before what is told here.
  await scene.world.turn()
  jobs = await jobsOf(scene)
}, 60_000)
afterAll(() => scene.world.stop())

describe('C5 both sides are told of a connection', () => {
  it('and from partner to partner the client hears of the new one only', async () => {
    const { world } = scene
    const { rows } = await sql<{ connectionId: string }>`
      select connection_id as "connectionId" from connections where ended_at is null`.execute(world.store.db)
    const { connectionId } = rows[0] ?? { connectionId: '' }
    const tell = (type: 'connection.made' | 'connection.ended', reason?: string) =>
      jobs.noticeConnection.run({ type, reason, connectionId, notice: `test ${type} ${connectionId}` })
    const before = letters().length
    await tell('connection.made')
    await tell('connection.ended', 'switched')

    // To the admin and to the integrator whom it has named.
    const news = expect.stringContaining('Теперь на ваши обращения отвечает «Интегратор Плюс»')
    expect(letters().slice(before)).toEqual([news, news])
  })

  it('an end names its date to every admin and everybody whom they have named, each once', async () => {
    const { world, admin } = scene
    await world.enter('client', 2)
    await world.call('namePerson', { userId: 4, as: 'contact' }, admin)
    const { rows } = await sql<{ connectionId: string }>`
      update connections set ends_at = '2026-12-22T09:00:00Z' where ended_at is null
      returning connection_id as "connectionId"`.execute(world.store.db)
    const { connectionId } = rows[0] ?? { connectionId: '' }
    const job = () => jobs.noticeConnection.run({ type: 'connection.noticeGiven', connectionId, notice: 'test end' })
    const before = letters().length
    await job()
    await job()
    await world.call('removeContact', { userId: 4 }, admin)

    expect(letters().slice(before)).toHaveLength(4)
    expect(new Set(toldOfConnections().slice(before))).toEqual(new Set([1, 2, 3, 4]))
    expect(letters().at(-1)).toContain('прекращает поддержку 22.12.2026')
  })
})

const toldOfConnections = () => connectionRequests().map(({ params }) => Number(params['USER_ID']))

const letters = () => connectionRequests().map(({ params }) => params['MESSAGE'])

function connectionRequests() {
  return scene.world.sandbox
    .requests('client', 'im.notify.system.add')
    .filter(({ params }) => JSON.stringify(params['TAG']).startsWith('"OPORA|CONNECTION'))
}
