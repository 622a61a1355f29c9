import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused, Unreachable } from '#app/lib/apiError.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { ids, sent } from '../factories.ts'
import { FakeSocket, links } from '../harness.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(1)
  links().token.keep('token-1')
})

const stops: (() => void)[] = []

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** A page that keeps what it was given, as the store does. */
function reader() {
  const seen: TicketEvent[] = []
  const cursor = (): number => seen.at(-1)?.seq ?? 0
  const stop = links().realtime.watch(ids.ticket, cursor, (events) =>
    seen.push(...events.filter(({ seq }) => seq > cursor())),
  )
  stops.push(stop)
  return { seen, stop }
}

const watches = (socket: FakeSocket) => socket.received.filter(({ type }) => type === 'watch')

describe('the connection', () => {
  it('says the token first and is online only when the server is ready', () => {
    links().realtime.start()
    expect(links().realtime.status.value).toBe('connecting')

    FakeSocket.latest.accept()

    expect(FakeSocket.latest.received[0]).toEqual({ type: 'hello', token: 'token-1' })
    expect(links().realtime.status.value).toBe('online')
  })

  it('asks for a sign of life every four seconds', () => {
    links().realtime.start()
    const socket = FakeSocket.latest.accept()

    vi.advanceTimersByTime(4_500)
    socket.push({ type: 'pong' })
    vi.advanceTimersByTime(4_000)

    expect(socket.received.filter(({ type }) => type === 'ping')).toHaveLength(2)
    expect(links().realtime.status.value).toBe('online')
  })

  it('notices a cut network that closes nothing by itself, and connects anew', () => {
    links().realtime.start()
    FakeSocket.latest.accept()

    vi.advanceTimersByTime(6_500)
    expect(links().realtime.status.value).toBe('connecting')
    vi.advanceTimersByTime(400)
    expect(FakeSocket.all).toHaveLength(2)
    FakeSocket.latest.accept()

    expect(links().realtime.status.value).toBe('online')
  })

  it('keeps a connection whose tab slept, as long as the first question after it is answered', () => {
    links().realtime.start()
    const socket = FakeSocket.latest.accept()
    vi.setSystemTime(Date.now() + 60_000)

    vi.advanceTimersByTime(500)
    socket.push({ type: 'pong' })
    vi.advanceTimersByTime(2_000)

    expect(FakeSocket.all).toHaveLength(1)
    expect(links().realtime.status.value).toBe('online')
  })

  it('waits longer after every failure, five seconds at most', () => {
    links().realtime.start()
    const waits: number[] = []
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const before = FakeSocket.all.length
      FakeSocket.latest.close()
      let waited = 0
      while (FakeSocket.all.length === before) {
        vi.advanceTimersByTime(100)
        waited += 100
      }
      waits.push(waited)
    }

    expect(waits).toEqual([300, 600, 1200, 2400, 4800, 5000, 5000])
    expect(links().realtime.status.value).toBe('offline')
  })

  it('does not wait when the network is back', () => {
    links().realtime.start()
    for (let attempt = 0; attempt < 5; attempt += 1) {
      FakeSocket.latest.close()
      vi.advanceTimersByTime(5_000)
    }
    FakeSocket.latest.close()
    const before = FakeSocket.all.length

    window.dispatchEvent(new Event('online'))

    expect(FakeSocket.all).toHaveLength(before + 1)
  })

  it('opens nothing more once it was stopped', () => {
    links().realtime.start()
    const socket = FakeSocket.latest.accept()
    links().realtime.stop()
    vi.advanceTimersByTime(60_000)

    expect(socket.readyState).toBe(FakeSocket.CLOSED)
    expect(FakeSocket.all).toHaveLength(1)
  })
})

