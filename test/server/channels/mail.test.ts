import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headerOf } from '#test/support/fakeSmtp.ts'
import { anna, startMailScene, stranger, support, type MailScene } from './mailScene.ts'

describe('I1 mail through a real IMAP server', () => {
  let scene: MailScene
  beforeAll(async () => {
    scene = await startMailScene()
  }, 60_000)
  afterAll(() => scene.end())

  it('a mailbox is official from the moment at which its own test message has come back', async () => {
    const account = await scene.account()
    expect(account).toMatchObject({ state: 'working', address: support, probe: { sent: true, received: true } })
    expect(JSON.stringify(account)).not.toContain('secret')
    const { channels } = await scene.world.call('readSupport', {}, scene.admin)
    expect(channels?.official).toContain('email')
    expect(channels?.addresses).toEqual([{ channel: 'email', address: support }])
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

  it('D4 whoever is answered by mail is told of that answer by no letter', async () => {
    const { world, run } = scene
    await run(`update notices_due set due_at = due_at - interval '10 minutes'`)
    await world.turn()
    await run(`update mail_lines set due_at = due_at - interval '1 day' where taken_at is null`)
    await world.turn()
    const told = await run(
      `select distinct outcome, reason from notices_sent where channel = 'mail' and event = 'ticket.answered'`,
    )
    expect(told).toEqual([{ outcome: 'leftOut', reason: 'byChannel' }])
  })

  it('a forged sender makes neither ticket nor answer', async () => {
    const { imap, settle, tickets, smtp } = scene
    const before = [(await tickets()).length, smtp.mails.length]
    const forged = `Message-ID: <f@klient.test>\r\nFrom: ${anna}\r\nTo: ${support}\r\nSubject: x\r\n\r\nx\r\n`
    await imap.deliver(
      support,
      `Authentication-Results: mx.opora.test; dmarc=fail (p=reject) header.from=klient.test\r\n${forged}`,
    )
    await settle()
    expect([(await tickets()).length, smtp.mails.length]).toEqual(before)
    expect((await scene.account()).events[0]).toMatchObject({ outcome: 'forged', ticket: null })
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
