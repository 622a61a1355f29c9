import { beforeEach, describe, expect, it, vi } from 'vitest'
import { entriesOf } from '#app/tickets/conversation.ts'
import { useTicketListStore } from '#app/tickets/ticketListStore.ts'
import { useTicketStore } from '#app/tickets/ticketStore.ts'
import { ids, locked, meOf, opened, sent, summaryOf, viewOf } from '../factories.ts'
import { FakeSocket, goOnline, server, settle, signIn } from '../harness.ts'

const first = [opened(), sent(2), sent(3)]

beforeEach(async () => {
  server
    .on('readTicket', () => viewOf({ summary: summaryOf({ lastSeq: 3, readSeq: 1 }) }))
    .on('readEvents', () => ({ events: first, hasEarlier: false, lastSeq: 3 }))
    .on('markRead', () => ({}))
  await signIn(meOf())
})

const numbers = () =>
  useTicketStore()
    .ticketOf(ids.ticket)
    .conversation.events.map(({ seq }) => seq)

describe('an open ticket', () => {
  it('T8 is read once and then followed from the number where the page stands', async () => {
    const socket = goOnline()
    useTicketStore().open(ids.ticket)
    await settle()

    expect(socket.received.at(-1)).toEqual({ type: 'watch', ticketId: ids.ticket, after: 3 })
    socket.push({ type: 'events', ticketId: ids.ticket, events: [sent(4)] })

    expect(numbers()).toEqual([1, 2, 3, 4])
  })

  it('E4 asks anew what the reader may do as soon as the ticket was locked', async () => {
    const socket = goOnline()
    useTicketStore().open(ids.ticket)
    await settle()
    server.on('readTicket', () => viewOf({ can: [], summary: summaryOf({ lock: 'partner_connected' }) }))

    socket.push({ type: 'events', ticketId: ids.ticket, events: [locked(4)] })
    await settle()

    expect(useTicketStore().ticketOf(ids.ticket).view?.can).toEqual([])
  })

  it('T8 after a reconnect is not read from the start but continued', async () => {
    const socket = goOnline()
    useTicketStore().open(ids.ticket)
    await settle()
    vi.useFakeTimers()

    socket.close()
    await vi.advanceTimersByTimeAsync(400)
    FakeSocket.latest.accept().push({ type: 'events', ticketId: ids.ticket, events: [sent(4), sent(5)] })
    await settle()

    expect(numbers()).toEqual([1, 2, 3, 4, 5])
    expect(server.asked('readEvents')).toHaveLength(1)
  })

  it('is no longer followed when the last view of it is closed', async () => {
    const socket = goOnline()
    const store = useTicketStore()
    const closeOne = store.open(ids.ticket)
    const closeOther = store.open(ids.ticket)
    await settle()

    closeOne()
    expect(socket.received.some(({ type }) => type === 'unwatch')).toBe(false)
    closeOther()

    expect(socket.received.at(-1)).toEqual({ type: 'unwatch', ticketId: ids.ticket })
  })

  it('says why it cannot be shown, and shows it when asked again', async () => {
    server.refuse('readTicket', 'not_found')
    const store = useTicketStore()
    store.open(ids.ticket)
    await settle()
    expect(store.ticketOf(ids.ticket)).toMatchObject({ status: 'failed', reason: { code: 'not_found' } })

    server.on('readTicket', () => viewOf())
    await store.load(ids.ticket)

    expect(store.ticketOf(ids.ticket).status).toBe('ready')
  })

  it('loads what is earlier page by page, never twice at the same time', async () => {
    server.on('readEvents', ({ before }) =>
      before === undefined
        ? { events: [sent(101), sent(102)], hasEarlier: true, lastSeq: 102 }
        : { events: [sent(before - 1)], hasEarlier: before > 100, lastSeq: 102 },
    )
    const store = useTicketStore()
    store.open(ids.ticket)
    await settle()

    await Promise.all([store.loadEarlier(ids.ticket), store.loadEarlier(ids.ticket)])
    await store.loadEarlier(ids.ticket)
    await store.loadEarlier(ids.ticket)

    expect(numbers()).toEqual([99, 100, 101, 102])
  })
})

describe('read marks', () => {
  it('go one at a time, and the newest number wins', async () => {
    const store = useTicketStore()
    const lists = useTicketListStore()
    server.on('listTickets', () => ({ tickets: [summaryOf({ lastSeq: 9, readSeq: 1 })], nextCursor: null }))
    await lists.show('client', { filter: 'open', order: 'queue' })
    store.open(ids.ticket)
    await settle()

    store.markRead(ids.ticket, 2)
    store.markRead(ids.ticket, 3)
    store.markRead(ids.ticket, 4)
    store.markRead(ids.ticket, 4)
    await settle()

    expect(server.asked('markRead')).toEqual([
      { ticketId: ids.ticket, seq: 2 },
      { ticketId: ids.ticket, seq: 4 },
    ])
    expect(lists.lists.client.tickets[0]?.readSeq).toBe(4)
  })

  it('T8 marks of the other side only move forward, and those of the own side are not mistaken for them', async () => {
    const socket = goOnline()
    const store = useTicketStore()
    store.open(ids.ticket)
    await settle()

    socket.push({ type: 'read', ticketId: ids.ticket, side: 'desk', seq: 3 })
    socket.push({ type: 'read', ticketId: ids.ticket, side: 'desk', seq: 2 })
    socket.push({ type: 'read', ticketId: ids.ticket, side: 'client', seq: 9 })

    expect(store.ticketOf(ids.ticket).view?.otherSideRead).toBe(3)
  })
})

describe('typing', () => {
  it('is said at most every three seconds', async () => {
    vi.useFakeTimers()
    const socket = goOnline()
    const store = useTicketStore()

    for (let second = 0; second < 6; second += 1) {
      store.typed(ids.ticket)
      vi.advanceTimersByTime(1_000)
    }

    expect(socket.received.filter(({ type }) => type === 'typing')).toHaveLength(2)
  })

  it('is shown for five seconds, and not after the message itself is there', async () => {
    vi.useFakeTimers()
    const socket = goOnline()
    const store = useTicketStore()
    store.open(ids.ticket)
    await settle()
    const say = () => socket.push({ type: 'typing', ticketId: ids.ticket, side: 'desk', userId: 7, name: 'Игорь' })
    const writers = () => store.ticketOf(ids.ticket).typing.map(({ name }) => name)

    say()
    expect(writers()).toEqual(['Игорь'])
    await vi.advanceTimersByTimeAsync(6_000)
    expect(writers()).toEqual([])
    say()
    socket.push({ type: 'events', ticketId: ids.ticket, events: [sent(4)] })

    expect(writers()).toEqual([])
  })
})

it("T8 one's own message is read over HTTP while the socket is down", async () => {
  const mine = sent(4)
  server
    .on('sendMessage', ({ messageId }) => ({ messageId, seq: 4, at: mine.at }))
    .on('readEvents', ({ after }) =>
      after === undefined
        ? { events: first, hasEarlier: false, lastSeq: 3 }
        : { events: [mine], hasEarlier: true, lastSeq: 4 },
    )
    .on('editMessage', () => ({}))
  const store = useTicketStore()
  store.open(ids.ticket)
  await settle()

  await store.edit({ ticketId: ids.ticket, messageId: mine.message.messageId, text: 'новый текст' })

  expect(entriesOf(store.ticketOf(ids.ticket).conversation)).toHaveLength(4)
})
