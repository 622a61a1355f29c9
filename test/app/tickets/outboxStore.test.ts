import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useOutboxStore } from '#app/tickets/outboxStore.ts'
import { useTicketStore } from '#app/tickets/ticketStore.ts'
import { entriesOf } from '#app/tickets/conversation.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import type { ParsedInput } from '#contract/routes.ts'
import { clientAuthor, ids, meOf, opened, sent, summaryOf, viewOf } from '../factories.ts'
import { CutNetwork, RefusedByServer } from '../fakeServer.ts'
import { FakeSocket, goOnline, reloadPage, server, settle, signIn } from '../harness.ts'

/** The server's side of one ticket: exactly once by the message's id, as the real one does. */
class Ticket {
  readonly events: TicketEvent[] = [opened()]

  take({ messageId, text, kind }: ParsedInput<'sendMessage'>) {
    const known = this.events.find((event) => event.type === 'message.sent' && event.message.messageId === messageId)
    const event = known ?? sent(this.events.length + 1, { messageId, text, kind, author: clientAuthor })
    if (known === undefined) this.events.push(event)
    return { messageId, seq: event.seq, at: event.at }
  }

  serve(): void {
    server
      .on('sendMessage', (input) => this.take(input))
      .on('readTicket', () => viewOf({ summary: summaryOf({ lastSeq: this.events.length }) }))
      .on('readEvents', ({ after = 0 }) => ({
        events: this.events.filter(({ seq }) => seq > after),
        hasEarlier: false,
        lastSeq: this.events.length,
      }))
  }

  texts(): string[] {
    return this.events.flatMap((event) => (event.type === 'message.sent' ? [event.message.text] : []))
  }
}

const write = (text: string, ticketId = ids.ticket) =>
  useOutboxStore().send({ ticketId, text, kind: 'public', isQuestion: false })
const states = () => useOutboxStore().outbox.map(({ text, state }) => `${text}: ${state}`)

let ticket: Ticket

beforeEach(async () => {
  ticket = new Ticket()
  ticket.serve()
  await signIn(meOf())
})

describe('a message on its way', () => {
  it('T8 is shown at once, sent once, and kept until its event is there', async () => {
    write('привет')
    expect(states()).toEqual(['привет: sending'])

    await settle()

    expect(ticket.texts()).toEqual(['привет'])
    expect(states()).toEqual(['привет: sent'])
  })

  it('T8 disappears from the outbox when its event arrives before the answer to its sending', async () => {
    const answers: (() => void)[] = []
    server.on('sendMessage', async (input) => {
      const taken = ticket.take(input)
      await new Promise<void>((resolve) => answers.push(resolve))
      return taken
    })
    const store = useTicketStore()
    const leave = store.open(ids.ticket)
    await settle()
    const socket = goOnline()
    write('быстрее ответа')
    await settle()

    socket.push({ type: 'events', ticketId: ids.ticket, events: ticket.events.slice(1) })
    await settle()
    expect(states()).toEqual([])
    answers[0]?.()
    await settle()

    expect(states()).toEqual([])
    expect(entriesOf(store.ticketOf(ids.ticket).conversation)).toHaveLength(2)
    leave()
  })

  it('T8 goes one at a time and in order', async () => {
    const open: (() => void)[] = []
    server.on('sendMessage', async (input) => {
      await new Promise<void>((resolve) => open.push(resolve))
      return ticket.take(input)
    })
    write('первое')
    write('второе')
    write('третье')
    await settle()

    expect(open).toHaveLength(1)
    for (let sending = 0; sending < 3; sending += 1) {
      open[sending]?.()
      await settle()
    }

    expect(ticket.texts()).toEqual(['первое', 'второе', 'третье'])
  })

  it('of one ticket does not wait for another ticket', async () => {
    server.on('sendMessage', async (input) => {
      if (input.ticketId === ids.ticket) await new Promise(() => undefined)
      return ticket.take(input)
    })
    write('застряло')
    write('прошло', ids.otherTicket)
    await settle()

    expect(states()).toEqual(['застряло: sending', 'прошло: sent'])
  })
})

