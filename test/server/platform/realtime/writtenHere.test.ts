import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import type { ServerFrame } from '#contract/realtime.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { makeMetrics } from '#server/platform/metrics.ts'
import { makeDelivery } from '#server/platform/realtime/delivery.ts'
import type { FeedEntry } from '#server/platform/realtime/feed.ts'
import type { ConversationSide, PageSocket, Watch } from '#server/platform/realtime/sockets.ts'
import { eventually } from '#test/support/eventually.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../../tickets/scene.ts'

const ticketId = newId()

describe('T8 what a process has written itself', () => {
  it('goes from memory to whoever has everything before it, and nobody reads', async () => {
    const { page, delivery, reads } = stage()
    const [desk, client] = [page('desk', 4), page('client', 4)]

    delivery.write(entry(5))
    delivery.pump()

    expect([desk.seqs(), client.seqs()]).toEqual([[5], [5]])
    await eventually(() => expect(reads()).toEqual([]))
  })

  it('is read by whoever is further behind, with what lies between, and once', async () => {
    const { page, delivery, reads, holdReads } = stage([entry(4), entry(5)])
    const [behind, near] = [page('desk', 3), page('client', 4)]
    const goOn = holdReads()

    delivery.write(entry(5))
    delivery.pump()
    // Another one, while the journal is being read for the first.
    delivery.write(entry(6))
    expect(near.seqs()).toEqual([5, 6])
    goOn()

    await eventually(() => expect(behind.seqs()).toEqual([4, 5, 6]))
    expect(near.seqs()).toEqual([5, 6])
    expect(reads()[0]).toBe(3)
  })

  it('is not said again to whoever has it from the journal', () => {
    const { page, delivery } = stage()
    const desk = page('desk', 5)

    delivery.write(entry(5))

    expect(desk.seqs()).toEqual([])
  })
})

describe('T8 a message in the pages of the server that has taken it', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await startScene()
  }, 60_000)
  afterAll(() => scene.world.stop())

  it.each(['client', 'desk'] as const)('of the %s is, for both sides, what is read of it', async (writer) => {
    const { world, admin, agent } = scene
    const opened = await scene.ticket()
    const sides = await Promise.all([admin, agent].map((token) => openSocket(world.url, token)))
    const { lastSeq } = await world.call('readEvents', { ticketId: opened.ticketId }, agent)
    const upTo = await world.call('readEvents', { ticketId: opened.ticketId }, admin)
    for (const [index, page] of sides.entries()) {
      page.say({ type: 'watch', ticketId: opened.ticketId, after: index === 0 ? upTo.lastSeq : lastSeq })
      await page.next('presence')
    }
    const messageId = newId().toUpperCase()

    await scene.send(opened.ticketId, writer === 'client' ? admin : agent, { messageId, text: '**сумма** `1 < 2` ⚙' })

    for (const [index, page] of sides.entries()) {
      const { events } = await page.next('events')
      const read = await world.call('readEvents', { ticketId: opened.ticketId }, index === 0 ? admin : agent)
      expect(events.at(-1)).toEqual(read.events.at(-1))
      await page.close()
    }
  })
})

function entry(seq: number): FeedEntry {
  const event: TicketEvent = {
    seq,
    at: '2026-03-02T07:00:00.000Z',
    by: { side: 'client', userId: 1, name: 'A' },
    type: 'ticket.paid',
  }
  return { ticketId, seq, forDesk: event, forClient: event }
}

/** A delivery beside a journal that can be held up. */
function stage(journal: FeedEntry[] = []) {
  const watchesOf = new Map<string, Set<Watch>>()
  const asked: number[] = []
  let held: Promise<void> = Promise.resolve()
  const delivery = makeDelivery({
    feed: {
      async read(wanted) {
        asked.push(...wanted.map(({ after }) => after))
        const found = journal.filter(({ seq }) => wanted.some(({ after }) => seq > after))
        await held
        return found
      },
    },
    log: makeMemoryLog().log,
    metrics: makeMetrics(),
    watchesOf,
  })
  return {
    delivery: {
      ...delivery,
      write(one: FeedEntry) {
        if (!journal.some(({ seq }) => seq === one.seq)) journal.push(one)
        delivery.write(one)
      },
    },
    reads: () => asked,
    holdReads: () => {
      const going = Promise.withResolvers<void>()
      held = going.promise
      return () => going.resolve()
    },
    page: (side: ConversationSide, position: number) => {
      const frames: ServerFrame[] = []
      const socket = { readyState: 1, OPEN: 1, send: (text: string) => void frames.push(JSON.parse(text)) }
      const peer = { socket: socket as unknown as WebSocket } as PageSocket
      const watched: Watch = { peer, ticketId, deskId: 'desk', side, position }
      watchesOf.set(ticketId, (watchesOf.get(ticketId) ?? new Set()).add(watched))
      return {
        seqs: () => frames.flatMap((frame) => (frame.type === 'events' ? frame.events.map(({ seq }) => seq) : [])),
      }
    },
  }
}
