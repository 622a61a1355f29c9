import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServerFrame } from '#contract/realtime.ts'
import type { SendMessageInput } from '#contract/tickets/conversation.types.ts'
import { sendMessage } from '#server/tickets/messages/messages.commands.ts'
import { eventually } from '#test/support/eventually.ts'
import type { Socket } from '#test/support/socket.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
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

/** A client and an agent at one server, with the ticket open and the list beside it. */
type Pair = { client: Socket; desk: Socket }

async function pairAt(url: string, ticketId: string, client: string): Promise<Pair> {
  const pair = { client: await watching(url, client, ticketId), desk: await watching(url, scene.agent, ticketId) }
  for (const page of Object.values(pair)) {
    page.say({ type: 'list', wanted: true })
    await isHeard(page)
  }
  return pair
}

/** Something was said, and every page has what follows from it: the line of the list is the last of all. */
async function allHave(pairs: readonly Pair[], seq: number): Promise<void> {
  for (const { client, desk } of pairs) {
    await desk.next('events', ({ events }) => events.some((event) => event.seq === seq))
    await desk.next('summary', ({ summary }) => summary.lastSeq >= seq)
    await isHeard(client)
  }
}

const told = ({ frames }: Socket) => frames.filter(({ type }) => type !== 'pong' && type !== 'ready')

const lastSeqOf = async (ticketId: string) => {
  const { rows } = await sql<{ seq: number }>`
    select last_seq as seq from tickets where ticket_id = ${ticketId}`.execute(scene.world.store.db)
  return rows[0]?.seq ?? 0
}

/** Up to here everything is known to everybody: the agent has read it, and the client knows that. */
async function quietTicket(): Promise<{ ticketId: string; pairs: Pair[]; before: number[] }> {
  const { world, admin, integrator, agent } = scene
  const { ticketId } = await scene.ticket()
  const pairs = [await pairAt(world.url, ticketId, admin), await pairAt(other.url, ticketId, integrator)]
  await scene.send(ticketId, admin, { text: 'всё ещё не приходят' })
  const seq = await lastSeqOf(ticketId)
  await allHave(pairs, seq)
  await world.call('markRead', { ticketId, seq }, agent)
  for (const { client } of pairs) {
    await client.next('read')
    await client.next('summary', ({ summary }) => summary.preview === 'всё ещё не приходят')
    await client.next('presence', ({ people }) => people.length === 3)
  }
  return { ticketId, pairs, before: pairs.map(({ client }) => told(client).length) }
}

const since = (pairs: readonly Pair[], before: readonly number[]): ServerFrame[][] =>
  pairs.map(({ client }, index) => told(client).slice(before[index]))

async function close(pairs: readonly Pair[]): Promise<void> {
  await Promise.all(pairs.flatMap(({ client, desk }) => [client.close(), desk.close()]))
}

/** As a server would write it whose wake-up was lost: the others find it in the journal. */
async function noteUnheard(ticketId: string): Promise<void> {
  const actor = await scene.actorOf(scene.agent)
  const input: SendMessageInput = { ticketId, messageId: newId(), text: 'тихо', kind: 'note', isQuestion: false }
  await scene.world.transaction((unit) => sendMessage(unit, ticketDeps, actor, input))
}

describe('T8 no frame that reaches a client is caused by a note', () => {
  it('however long the desk writes, mends, takes back and reads them, at both servers', async () => {
    const { world, owner, agent } = scene
    const { ticketId, pairs, before } = await quietTicket()

    for (const index of upTo(6)) {
      const url = index % 2 === 0 ? world.url : other.url
      const messageId = newId()
      await post(url, 'sendMessage', { ticketId, messageId, text: `между нами ${index}`, kind: 'note' }, agent)
      await allHave(pairs, await lastSeqOf(ticketId))
      if (index === 2) await post(url, 'editMessage', { ticketId, messageId, text: 'иначе' }, agent)
      if (index === 3) await post(url, 'deleteMessage', { ticketId, messageId }, agent)
      const seq = await lastSeqOf(ticketId)
      await allHave(pairs, seq)
      for (const reader of [agent, owner]) await post(url, 'markRead', { ticketId, seq }, reader)
    }
    await noteUnheard(ticketId)
    await allHave(pairs, await lastSeqOf(ticketId))

    expect(since(pairs, before)).toEqual([[], []])
    await close(pairs)
  }, 60_000)

  it('nor by the first one after a server has started', async () => {
    const { ticketId, pairs } = await quietTicket()
    const fresh = await scene.world.startAnother()
    const pair = await pairAt(fresh.url, ticketId, scene.integrator)
    await pair.client.next('presence')
    await isHeard(pair.client)
    const before = told(pair.client).length

    await post(fresh.url, 'sendMessage', { ticketId, messageId: newId(), text: 'первая', kind: 'note' }, scene.agent)
    await allHave([pair], await lastSeqOf(ticketId))
    await noteUnheard(ticketId)
    await allHave([pair], await lastSeqOf(ticketId))

    const summaries = told(pair.client).slice(before)
    expect(summaries.filter(({ type }) => type !== 'presence')).toEqual([])
    await close([...pairs, pair])
    await fresh.stop()
  }, 60_000)

  it('while what a client sees comes once, each line another one than before', async () => {
    const { world, owner, agent } = scene
    const { ticketId, pairs, before } = await quietTicket()
    const { staff } = await world.call('readDesk', {}, owner)
    const userId = staff.find(({ role }) => role === 'owner')?.person.userId ?? 0

    await world.call('classifyTicket', { ticketId, category: 'incident', priority: 'high' }, agent)
    await allHave(pairs, await lastSeqOf(ticketId))
    await scene.send(ticketId, agent, { kind: 'note', text: 'передаю' })
    await allHave(pairs, await lastSeqOf(ticketId))
    await world.call('assignTicket', { ticketId, userId }, agent)
    await allHave(pairs, await lastSeqOf(ticketId))
    await scene.send(ticketId, agent, { kind: 'note', text: 'передал' })
    await allHave(pairs, await lastSeqOf(ticketId))

    // What is said comes from memory, the line of the list a moment behind it.
    await eventually(() => {
      for (const frames of since(pairs, before)) {
        const lines = frames.flatMap((frame) => (frame.type === 'summary' ? [frame.summary.lastSeq] : []))
        const events = frames.flatMap((frame) => (frame.type === 'events' ? frame.events.map(({ type }) => type) : []))
        expect(events).toEqual(['ticket.classified', 'ticket.assigned'])
        expect(lines).toEqual([lines[0], (lines[0] ?? 0) + 1])
      }
    })
    await close(pairs)
  }, 60_000)

  it('control: a wake-up that does not say that it is the desk’s alone is noticed here, but only where the line is new', async () => {
    const { ticketId, pairs, before } = await quietTicket()
    const fresh = await scene.world.startAnother()
    const pair = await pairAt(fresh.url, ticketId, scene.integrator)
    const careless = { from: 'another', streams: [`ticket:${ticketId}`], said: [] }
    const notify = () => sql`select pg_notify('opora', ${JSON.stringify(careless)})`.execute(scene.world.store.db)

    await notify()
    await pair.client.next('summary')
    await notify()
    await scene.send(ticketId, scene.agent, { kind: 'note', text: 'после' })
    await allHave([...pairs, pair], await lastSeqOf(ticketId))

    expect(pair.client.all('summary')).toHaveLength(1)
    expect(
      since(pairs, before)
        .flat()
        .filter(({ type }) => type === 'summary'),
    ).toEqual([])
    await close([...pairs, pair])
    await fresh.stop()
  }, 60_000)
})
