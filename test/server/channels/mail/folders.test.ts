import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ReceiveFailure, type RawEvent } from '#server/channels/channel.port.ts'
import { receiveByImap } from '#server/channels/mail/imap.adapter.ts'
import { readCursor, type MailCursor } from '#server/channels/mail/mailSettings.adapter.ts'
import { makeSmtpPools } from '#server/channels/mail/smtp.adapter.ts'
import { mailPassword, startDovecot, type Dovecot } from '#test/support/dovecot.ts'
import { eventually } from '#test/support/eventually.ts'
import { startProxy, type Proxy } from '#test/support/proxy.ts'

const support = 'support@opora.test'
const inside = { mayBeInside: true }
const day = 86_400_000
/** A network that answers does so at once here. */
const short = { connectionTimeout: 1000, greetingTimeout: 1000, socketTimeout: 1000, maxIdleTime: 500 }

/** What was stored, with the cursor behind it, as the inbox does; `mostTaken`: then there is no room until it is said. */
function inbox(cursor: MailCursor | null = null) {
  const known = new Map<string, RawEvent>()
  const stored = {
    cursor,
    events: [] as RawEvent[],
    batches: [] as RawEvent[][],
    looks: 0,
    room: Infinity,
    sink: {
      async store(events: readonly RawEvent[], next: unknown) {
        stored.batches.push([...events])
        for (const event of events) if (!known.has(event.contentKey)) stored.events.push(event)
        for (const event of events) known.set(event.contentKey, event)
        stored.cursor = readCursor(next)
      },
      async looked() {
        stored.looks += 1
      },
      hasRoom: async () => stored.events.length < stored.room,
    },
  }
  return stored
}

type Inbox = ReturnType<typeof inbox>

describe('I1 P5 a folder of a real IMAP server', () => {
  let imap: Dovecot
  let network: Proxy
  let abort: AbortController
  beforeAll(async () => {
    imap = await startDovecot([support])
    network = await startProxy(imap.imapPort)
  }, 60_000)
  afterAll(async () => {
    await network.close()
    await imap.remove()
  })
  beforeEach(() => {
    abort = new AbortController()
  })
  afterEach(() => {
    vi.useRealTimers()
    abort.abort()
    network.resume('forgotten')
  })

  function receive({ sink, cursor }: Inbox, patience?: typeof short): Promise<ReceiveFailure | null> {
    const server = { host: '127.0.0.1', port: network.port, security: 'none' as const, user: support }
    const mailbox = { server, password: mailPassword, cursor, ...(patience !== undefined && { patience }) }
    return receiveByImap(mailbox, inside, sink, abort.signal).then(
      () => null,
      (error: unknown) => {
        if (error instanceof ReceiveFailure) return error
        throw error
      },
    )
  }
  async function connected(patience?: typeof short, stored = inbox()) {
    const looks = stored.looks
    const ended = receive(stored, patience)
    await eventually(() => expect(stored.looks).toBeGreaterThan(looks))
    return { stored, ended }
  }
  const numbersIn = ({ events }: Inbox) => events.map(({ raw }) => Number(/^Subject: (\d+)/m.exec(raw.toString())?.[1]))
  const mail = (number: number) =>
    `Message-ID: <${number}@klient.test>\r\nFrom: p${number % 50}@klient.test\r\nSubject: ${number}\r\n\r\n${number}\r\n`
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

  it('a connection that is cut is told at once, and what came meanwhile comes by the next', async () => {
    const { stored, ended } = await connected()
    network.resume('forgotten')
    expect((await ended)?.failure).toMatchObject({ is: 'retry', reason: 'notReached' })
    await imap.deliver(support, mail(1))
    await connected(undefined, stored)
    expect(numbersIn(stored)).toEqual([1])
  })

  it('a server that says nothing any more is given up: while it is listened to, and before it has greeted', async () => {
    const { stored, ended } = await connected(short)
    network.stall('both')
    expect((await ended)?.failure).toMatchObject({ is: 'retry', reason: 'tooSlow', isOfAccount: true })
    expect((await receive(stored, short))?.failure).toMatchObject({ is: 'retry', reason: 'tooSlow' })
  })

  it('nor is a server waited for that takes a mail and never says so: nobody knows its fate', async () => {
    const pools = makeSmtpPools(inside, short)
    const server = { host: '127.0.0.1', port: network.port, security: 'none' as const, user: support }
    network.stall('both')
    const raw = Buffer.from(mail(1))
    const outcome = await pools.send({ server, password: mailPassword, from: support }, 'anna@klient.test', {
      raw,
      messageId: '<1@klient.test>',
    })
    expect(outcome).toEqual({ is: 'unknownFate', reason: 'tooSlow', isOfAccount: true })
    pools.close()
  })

  it('another password is refused, which nothing else is taken for', async () => {
    await imap.setPassword('another')
    expect((await receive(inbox()))?.failure).toEqual({ is: 'accountBroken', reason: 'signInRefused' })
    await imap.setPassword(mailPassword)
    await imap.stop()
    expect((await receive(inbox()))?.failure).toMatchObject({ is: 'retry' })
    await imap.start()
  })

  it('twenty thousand mails come in their order, a few at a time, each once, also when it is stopped in the middle', async () => {
    const { stored } = await connected()
    abort.abort()
    const all = 20_000
    await imap.fill(support, range(10_001, 10_000 + all).map(mail))
    abort = new AbortController()
    stored.room = 7000
    const stopped = receive(stored)
    await eventually(() => expect(stored.events.length).toBeGreaterThanOrEqual(stored.room))
    // No room: nothing more is fetched.
    expect(stored.events.length).toBeLessThan(stored.room + 50)
    abort.abort()
    expect(await stopped).toBeNull()

    abort = new AbortController()
    stored.room = Infinity
    await connected(undefined, stored)
    expect(numbersIn(stored)).toEqual(range(10_001, 10_000 + all))
    const sizes = stored.batches.map((events) => events.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(50)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(all)
  }, 120_000)

  it('a folder numbered anew brings nothing twice, also what was stored so long ago that its content is forgotten', async () => {
    const { stored, ended } = await connected()
    await imap.deliver(support, mail(1))
    await eventually(() => expect(numbersIn(stored)).toEqual([1]))
    abort.abort()
    await ended
    await imap.stop()
    await imap.loseIndex(support)
    await imap.start()
    vi.useFakeTimers({ now: Date.now() + 45 * day, toFake: ['Date'] })
    abort = new AbortController()
    const later = await connected(undefined, inbox(stored.cursor))
    expect(later.stored.events).toEqual([])
    expect(later.stored.cursor?.uidValidity).not.toBe(stored.cursor?.uidValidity)
  })
})
