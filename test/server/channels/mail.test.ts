import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headerOf } from '#test/support/fakeSmtp.ts'
import { anna, dovecot, startMailScene, stranger, support, type MailScene } from './mailScene.ts'

describe.skipIf(dovecot === null)('I1 mail through a real IMAP server', () => {
  let scene: MailScene
  beforeAll(async () => {
    scene = await startMailScene(dovecot ?? '')
  }, 60_000)
  afterAll(() => scene.end())

  it('a mailbox is official from the moment at which its own test message has come back', async () => {
    const account = await scene.account()
    expect(account).toMatchObject({ state: 'working', address: support, probe: { sent: true, received: true } })
    expect(JSON.stringify(account)).not.toContain('secret')
  })

  it('a mail opens a ticket, its answer goes out in its thread, and the reply lands in the same ticket', async () => {
    const { world, write, settle, tickets, smtp, agent } = scene
    const first = await write()
    await settle()
    const [ticket] = await tickets()
    expect(ticket).toMatchObject({ subject: 'Не приходят письма', status: 'queued' })
    const ticketId = ticket?.ticketId ?? ''
    const receipt = smtp.mails.findLast(({ to }) => to === anna)?.raw ?? ''
    expect(headerOf(receipt, 'In-Reply-To')).toBe(first)
    expect(headerOf(receipt, 'Auto-Submitted')).toMatch(/^auto-/)

    await world.call('takeTicket', { ticketId }, agent)
    await scene.send(ticketId, agent, { text: 'Проверьте SPF.' })
    await scene.send(ticketId, agent, { text: 'для своих', kind: 'note' })
    await settle()
    const answers = smtp.mails.filter(({ to, raw }) => to === anna && headerOf(raw, 'Auto-Submitted') === '')
    expect(answers).toHaveLength(1)
    const answer = answers[0]?.raw ?? ''
    expect(headerOf(answer, 'In-Reply-To')).toBe(first)
    expect(headerOf(answer, 'References')).toContain(first)

    await write({
      subject: 'Re: совсем другое',
      text: 'Спасибо!',
      headers: `In-Reply-To: ${headerOf(answer, 'Message-ID')}`,
    })
    await settle()
    expect(await tickets()).toHaveLength(1)
    const { events } = await world.call('readEvents', { ticketId }, agent)
    const said = events.flatMap((event) => (event.type === 'message.sent' ? [event.message.text] : []))
    expect(said).toEqual(['Со вчерашнего вечера ничего не приходит.', 'Проверьте SPF.', 'для своих', 'Спасибо!'])
  })

  it('whom no portal knows is told so once a day, and makes no ticket', async () => {
    const { write, settle, tickets, smtp } = scene
    const before = (await tickets()).length
    await write({ from: stranger })
    await write({ from: stranger, text: 'ещё раз' })
    await settle()
    expect(await tickets()).toHaveLength(before)
    expect(smtp.mails.filter(({ to }) => to === stranger)).toHaveLength(1)
    const { events } = await scene.account()
    expect(events.slice(0, 2).map(({ from, outcome }) => [from, outcome])).toEqual([
      [stranger, 'unknownSender'],
      [stranger, 'unknownSender'],
    ])
  })
})
