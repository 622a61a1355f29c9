import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { openSocket, type Socket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { startScene, upTo, type Scene } from '../../tickets/scene.ts'
import { isHeard, watching } from './watching.ts'

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

const here = () => scene.world.url

describe('decision 8: a socket belongs to whoever says hello', () => {
  it('before that it is told nothing, whatever it asks', async () => {
    const { ticketId } = await scene.ticket()
    const silent = await openSocket(here(), null)
    silent.say({ type: 'ping' })
    silent.say({ type: 'watch', ticketId, after: 0 })
    silent.say({ type: 'list', wanted: true })
    const page = await watching(here(), scene.admin, ticketId)
    await scene.send(ticketId, scene.agent)
    await page.next('events', ({ events }) => events.some(({ seq }) => seq === 4))

    expect(silent.frames).toEqual([])
    silent.say({ type: 'hello', token: scene.admin })
    await silent.next('ready')
    expect(silent.frames).toEqual([{ type: 'ready' }])
    await Promise.all([silent.close(), page.close()])
  })

  it.each([
    ['an unknown token', 'guessed', 'no_session'],
    ['a session that was closed', 'closed', 'session_expired'],
  ])('%s', async (_what, how, code) => {
    const token = how === 'closed' ? await scene.world.enter('client', 1) : how
    if (how === 'closed') await scene.world.call('closeSession', {}, token)
    const socket = await openSocket(here(), null)
    socket.say({ type: 'hello', token })

    expect(await socket.closed).toBe(1008)
    expect(socket.frames).toEqual([{ type: 'end', code }])
  })

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['an unknown type', '{"type":"shout"}'],
    ['a number of the wrong type', '{"type":"watch","ticketId":"x","after":0}'],
    ['a key too many', '{"type":"ping","token":"x"}'],
    ['a token that is too long', JSON.stringify({ type: 'hello', token: 'a'.repeat(300) })],
  ])('a frame that is %s closes the socket', async (_what, text) => {
    const socket = await openSocket(here(), scene.admin)
    socket.sayRaw(text)

    expect(await socket.closed).toBe(1008)
  })

  it('so does one that is too large, and too many at once', async () => {
    const large = await openSocket(here(), scene.admin)
    large.sayRaw('a'.repeat(10_000))
    const loud = await openSocket(here(), scene.admin)
    for (let i = 0; i < 400; i++) loud.say({ type: 'ping' })

    expect([await large.closed, await loud.closed]).toEqual([1009, 1008])
    expect(loud.last('end')).toEqual({ type: 'end', code: 'too_many_requests' })
  })

  it('a renewed session says hello again and goes on; somebody else does not', async () => {
    const { ticketId } = await scene.ticket()
    const page = await watching(here(), scene.admin, ticketId)
    page.say({ type: 'hello', token: await scene.world.enter('client', 1) })
    await eventually(() => expect(page.all('ready')).toHaveLength(2))
    await scene.send(ticketId, scene.agent)
    await page.next('events', ({ events }) => events.some(({ seq }) => seq === 4))
    page.say({ type: 'hello', token: scene.integrator })

    expect(await page.closed).toBe(1008)
    expect(page.last('end')).toEqual({ type: 'end', code: 'no_session' })
  })

  it('another address than /realtime is not a socket', async () => {
    await expect(openSocket(`${here()}/x`, null)).rejects.toThrow(/socket|hang up|closed/i)
  })
})

describe('T8 who may watch', () => {
  it('a foreign ticket is refused like one that does not exist', async () => {
    const { ticketId } = await scene.ticket()
    const standard = await openSocket(here(), await scene.world.enter('standard', 1))
    standard.say({ type: 'watch', ticketId, after: 0 })
    const unknown = newId()
    standard.say({ type: 'watch', ticketId: unknown, after: 0 })
    await isHeard(standard)

    expect(standard.all('refused')).toEqual([
      { type: 'refused', ticketId, code: 'not_found' },
      { type: 'refused', ticketId: unknown, code: 'not_found' },
    ])
    expect(standard.all('events')).toEqual([])
    await standard.close()
  })

  it('an employee watches nothing and hears no summaries', async () => {
    const { ticketId } = await scene.ticket()
    const employee = await openSocket(here(), await scene.world.enter('client', 4))
    employee.say({ type: 'watch', ticketId, after: 0 })
    employee.say({ type: 'list', wanted: true })
    const admin = await openSocket(here(), scene.admin)
    admin.say({ type: 'list', wanted: true })
    await isHeard(employee)
    await scene.send(ticketId, scene.agent, { text: 'сводка' })
    await admin.next('summary', ({ summary }) => summary.preview === 'сводка')
    await isHeard(employee)

    expect(employee.all('refused')).toHaveLength(1)
    expect([...employee.all('events'), ...employee.all('summary')]).toEqual([])
    await Promise.all([employee.close(), admin.close()])
  })

  it('twenty conversations a socket, not more', async () => {
    const { ticketId } = await scene.ticket()
    const tickets = await Promise.all(upTo(20).map(() => scene.ticket({ taken: false })))
    const page = await openSocket(here(), scene.admin)
    for (const one of tickets) page.say({ type: 'watch', ticketId: one.ticketId, after: 0 })
    page.say({ type: 'watch', ticketId, after: 0 })
    await isHeard(page)

    expect(page.all('refused')).toEqual([{ type: 'refused', ticketId, code: 'too_many_requests' }])
    await page.close()
  })

  it('unwatching ends it', async () => {
    const { ticketId } = await scene.ticket()
    const page = await watching(here(), scene.admin, ticketId, 4)
    const witness = await watching(here(), scene.integrator, ticketId, 4)
    page.say({ type: 'unwatch', ticketId })
    await isHeard(page)
    await scene.send(ticketId, scene.agent)
    await witness.next('events')
    await isHeard(page)

    expect(page.all('events')).toEqual([])
    await Promise.all([page.close(), witness.close()])
  })
})

