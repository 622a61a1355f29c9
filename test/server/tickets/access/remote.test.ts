import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { remoteWithin } from '#server/billing/domain/remoteWork.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'
import { accessActs, inDays } from './accessScene.ts'

let scene: Scene
let acts: ReturnType<typeof accessActs>
beforeAll(async () => {
  scene = await startScene(paceByHand())
  acts = accessActs(scene)
}, 60_000)
afterAll(() => scene.world.stop())

async function given() {
  const { ticketId } = await scene.ticket()
  const accessId = await acts.asked(ticketId, { kind: 'remote', tool: 'anydesk' })
  const content = { login: '123 456 789', password: 'разовый' }
  await scene.world.call('giveBox', { ticketId, accessId, until: inDays(1), content }, scene.admin)
  return { ticketId, accessId }
}

const start = (box: object, sessionId = newId(), token = scene.agent) =>
  scene.world.ask('startRemoteSession', { ...box, sessionId }, token)
const stop = (box: object, token = scene.agent) => scene.world.ask('endRemoteSession', box, token)

async function sessionEntries(ticketId: string, token = scene.admin) {
  const { events } = await scene.world.call('readEvents', { ticketId, limit: 200 }, token)
  return events.flatMap(({ type, by }) => (type.startsWith('remote.') ? [`${type} ${by.side}`] : []))
}

describe('T9, Q11 a remote session', () => {
  it('is begun by whoever has the ticket, where the client has consented; its beginning and end stand in the ticket', async () => {
    const box = await given()
    expect((await acts.box(box.ticketId, box.accessId, scene.agent)).can).toEqual(['look', 'start', 'end'])
    const sessionId = newId()
    const answers = await Promise.all([start(box, sessionId), start(box, sessionId)])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    expect(await start(box)).toMatchObject({ code: 'remote_session_running' })
    expect(await acts.box(box.ticketId, box.accessId)).toMatchObject({ session: { sessionId }, can: ['stop', 'end'] })
    expect(await stop(box)).toMatchObject({ ok: true })
    expect(await stop(box)).toMatchObject({ ok: true })
    expect(await sessionEntries(box.ticketId)).toEqual(['remote.started desk', 'remote.ended desk'])
    expect(await sessionEntries(box.ticketId, scene.agent)).toEqual(['remote.started desk', 'remote.ended desk'])
    const which = { ticketId: box.ticketId, clock: 'firstReaction', round: 0 } as const
    for (const token of [scene.admin, scene.agent]) {
      const { remoteSessions } = await scene.world.call('readEvidence', which, token)
      expect(remoteSessions).toMatchObject([{ tool: 'anydesk', to: expect.any(String) }])
      expect((await scene.world.call('exportEvidence', which, token)).remoteSessions).toEqual(remoteSessions)
    }
  })

  it('is ended by the client as well, and with what it goes by', async () => {
    const [one, other] = [await given(), await given()]
    await start(one)
    await start(other)
    expect(await stop(one, scene.integrator)).toMatchObject({ ok: true })
    await scene.world.call('endBox', other, scene.admin)
    expect(await sessionEntries(one.ticketId)).toEqual(['remote.started desk', 'remote.ended client'])
    expect(await sessionEntries(other.ticketId)).toEqual(['remote.started desk', 'remote.ended client'])
    expect(await start(other)).toMatchObject({ code: 'access_over' })
  })

  it('is not begun by others, without consent, by a box of another kind, or after a refusal', async () => {
    const box = await given()
    expect(await start(box, newId(), scene.owner)).toMatchObject({ code: 'access_for_assignee' })
    expect(await start(box, newId(), scene.admin)).toMatchObject({ code: 'not_allowed' })
    const { ticketId } = box
    const asked = await acts.asked(ticketId, { kind: 'remote', tool: 'rudesktop' })
    expect(await start({ ticketId, accessId: asked })).toMatchObject({ code: 'access_not_given' })
    await scene.world.call('refuseBox', { ticketId, accessId: asked, reason: 'Не сегодня' }, scene.admin)
    expect(await start({ ticketId, accessId: asked })).toMatchObject({ code: 'access_over' })
    expect(await start({ ticketId, accessId: await acts.given(ticketId) })).toMatchObject({ code: 'access_not_remote' })
    expect(await sessionEntries(ticketId)).toEqual([])
  })

  it('the program is the client’s to choose, and has to be chosen', async () => {
    const { ticketId } = await scene.ticket()
    const accessId = await acts.asked(ticketId, { kind: 'remote' })
    const give = { ticketId, accessId, until: inDays(1), content: { login: '1' } }
    expect(await scene.world.ask('giveBox', give, scene.admin)).toMatchObject({ code: 'access_content_wrong' })
    await scene.world.call('giveBox', { ...give, tool: 'teamviewer' }, scene.admin)
    expect((await acts.box(ticketId, accessId)).tool).toBe('teamviewer')
  })
})

describe('Q11 which sessions lay in a run of the timer', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute))
  const session = (from: number, to: number | null, ticketId = 'one') =>
    ({ ticketId, tool: 'anydesk', startedAt: at(from), endedAt: to === null ? null : at(to) }) as const
  const run = { ticketId: 'one', startedAt: at(10), stoppedAt: at(20) }

  it.each([
    ['within', session(12, 15), 1],
    ['over its beginning', session(5, 11), 1],
    ['over its end', session(19, null), 1],
    ['around it', session(5, 25), 1],
    ['before it', session(5, 10), 0],
    ['after it', session(20, 25), 0],
    ['in another ticket', session(12, 15, 'other'), 0],
    ['of no length, within', session(12, 12), 1],
    ['of no length, where it begins', session(10, 10), 1],
  ])('%s', (_where, one, count) => {
    expect(remoteWithin(run, [one])).toHaveLength(count)
    expect(remoteWithin({ ...run, stoppedAt: null }, [session(30, 40)])).toHaveLength(1)
  })
})