describe('events of a ticket', () => {
  it('T8 are asked for from the number where the page stands, also after a reconnect', () => {
    links().realtime.start()
    const { seen } = reader()
    FakeSocket.latest.accept()
    expect(watches(FakeSocket.latest)).toEqual([{ type: 'watch', ticketId: ids.ticket, after: 0 }])
    FakeSocket.latest.push({ type: 'events', ticketId: ids.ticket, events: [sent(1), sent(2)] })

    FakeSocket.latest.close()
    vi.advanceTimersByTime(400)
    FakeSocket.latest.accept()

    expect(watches(FakeSocket.latest)).toEqual([{ type: 'watch', ticketId: ids.ticket, after: 2 }])
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('T8 are asked for again when there is a hole, and only once a second', () => {
    links().realtime.start()
    const { seen } = reader()
    const socket = FakeSocket.latest.accept()
    socket.push({ type: 'events', ticketId: ids.ticket, events: [sent(1)] })

    socket.push({ type: 'events', ticketId: ids.ticket, events: [sent(3)] })
    socket.push({ type: 'events', ticketId: ids.ticket, events: [sent(4)] })

    expect(watches(socket)).toHaveLength(2)
    expect(watches(socket)[1]).toEqual({ type: 'watch', ticketId: ids.ticket, after: 1 })
    socket.push({ type: 'events', ticketId: ids.ticket, events: [sent(2), sent(3), sent(4)] })
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  })

  it('are no longer sent to a page that left the ticket', () => {
    links().realtime.start()
    const { seen, stop } = reader()
    const socket = FakeSocket.latest.accept()

    stop()
    socket.push({ type: 'events', ticketId: ids.ticket, events: [sent(1)] })

    expect(socket.received.at(-1)).toEqual({ type: 'unwatch', ticketId: ids.ticket })
    expect(seen).toEqual([])
  })
})

describe('everything else', () => {
  it('E4 is told to whoever listens, and to nobody after that', () => {
    const told: string[] = []
    const stop = links().realtime.onChanged((what) => told.push(what))
    links().realtime.start()
    const socket = FakeSocket.latest.accept()

    socket.push({ type: 'changed', what: 'support' })
    stop()
    socket.push({ type: 'changed', what: 'support' })

    expect(told).toEqual(['support'])
  })

  it('says that there was a break, but not at the first connection', () => {
    let breaks = 0
    stops.push(links().realtime.onReconnected(() => (breaks += 1)))
    links().realtime.start()
    FakeSocket.latest.accept()
    expect(breaks).toBe(0)

    FakeSocket.latest.close()
    vi.advanceTimersByTime(400)
    FakeSocket.latest.accept()

    expect(breaks).toBe(1)
  })

  it('passes on that a ticket may not be watched', () => {
    const refused: unknown[] = []
    stops.push(links().realtime.onRefused((ticketId, code) => refused.push([ticketId, code])))
    links().realtime.start()

    FakeSocket.latest.accept().push({ type: 'refused', ticketId: ids.ticket, code: 'not_found' })

    expect(refused).toEqual([[ids.ticket, 'not_found']])
  })

  it('skips what a newer server may say', () => {
    links().realtime.start()
    const socket = FakeSocket.latest.accept()

    socket.dispatchEvent(new MessageEvent('message', { data: '{"type":"fireworks"}' }))

    expect(links().realtime.status.value).toBe('online')
  })
})

describe('the end of a session', () => {
  it('renews the session and goes on with the new token', async () => {
    links().realtime.start()
    links().token.renewWith(() => {
      links().token.keep('token-2')
      return Promise.resolve('token-2')
    })

    FakeSocket.latest.accept().push({ type: 'end', code: 'session_expired' })
    await vi.advanceTimersByTimeAsync(0)
    FakeSocket.latest.accept()

    expect(FakeSocket.latest.received[0]).toEqual({ type: 'hello', token: 'token-2' })
    expect(links().realtime.status.value).toBe('online')
  })

  it('E2 stops for good when the person lost access, and the page can say why', async () => {
    links().realtime.start()
    links().token.renewWith(() => Promise.reject(new Refused('not_allowed')))

    FakeSocket.latest.accept().push({ type: 'end', code: 'not_allowed' })
    await vi.advanceTimersByTimeAsync(60_000)

    expect(FakeSocket.all).toHaveLength(1)
    expect(links().token.over.value?.code).toBe('not_allowed')
  })

  it('tries on when the renewal only could not be asked for', async () => {
    links().realtime.start()
    links().token.renewWith(() => Promise.reject(new Unreachable()))

    FakeSocket.latest.accept().push({ type: 'end', code: 'session_expired' })
    await vi.advanceTimersByTimeAsync(1_000)

    expect(FakeSocket.all.length).toBeGreaterThan(1)
    expect(links().token.over.value).toBeNull()
  })
})