describe('E2 losing a right ends what it gave, at once and in every process', () => {
  /** The witness sits in the same process: what it hears would have been said to the page, too. */
  const stillHears = async (page: Socket, url: string, ticketId: string) => {
    const witness = await watching(url, scene.owner, ticketId)
    const before = page.all('events').length
    await scene.send(ticketId, scene.admin, { text: 'слышно ли' })
    await witness.next('events', ({ events }) => JSON.stringify(events).includes('слышно ли'))
    await isHeard(page)
    await witness.close()
    return page.all('events').length > before
  }

  it('staff that is removed', async () => {
    const { world, owner } = scene
    await world.call('setStaff', { userId: 4, role: 'agent' }, owner)
    const { ticketId } = await scene.ticket()
    const page = await watching(other.url, await world.enter('partner', 4), ticketId)
    expect(await stillHears(page, other.url, ticketId)).toBe(true)

    await world.call('setStaff', { userId: 4, role: null }, owner)
    await page.next('changed', ({ what }) => what === 'staff')

    expect(await stillHears(page, other.url, ticketId)).toBe(false)
    await page.close()
  })

  it('an integrator who is unnamed', async () => {
    const { world, admin } = scene
    await world.call('namePerson', { userId: 4, as: 'integrator' }, admin)
    const { ticketId } = await scene.ticket()
    const page = await watching(other.url, await world.enter('client', 4), ticketId)
    expect(await stillHears(page, other.url, ticketId)).toBe(true)

    await world.call('removeContact', { userId: 4 }, admin)
    await page.next('changed', ({ what }) => what === 'settings')

    expect(await stillHears(page, other.url, ticketId)).toBe(false)
    await page.close()
  })

  it('staff that keeps another role: the side that was lost is lost', async () => {
    const { world, owner } = scene
    await world.call('install', { choice: 'client' }, owner)
    await world.call('setStaff', { userId: 4, role: 'agent' }, owner)
    await world.call('namePerson', { userId: 4, as: 'integrator' }, owner)
    const { ticketId } = await scene.ticket()
    const page = await watching(here(), await world.enter('partner', 4), ticketId)
    expect(await stillHears(page, here(), ticketId)).toBe(true)

    await world.call('setStaff', { userId: 4, role: null }, owner)
    await page.next('changed', ({ what }) => what === 'staff')

    expect(await stillHears(page, here(), ticketId)).toBe(false)
    await page.close()
  })

  it('an admin who is none any more, as the portal says at their next opening', async () => {
    const { world } = scene
    const { ticketId } = await scene.ticket()
    const page = await watching(other.url, await world.enter('client', 2), ticketId)
    expect(await stillHears(page, other.url, ticketId)).toBe(true)

    world.sandbox.changeUser('client', 2, { isAdmin: false })
    await world.enter('client', 2)
    await page.next('changed', ({ what }) => what === 'me')

    expect(await stillHears(page, other.url, ticketId)).toBe(false)
    world.sandbox.changeUser('client', 2, { isAdmin: true })
    await page.close()
  })

  it('a session that ran out is noticed when something happens in its portal', async () => {
    const { world } = scene
    const page = await openSocket(other.url, await world.enter('client', 2))
    await sql`update sessions set expires_at = ${new Date(Date.now() - 1)} where user_id = 2`.execute(world.store.db)
    await world.call('saveSettings', { language: 'ru', notices: { answers: true, connection: true } }, scene.admin)

    expect(await page.closed).toBe(1008)
    expect(page.last('end')).toEqual({ type: 'end', code: 'session_expired' })
  })
})
