import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSocket } from '#test/support/socket.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

/** At the client 1 is the admin, 3 the integrator; at the desk 1 is the owner, 3 the agent. */
let scene: Scene
beforeAll(async () => {
  scene = await startScene(paceByHand())
}, 60_000)
afterAll(() => scene.world.stop())

const run = (statement: string) => sql.raw(statement).execute(scene.world.store.db)
const unseenOf = async (token: string, side: 'client' | 'desk' = 'client') => {
  const { notices } = await scene.world.call('readShownNotices', { side }, token)
  return notices
}
const idsOf = async (token: string, ticketId: string, side: 'client' | 'desk' = 'client') =>
  (await unseenOf(token, side)).filter((one) => one.ticketId === ticketId).map(({ noticeId }) => noticeId)

async function told(): Promise<void> {
  await scene.world.turn()
  await run(`update notices_due set due_at = due_at - interval '1 minute'`)
  await scene.world.turn()
}

async function answered(): Promise<string> {
  const { ticketId } = await scene.ticket()
  await scene.send(ticketId, scene.agent)
  await told()
  return ticketId
}

describe('D4 notices on the page', () => {
  it('say what happened and where, to those who want it there, once however often it is told', async () => {
    const { world, admin, integrator, agent } = scene
    const ticketId = await answered()
    await run(`select graphile_worker.add_job('noticeTicket', json_build_object('ticketId', '${ticketId}'))`)
    await world.turn()
    const [own, ...others] = (await unseenOf(admin)).filter((one) => one.ticketId === ticketId)

    expect(others).toEqual([])
    expect(own).toMatchObject({ event: 'ticket.answered', place: { ticket: ticketId } })
    expect(own?.text).toMatch(/^Поддержка ответила[^[\]]*$/)
    expect(await idsOf(integrator, ticketId)).toHaveLength(1)
    expect(await idsOf(agent, ticketId, 'desk')).toEqual([])
  })

  it('are not there for whoever has switched them off', async () => {
    const { world, integrator } = scene
    const choice = { side: 'client', event: 'ticket.answered', scope: 'any', channel: 'browser' } as const
    await world.call('chooseNotification', { ...choice, isOn: false }, integrator)
    const ticketId = await answered()
    await world.call('chooseNotification', { ...choice, isOn: true }, integrator)

    expect(await idsOf(integrator, ticketId)).toEqual([])
  })

  it('are seen one by one, with their ticket, by reading it, or up to the one that was shown last', async () => {
    const { world, admin } = scene
    const [first, second, third, fourth] = [await answered(), await answered(), await answered(), await answered()]
    const [firstId = ''] = await idsOf(admin, first)
    const [thirdId = ''] = await idsOf(admin, third)
    await world.call('seeNotices', { side: 'client', of: { is: 'notice', noticeId: firstId } }, admin)
    await world.call('seeNotices', { side: 'client', of: { is: 'ticket', ticketId: second } }, admin)
    expect(await Promise.all([first, second, third].map((id) => idsOf(admin, id)))).toEqual([[], [], [thirdId]])

    const view = await world.call('seeNotices', { side: 'client', of: { is: 'upTo', noticeId: thirdId } }, admin)
    expect(view.notices.map(({ ticketId }) => ticketId)).toEqual([fourth])
    expect(view.unseen).toBe(1)
    await world.call('markRead', { ticketId: fourth, seq: 1_000 }, admin)
    expect(await world.call('readShownNotices', { side: 'client' }, admin)).toMatchObject({ unseen: 0, notices: [] })
  })

  it('of one person say nothing of another’s, and nobody sees or rings for those of somebody else', async () => {
    const { world, admin, integrator, agent } = scene
    const ticketId = await answered()
    const [noticeId = ''] = await idsOf(admin, ticketId)
    for (const token of [integrator, agent]) {
      for (const is of ['notice', 'upTo'] as const)
        await world.call('seeNotices', { side: 'client', of: { is, noticeId } }, token)
      expect(await world.call('ringNotices', { side: 'client', noticeIds: [noticeId] }, token)).toEqual({
        noticeIds: [],
      })
    }

    expect(await idsOf(admin, ticketId)).toEqual([noticeId])
    expect(await idsOf(integrator, ticketId)).toHaveLength(1)
    expect(await unseenOf(agent, 'client')).toEqual([])
    expect(await unseenOf(admin, 'desk')).toEqual([])
  })

  it('of a ticket that is locked are left out', async () => {
    const ticketId = await answered()
    await run(`update tickets set lock_reason = 'free_tariff' where ticket_id = '${ticketId}'`)
    const locked = await idsOf(scene.admin, ticketId)
    await run(`update tickets set lock_reason = null where ticket_id = '${ticketId}'`)

    expect(locked).toEqual([])
    expect(await idsOf(scene.admin, ticketId)).toHaveLength(1)
  })

  it('wake the pages of those who are told, and no page of a colleague or of the other side', async () => {
    const { world, admin, integrator, agent, owner } = scene
    const choice = { side: 'client', event: 'ticket.answered', scope: 'any', channel: 'browser' } as const
    await world.call('chooseNotification', { ...choice, isOn: false }, integrator)
    const tokens = { admin, integrator, agent, owner }
    const opened = await Promise.all(Object.values(tokens).map((token) => openSocket(world.url, token)))
    const pages = Object.fromEntries(Object.keys(tokens).map((name, index) => [name, opened[index]]))
    const readsOf = (name: keyof typeof tokens) =>
      pages[name]?.all('changed').filter(({ what }) => what === 'notices').length

    const answeredOne = await answered()
    await pages['admin']?.next('changed', ({ what }) => what === 'notices')
    expect([readsOf('admin'), readsOf('integrator'), readsOf('agent'), readsOf('owner')]).toEqual([1, 0, 0, 0])

    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, admin)
    await told()
    await pages['agent']?.next('changed', ({ what }) => what === 'notices')
    await world.call('seeNotices', { side: 'client', of: { is: 'ticket', ticketId: answeredOne } }, admin)
    for (const page of opened) page.say({ type: 'ping' })
    await Promise.all(opened.map((page) => page.next('pong')))
    expect([readsOf('admin'), readsOf('integrator'), readsOf('agent'), readsOf('owner')]).toEqual([2, 0, 1, 0])

    await Promise.all(opened.map((page) => page.close()))
    await world.call('chooseNotification', { ...choice, isOn: true }, integrator)
  })
})

