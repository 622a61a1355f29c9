import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { openSocket, type Socket } from '#test/support/socket.ts'
import { newId, post } from '#test/support/world.ts'
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
const seqsOf = (socket: Socket) => socket.all('events').flatMap(({ events }) => events.map(({ seq }) => seq))

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

  it('that a note is typed reaches colleagues alone, in every process; a client cannot say so', async () => {
    const { ticketId } = await scene.ticket()
    const pages = {
      client: await watching(here(), scene.admin, ticketId),
      distantClient: await watching(other.url, scene.integrator, ticketId),
      colleague: await watching(here(), scene.owner, ticketId),
      distant: await watching(other.url, scene.owner, ticketId),
      writer: await watching(here(), scene.agent, ticketId),
    }
    pages.client.say({ type: 'typing', ticketId, isNote: true })
    await isHeard(pages.client)
    pages.writer.say({ type: 'typing', ticketId, isNote: true })
    const note = { type: 'typing', ticketId, side: 'desk', userId: 3, name: 'Артём Нечаев', isNote: true }
    expect(await pages.colleague.next('typing')).toEqual(note)
    expect(await pages.distant.next('typing')).toEqual(note)
    // Whatever comes later would have come behind it.
    pages.writer.say({ type: 'typing', ticketId })
    const answer = { type: 'typing', ticketId, side: 'desk', userId: 3, name: 'Артём Нечаев' }
    expect(await pages.client.next('typing')).toEqual(answer)
    expect(await pages.distantClient.next('typing')).toEqual(answer)

    expect(pages.client.all('typing')).toEqual([answer])
    expect(pages.distantClient.all('typing')).toEqual([answer])
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
    // Opened, written in, waiting for the first payment, taken.
    await world.call('markRead', { ticketId, seq: 4 }, admin)
    await world.call('markRead', { ticketId, seq: 1 }, admin)
    expect((await world.call('readTicket', { ticketId }, agent)).otherSideRead).toBe(4)

    await world.call('markRead', { ticketId, seq: 9_007_199_254_740_991 }, admin)
    expect((await world.call('readTicket', { ticketId }, agent)).otherSideRead).toBe(4)
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
    expect(seqsOf(page)).toEqual(upTo(5))
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
    with more as (select generate_series(5, 1300) as seq), written as (
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