describe('without a connection', () => {
  it('T8 messages wait, and go by themselves as soon as the connection is back', async () => {
    vi.useFakeTimers()
    const socket = goOnline()
    server.cut('sendMessage')
    write('раз')
    write('два')
    await settle()
    expect(states()).toEqual(['раз: waiting', 'два: waiting'])
    socket.close()
    await vi.advanceTimersByTimeAsync(400)

    ticket.serve()
    FakeSocket.latest.accept()
    await settle()

    expect(ticket.texts()).toEqual(['раз', 'два'])
  })

  it('T8 are tried again from time to time even when the socket never broke', async () => {
    vi.useFakeTimers()
    server.cut('sendMessage')
    write('раз')
    await settle()
    ticket.serve()

    await vi.advanceTimersByTimeAsync(1_100)

    expect(ticket.texts()).toEqual(['раз'])
  })

  it('T8 survive a reload of the page with their ids and their order', async () => {
    server.cut('sendMessage')
    write('раз')
    write('два')
    await settle()
    const before = useOutboxStore().outbox.map(({ messageId }) => messageId)

    ticket.serve()
    await reloadPage()
    const after = useOutboxStore().outbox.map(({ messageId }) => messageId)
    await settle()

    expect(after).toEqual(before)
    expect(ticket.texts()).toEqual(['раз', 'два'])
    await reloadPage()
    expect(useOutboxStore().outbox).toEqual([])
  })

  it("a message that is typed on one's own stays invisible to another person of the same browser", async () => {
    server.cut('sendMessage')
    write('секрет')
    await settle()

    await signIn(meOf({ person: { userId: 2, name: 'Пётр', photo: null } }))
    await reloadPage()

    expect(useOutboxStore().outbox).toEqual([])
  })
})

describe('a refused message', () => {
  it('E3 stays with the reason and does not hold up the next one', async () => {
    server.on('sendMessage', (input) => {
      if (input.text === 'нельзя') throw new RefusedByServer('ticket_locked')
      return ticket.take(input)
    })
    write('нельзя')
    write('можно')
    await settle()

    expect(states()).toEqual(['нельзя: refused', 'можно: sent'])
    expect(useOutboxStore().outbox[0]?.reason).toEqual({ code: 'ticket_locked', details: {} })
  })

  it('is sent again with the same id, or taken away, by its writer only', async () => {
    server.refuse('sendMessage', 'ticket_locked')
    write('нельзя')
    await settle()
    ticket.serve()
    await reloadPage()
    await settle()
    expect(states()).toEqual(['нельзя: refused'])

    const outbox = useOutboxStore()
    const messageId = outbox.outbox[0]?.messageId ?? ''
    outbox.retry(messageId)
    await settle()
    expect(server.asked('sendMessage').map((input) => input.messageId)).toEqual([messageId, messageId])
    outbox.discard(messageId)

    expect(states()).toEqual([])
  })
})

it('T8 whatever is lost on the way there or back, each message stands once and in order in the end', async () => {
  const fates = fc.array(fc.constantFrom('arrives', 'lost', 'ackLost', 'reload'), { minLength: 1, maxLength: 12 })

  await fc.assert(
    fc.asyncProperty(fates, fc.integer({ min: 1, max: 6 }), async (plan, count) => {
      vi.useFakeTimers()
      window.localStorage.clear()
      await reloadPage()
      ticket = new Ticket()
      ticket.serve()
      const left = [...plan]
      server.on('sendMessage', async (input) => {
        await Promise.resolve()
        const fate = left.shift() ?? 'arrives'
        if (fate === 'lost') throw new CutNetwork()
        const taken = ticket.take(input)
        if (fate === 'ackLost') throw new CutNetwork()
        if (fate === 'reload') await reloadPage()
        return taken
      })
      const texts = Array.from({ length: count }, (_, index) => `сообщение ${index}`)
      for (const text of texts) write(text)

      // A reloaded page sends what it finds as soon as somebody looks at it.
      for (let round = 0; round < 20; round += 1) {
        useOutboxStore()
        await vi.advanceTimersByTimeAsync(10_000)
      }

      expect(ticket.texts()).toEqual(texts)
      vi.useRealTimers()
    }),
    { numRuns: 60 },
  )
})

it('T4 a message that arrived in another ticket leaves this one, and its page hears of it once', async () => {
  const there = '00000000-0000-4000-8000-0000000000aa'
  server.on('sendMessage', ({ messageId }) => ({ messageId, seq: 9, at: '2026-11-20T09:00:00.000Z', ticketId: there }))
  const landed: string[][] = []
  useOutboxStore().onLanded((from, to) => landed.push([from, to]))

  write('в пути')
  await settle()

  expect(landed).toEqual([[ids.ticket, there]])
  expect(states()).toEqual([])
  expect(server.asked('sendMessage')).toHaveLength(1)
})