describe('D4 a page rings', () => {
  const ring = (token: string, noticeIds: string[]) =>
    scene.world.call('ringNotices', { side: 'client', noticeIds }, token)

  it('once for each, however many pages of a person ask at once', async () => {
    const noticeIds = await idsOf(scene.admin, await answered())
    const rung = await Promise.all(Array.from({ length: 6 }, () => ring(scene.admin, noticeIds)))

    expect(rung.flatMap((one) => one.noticeIds)).toEqual(noticeIds)
  })

  it('for nothing that was told while no page was open, or was seen', async () => {
    const { world, admin } = scene
    const old = await answered()
    await run(`update shown_notices set at = at - interval '3 minutes' where ticket_id = '${old}'`)
    const seen = await answered()
    const seenIds = await idsOf(admin, seen)
    await world.call('seeNotices', { side: 'client', of: { is: 'ticket', ticketId: seen } }, admin)

    expect(await ring(admin, [...(await idsOf(admin, old)), ...seenIds])).toEqual({ noticeIds: [] })
  })

  it('in quiet hours for what is urgent alone', async () => {
    const { world, admin } = scene
    const quiet = { from: 0, until: 1439 }
    await world.call('saveNotifications', { quiet, timeZone: 'Etc/GMT+12' }, admin)
    await run(`update notification_people set quiet_from = ((m + 1430) % 1440)::int, quiet_until = ((m + 10) % 1440)::int
      from (select extract(hour from t) * 60 + extract(minute from t) as m
              from (select max(at) at time zone 'Etc/GMT+12' as t from shown_notices) newest) wall
      where user_id = 1`)
    const [quietId = ''] = await idsOf(admin, await answered())
    const silent = await ring(admin, [quietId])
    await run(`update shown_notices set event = 'sla.alarm' where notice_id = '${quietId}'`)
    const urgent = await ring(admin, [quietId])
    await world.call('saveNotifications', { quiet: null }, admin)

    expect(silent).toEqual({ noticeIds: [] })
    expect(urgent).toEqual({ noticeIds: [quietId] })
  })
})
