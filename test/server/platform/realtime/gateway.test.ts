import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSocket, type Socket } from '#test/support/socket.ts'
import { newId, post } from '#test/support/world.ts'
import { startScene, upTo, type Scene } from '../../tickets/scene.ts'
import { eventually } from '#test/support/eventually.ts'

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
const seqsOf = (socket: Socket) => socket.all('events').flatMap(({ events }) => events.map(({ seq }) => seq))

/** The server has heard everything that was said before: it answers one frame after the other. */
async function isHeard(socket: Socket) {
  const pongs = socket.all('pong').length
  socket.say({ type: 'ping' })
  await eventually(() => expect(socket.all('pong').length).toBeGreaterThan(pongs))
}

async function watching(url: string, token: string, ticketId: string, after = 0): Promise<Socket> {
  const socket = await openSocket(url, token)
  socket.say({ type: 'watch', ticketId, after })
  await isHeard(socket)
  return socket
}

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
    const page = await watching(here(), scene.admin, ticketId, 3)
    const witness = await watching(here(), scene.integrator, ticketId, 3)
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

    await world.call('unnamePerson', { userId: 4 }, admin)
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

describe('T8 what people see of each other', () => {
  it('who has the ticket open is shown to the other side, also from another process, and gone when they leave', async () => {
    const { ticketId } = await scene.ticket()
    const client = await watching(here(), scene.admin, ticketId)
    const desk = await watching(other.url, scene.agent, ticketId)
    const isThere = (name: string) => (frame: { people: { name: string }[] }) =>
      frame.people.some((one) => one.name === name)

    await client.next('presence', isThere('Артём Нечаев'))
    await desk.next('presence', isThere('Марина Калинина'))
    await client.close()
    await eventually(() =>
      expect(desk.last('presence')?.people.map(({ name }) => name)).not.toContain('Марина Калинина'),
    )

    await desk.close()
  })

  it('typing reaches everybody but oneself', async () => {
    const { ticketId } = await scene.ticket()
    const pages = {
      writer: await watching(here(), scene.admin, ticketId),
      colleague: await watching(here(), scene.integrator, ticketId),
      desk: await watching(other.url, scene.agent, ticketId),
    }
    pages.writer.say({ type: 'typing', ticketId })

    const said = { type: 'typing', ticketId, side: 'client', userId: 1, name: 'Марина Калинина' }
    expect(await pages.desk.next('typing')).toEqual(said)
    expect(await pages.colleague.next('typing')).toEqual(said)
    await isHeard(pages.writer)
    expect(pages.writer.all('typing')).toEqual([])
    await Promise.all(Object.values(pages).map((page) => page.close()))
  })

  it('typing in a ticket that one does not watch is nothing', async () => {
    const { ticketId } = await scene.ticket()
    const desk = await watching(here(), scene.agent, ticketId)
    const stranger = await openSocket(here(), await scene.world.enter('standard', 1))
    stranger.say({ type: 'typing', ticketId })
    await isHeard(stranger)
    await isHeard(desk)

    expect(desk.all('typing')).toEqual([])
    await Promise.all([stranger.close(), desk.close()])
  })

  it('how far one has read is told to the other side, in the numbers of public messages, and not to oneself', async () => {
    const { world, admin, agent } = scene
    const { ticketId } = await scene.ticket()
    for (const kind of ['note', 'note', 'public', 'public'] as const) await scene.send(ticketId, agent, { kind })
    const client = await watching(here(), admin, ticketId)
    const desk = await watching(other.url, agent, ticketId)
    await world.call('markRead', { ticketId, seq: 4 }, admin)
    const byClient = await desk.next('read')
    await post(other.url, 'markRead', { ticketId, seq: 7 }, agent)
    const byDesk = await client.next('read')

    // The client's number 4 is the desk's 6: the message behind it is not read yet.
    expect(byClient).toEqual({ type: 'read', ticketId, side: 'client', seq: 4 })
    expect((await world.call('readTicket', { ticketId }, agent)).otherSideRead).toBe(4)
    expect(byDesk).toEqual({ type: 'read', ticketId, side: 'desk', seq: 5 })
    expect([client.all('read'), desk.all('read')]).toEqual([[byDesk], [byClient]])
    await Promise.all([client.close(), desk.close()])
  })

  it('a mark that goes back, or beyond the end, is none', async () => {
    const { world, admin, agent } = scene
    const { ticketId } = await scene.ticket()
    await world.call('markRead', { ticketId, seq: 3 }, admin)
    await world.call('markRead', { ticketId, seq: 1 }, admin)
    expect((await world.call('readTicket', { ticketId }, agent)).otherSideRead).toBe(3)

    await world.call('markRead', { ticketId, seq: 9_007_199_254_740_991 }, admin)
    expect((await world.call('readTicket', { ticketId }, agent)).otherSideRead).toBe(3)
  })
})

describe('flow 6: losing a wake-up only delays', () => {
  it('with the listening connections cut, the sweep brings what was written elsewhere', async () => {
    const { world, agent } = scene
    const { ticketId } = await scene.ticket()
    const page = await watching(here(), scene.admin, ticketId)
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and (query like '%listen opora%' or query like '%pg_notify(%opora%')
         and pid <> pg_backend_pid()`.execute(world.store.db)
    expect(rows.length).toBeGreaterThanOrEqual(2)

    const sent = await post(other.url, 'sendMessage', { ticketId, messageId: newId(), text: 'после обрыва' }, agent)

    expect(sent).toMatchObject({ ok: true })
    await page.next('events', ({ events }) => JSON.stringify(events).includes('после обрыва'))
    expect(seqsOf(page)).toEqual(upTo(4))
    expect(world.logText()).toContain('wake-ups could not be sent')
    await page.close()
  })

  it('and afterwards they listen again', async () => {
    const { world, agent, admin } = scene
    const { ticketId } = await scene.ticket()
    const page = await watching(other.url, admin, ticketId)
    await eventually(async () => {
      const { rows } = await sql`
          select 1 from pg_stat_activity where datname = current_database()
             and (query like '%listen opora%' or query like '%pg_notify(%opora%') and pid <> pg_backend_pid()`.execute(
        world.store.db,
      )
      expect(rows.length).toBeGreaterThanOrEqual(2)
    })
    await scene.send(ticketId, agent)
    await page.next('events', ({ events }) => events.some(({ seq }) => seq === 4))

    await page.close()
  })
})

it('T8 a page that was away for more than a thousand events gets all of them', async () => {
  const { world, admin } = scene
  const { ticketId } = await scene.ticket()
  await sql`
    with more as (select generate_series(4, 1300) as seq), written as (
      insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
      select t.last_at, 'ticket.unlocked', t.member_id, t.desk_id, t.ticket_id, more.seq, more.seq,
             '{"side": "system", "memberId": null, "userId": null, "name": "", "address": null}', '{}'
        from more, tickets t where t.ticket_id = ${ticketId})
    update tickets set last_seq = 1300, last_public_seq = 1300 where ticket_id = ${ticketId}`.execute(world.store.db)
  const page = await openSocket(here(), admin)
  page.say({ type: 'watch', ticketId, after: 2 })
  await page.next('events', ({ events }) => events.some(({ seq }) => seq === 1300))

  expect(seqsOf(page)).toEqual(upTo(1300).slice(2))
  await page.close()
})
