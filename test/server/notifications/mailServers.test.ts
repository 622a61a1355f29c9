import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findExim, startExim } from '#test/support/exim.ts'
import { eventually } from '#test/support/eventually.ts'
import { bodyOf, headerOf, startFakeSmtp } from '#test/support/fakeSmtp.ts'
import { startLetterScene, type LetterScene } from './letterScene.ts'

/** A mail server as this test needs it: what it says to recipients, and the letters that it has kept. */
type MailServer = {
  url: string
  refuse(code: 451 | 550 | null): void | Promise<void>
  letters(): Promise<string[]>
  stop(): Promise<unknown>
}

async function startInProcess(): Promise<MailServer> {
  const smtp = await startFakeSmtp()
  return {
    url: smtp.url,
    refuse: (code) => smtp.be(code === null ? { is: 'takes' } : { is: 'refuses', code }),
    letters: async () => smtp.mails.map(({ raw }) => raw),
    stop: () => smtp.close(),
  }
}

const exim = findExim()
const servers = [
  { name: 'one in this process', start: startInProcess },
  ...(exim === null ? [] : [{ name: 'Exim', start: () => startExim(exim) }]),
]

describe.each(servers)('I1 D4 letters through a mail server: $name', ({ start }) => {
  let server: MailServer
  let letters: LetterScene
  beforeAll(async () => {
    server = await start()
    letters = await startLetterScene(server.url, () => server.letters())
    await letters.confirmedAddress(letters.scene.admin, 'anna@klient.example')
    await letters.later()
  }, 60_000)
  afterAll(async () => {
    await letters.scene.world.stop()
    await server.stop()
  })
  afterEach(() => server.refuse(null))

  const since = async () => (await server.letters()).length
  const arrived = async (before: number, count: number): Promise<string[]> => {
    await eventually(async () => expect(await server.letters()).toHaveLength(before + count))
    return (await server.letters()).slice(before)
  }
  const triesOf = async (ticketId: string) => {
    const { rows } = await sql<{ tries: number; message_id: string }>`
      select tries, message_id from mails where ticket_id = ${ticketId} order by made_at`.execute(
      letters.scene.world.store.db,
    )
    return rows
  }
  async function answered(): Promise<string> {
    const { ticketId } = await letters.scene.ticket()
    await letters.scene.send(ticketId, letters.scene.agent, { text: 'Проверьте SPF: строка с точкой\n.\nи ещё одна' })
    return ticketId
  }

  it('they arrive as they were written: number in the subject, one thread, every line', async () => {
    const { scene, later } = letters
    const before = await since()
    const ticketId = await answered()
    await later()
    const [first = ''] = await arrived(before, 1)
    await scene.send(ticketId, scene.agent, { text: 'второе' })
    await later()
    const [second = ''] = await arrived(before + 1, 1)
    const { summary } = await scene.world.call('readTicket', { ticketId }, scene.admin)
    const [ofFirst, ofSecond] = await triesOf(ticketId)

    for (const raw of [first, second])
      expect(decoded(headerOf(raw, 'Subject'))).toBe(`[${summary.number}] ${summary.subject}`)
    expect([first, second].map((raw) => headerOf(raw, 'Message-ID'))).toEqual([
      ofFirst?.message_id,
      ofSecond?.message_id,
    ])
    expect(headerOf(second, 'In-Reply-To')).toBe(ofFirst?.message_id)
    expect(headerOf(second, 'References')).toBe(`${headerOf(first, 'References')} ${ofFirst?.message_id}`)
    expect(bodyOf(first, 'text/plain').replaceAll('\r\n', '\n')).toContain('строка с точкой\n.\nи ещё одна')
  })

  it('what it refuses for a time arrives later, exactly once', async () => {
    const { scene, later } = letters
    const before = await since()
    const ticketId = await answered()
    await server.refuse(451)
    await later()
    await later()
    const waiting = await scene.world.call('listDeliveries', { channel: 'mail', outcome: 'waiting' }, scene.owner)
    expect(await since()).toBe(before)
    await server.refuse(null)
    await later()
    await later()
    await later()

    const [raw = ''] = await arrived(before, 1)
    expect(waiting.deliveries[0]).toMatchObject({ reason: 'serverRefused', event: 'ticket.answered' })
    expect(await triesOf(ticketId)).toEqual([{ tries: 3, message_id: headerOf(raw, 'Message-ID') }])
  })

  it('what it refuses for good is not tried again and stands in the log with its reason', async () => {
    const { scene, later } = letters
    const before = await since()
    const ticketId = await answered()
    await server.refuse(550)
    await later()
    await server.refuse(null)
    await later()
    const failed = await scene.world.call('listDeliveries', { channel: 'mail', outcome: 'failed' }, scene.owner)

    expect(await triesOf(ticketId)).toMatchObject([{ tries: 1 }])
    expect(failed.deliveries[0]).toMatchObject({ reason: 'addressRefused', event: 'ticket.answered', userId: 1 })
    // What comes after it arrives, and alone.
    await answered()
    await later()
    await arrived(before, 1)
  })
})

/** RFC 2047, as nodemailer writes it. */
function decoded(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('latin1')
        : text
            .replaceAll('_', ' ')
            .replaceAll(/=([0-9A-F]{2})/g, (_code, hex: string) => String.fromCodePoint(parseInt(hex, 16))),
    )
    .replace(/^.*$/, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'))
}
