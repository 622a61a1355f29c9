import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findExim, startExim } from '#test/support/exim.ts'
import { eventually } from '#test/support/eventually.ts'
import { headerOf } from '#test/support/fakeSmtp.ts'
import { newId } from '#test/support/world.ts'
import { anna, second, startMailScene, type MailScene } from './mailScene.ts'

type Relay = { port: number; stop: () => Promise<void> }

const exim = findExim()
const relays = [
  {
    name: 'one in this process',
    start: async ({ smtp }: MailScene): Promise<Relay> => ({ port: smtp.port, stop: async () => {} }),
  },
  ...(exim === null
    ? []
    : [{ name: 'Exim', start: ({ imap }: MailScene): Promise<Relay> => startExim(exim, { lmtpPort: imap.lmtpPort }) }]),
]

describe.each(relays)('I1 mail through dovecot and a mail server: $name', ({ start }) => {
  let scene: MailScene
  let relay: Relay
  let accountId: string
  beforeAll(async () => {
    scene = await startMailScene()
    relay = await start(scene)
    const at = { host: '127.0.0.1', security: 'none' as const, user: second }
    const servers = { imap: { ...at, port: scene.imap.imapPort }, smtp: { ...at, port: relay.port } }
    accountId = await scene.add({ address: second, ...servers })
    await becomes(async () => expect(await scene.account(accountId)).toMatchObject({ state: 'working' }))
  }, 60_000)
  afterAll(async () => {
    await scene.end()
    await relay.stop()
  })

  async function becomes<T>(check: () => Promise<T>): Promise<T> {
    return eventually(async () => {
      await scene.world.turn()
      return check()
    })
  }
  /** As her own program for mail does: by her provider, which hands it on. */
  async function write(subject: string, text: string, inReplyTo?: string): Promise<string> {
    const program = createTransport({ host: '127.0.0.1', port: relay.port, ignoreTLS: true })
    const messageId = `<${newId()}@klient.test>`
    const reply = inReplyTo === undefined ? {} : { inReplyTo, references: [inReplyTo] }
    await program.sendMail({ from: { name: 'Анна', address: anna }, to: second, messageId, subject, text, ...reply })
    program.close()
    return messageId
  }
  const readBy = async (address: string) =>
    (await scene.imap.letters(address)).filter((raw) => headerOf(raw, 'Auto-Submitted') === '')
  async function ticketOf(subject: string): Promise<string> {
    return becomes(async () => {
      const found = (await scene.tickets()).filter((one) => one.subject === subject)
      expect(found).toHaveLength(1)
      return found[0]?.ticketId ?? ''
    })
  }
  const saidIn = async (ticketId: string) => {
    const { events } = await scene.world.call('readEvents', { ticketId }, scene.agent)
    return events.flatMap((event) => (event.type === 'message.sent' ? [event.message.text] : []))
  }

  it('a mail becomes a ticket, its answer comes into its writer’s thread, and what they reply lands in the same ticket', async () => {
    const first = await write('Не открывается отчёт', 'С утра.')
    const ticketId = await ticketOf('Не открывается отчёт')
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
    await scene.send(ticketId, scene.agent, { text: 'Обновите страницу.' })
    const answer = await becomes(async () => {
      const [raw, ...others] = await readBy(anna)
      expect([raw === undefined, others]).toEqual([false, []])
      return raw ?? ''
    })
    expect(headerOf(answer, 'In-Reply-To')).toBe(first)
    expect(headerOf(answer, 'References')).toContain(first)

    await write('Ответ: без номера', 'Помогло, спасибо.', headerOf(answer, 'Message-ID'))
    await becomes(async () =>
      expect(await saidIn(ticketId)).toEqual(['С утра.', 'Обновите страницу.', 'Помогло, спасибо.']),
    )
    expect(await scene.tickets()).toHaveLength(1)
  })
})
