import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startScene, type Scene } from '../tickets/scene.ts'
import { jobsOf } from './jobs.ts'

let scene: Scene
let jobs: Awaited<ReturnType<typeof jobsOf>>
beforeAll(async () => {
  scene = await startScene()
  jobs = await jobsOf(scene)
}, 60_000)
afterAll(() => scene.world.stop())

const answers = { side: 'client', event: 'ticket.answered', scope: 'any', channel: 'bitrix24' } as const
const told = (ticketId: string) =>
  scene.world.sandbox.notifications('client').filter(({ tag }) => tag === `OPORA|TICKET|${ticketId}`)

async function answered(): Promise<string> {
  const { ticketId } = await scene.ticket()
  await scene.send(ticketId, scene.agent)
  await jobs.noticeTicket.run({ ticketId })
  return ticketId
}

describe('D4 each person chooses for themself', () => {
  it('what an integrator switches off comes to the others still, and again when it is switched on', async () => {
    const { world, integrator } = scene
    await world.call('chooseNotification', { ...answers, isOn: false }, integrator)
    const without = await answered()
    await world.call('chooseNotification', { ...answers, isOn: true }, integrator)
    const again = await answered()

    expect(told(without).map(({ userId }) => userId)).toEqual([1])
    expect(told(again).map(({ userId }) => userId)).toEqual([1, 3])
  })

  it('of own tickets apart from others', async () => {
    const { world, admin } = scene
    await world.call('chooseNotification', { ...answers, scope: 'own', isOn: false }, admin)
    const ticketId = await answered()
    await world.call('chooseNotification', { ...answers, scope: 'own', isOn: true }, admin)

    expect(told(ticketId).map(({ userId }) => userId)).toEqual([3])
  })

  it('the language of the person is the one in which they are told', async () => {
    const { world, integrator } = scene
    await world.call('saveNotifications', { language: 'en' }, integrator)
    const ticketId = await answered()
    await world.call('saveNotifications', { language: null }, integrator)

    const [ofAdmin, ofIntegrator] = told(ticketId)
    expect(ofAdmin?.message).toMatch(/^Поддержка ответила/)
    expect(ofIntegrator?.message).toMatch(/^Support has answered in ticket/)
  })

  it('what cannot be switched off, or is told to others, is refused', async () => {
    const { world, agent, integrator } = scene
    const alarm = { side: 'desk', event: 'sla.alarm', scope: 'any', channel: 'bitrix24', isOn: false } as const
    const ofDesk = { side: 'desk', event: 'ticket.written', scope: 'any', channel: 'bitrix24', isOn: false } as const

    expect(await world.ask('chooseNotification', alarm, agent)).toMatchObject({ status: 403, code: 'not_allowed' })
    expect(await world.ask('chooseNotification', ofDesk, integrator)).toMatchObject({ code: 'not_allowed' })
    expect(await world.ask('chooseNotification', { ...answers, event: 'no.such', isOn: true }, agent)).toMatchObject({
      code: 'invalid_input',
    })
  })

  it('two choices at once are both kept, and nobody reads those of somebody else', async () => {
    const { world, integrator, admin } = scene
    await Promise.all(
      (['bitrix24', 'browser'] as const).map((channel) =>
        world.call('chooseNotification', { ...answers, channel, isOn: false }, integrator),
      ),
    )
    const cellsOf = async (token: string) => {
      const { sides } = await world.call('readOwnNotifications', {}, token)
      return sides[0]?.rows.find(({ event, scope }) => event === 'ticket.answered' && scope === 'any')?.cells
    }
    expect(await cellsOf(integrator)).toMatchObject({ bitrix24: 'off', browser: 'off' })
    expect(await cellsOf(admin)).toMatchObject({ bitrix24: 'on', browser: 'on' })
  })

  it('quiet hours are kept with their zone; one that is none is refused', async () => {
    const { world, agent } = scene
    const quiet = { from: 1320, until: 480 }
    const saved = await world.call('saveNotifications', { quiet, timeZone: 'Europe/Kyiv' }, agent)
    const refused = await world.ask('saveNotifications', { timeZone: '+03:00' }, agent)

    expect(saved).toMatchObject({ quiet, timeZone: 'Europe/Kyiv' })
    expect(refused).toMatchObject({ code: 'invalid_input', details: { field: 'timeZone' } })
    expect(await world.call('saveNotifications', { quiet: null }, agent)).toMatchObject({ quiet: null })
  })

  it('what the admin switches off for all is said on each page', async () => {
    const { world, admin, integrator } = scene
    const off = { language: 'ru', notices: { answers: false, connection: true } } as const
    await world.call('saveSettings', off, admin)
    const { sides } = await world.call('readOwnNotifications', {}, integrator)
    await world.call('saveSettings', { ...off, notices: { ...off.notices, answers: true } }, admin)

    expect(sides[0]?.switchedOff).toEqual(expect.arrayContaining(['ticket.answered', 'ticket.dateMoved']))
  })

  it('D4 the owner reads what came of it, of the own desk alone', async () => {
    const { world, owner } = scene
    const ticketId = await answered()
    const { deliveries } = await world.call('listDeliveries', { outcome: 'sent', event: 'ticket.answered' }, owner)
    const failure = { method: 'im.notify.system.add', status: 400, error: 'USER_ID_EMPTY', times: 1 }
    world.sandbox.inject.failure('client', failure)
    await scene.send(ticketId, scene.agent)
    await expect(jobs.noticeTicket.run({ ticketId })).rejects.toThrow('portal_unreachable')
    world.sandbox.inject.clear()
    const failed = await world.call('listDeliveries', { outcome: 'failed' }, owner)
    await jobs.noticeTicket.run({ ticketId })

    expect(deliveries[0]).toMatchObject({ event: 'ticket.answered', channel: 'bitrix24', outcome: 'sent', tries: 1 })
    expect(deliveries[0]?.portalName).not.toBeNull()
    expect(failed.deliveries).toHaveLength(1)
    expect(failed.deliveries[0]).toMatchObject({ reason: 'portalRefused' })
    expect((await world.call('listDeliveries', { outcome: 'failed' }, owner)).deliveries).toEqual([])
    const again = await world.call('listDeliveries', { limit: 1 }, owner)
    expect(again).toMatchObject({ deliveries: [{ outcome: 'sent', tries: 2 }], nextCursor: expect.any(String) })
    const second = await world.call('listDeliveries', { limit: 1, cursor: again.nextCursor ?? '' }, owner)
    expect(second.deliveries[0]?.deliveryId).not.toBe(again.deliveries[0]?.deliveryId)
    expect(await world.ask('listDeliveries', { cursor: 'nonsense' }, owner)).toMatchObject({ code: 'invalid_input' })
  })

  it('all of it goes with a portal that is gone for good', async () => {
    const { world, integrator } = scene
    await world.call('chooseNotification', { ...answers, isOn: false }, integrator)
    await world.sandbox.uninstall('client', { clean: true })
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from notification_choices
      where member_id = ${world.sandbox.portals['client']?.memberId ?? ''}`.execute(world.store.db)

    expect(rows).toEqual([{ count: 0 }])
  })
})
