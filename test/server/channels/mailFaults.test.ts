import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { headerOf } from '#test/support/fakeSmtp.ts'
import { mailPassword } from '#test/support/dovecot.ts'
import { anna, startMailScene, support, type MailScene } from './mailScene.ts'

/** As mail servers tell that a mail was not delivered (RFC 3464); what they give back of it says which one. */
function returned(messageId: string) {
  const part = (type: string, text: string) => `--r\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`
  const status = `Reporting-MTA: dns; mx.klient.test\r\n\r\nFinal-Recipient: rfc822; ${anna}\r\nAction: failed\r\nStatus: 5.1.1`
  const headers =
    'Auto-Submitted: auto-replied\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=r'
  const parts = [
    part('text/plain', 'No such user'),
    part('message/delivery-status', status),
    part('text/rfc822-headers', `Message-ID: ${messageId}`),
  ]
  return { headers, text: `${parts.join('')}--r--\r\n` }
}

describe('I1 P5 mail that does not go as it should', () => {
  let scene: MailScene
  beforeAll(async () => {
    scene = await startMailScene()
  }, 60_000)
  afterAll(() => scene.end())
  afterEach(() => {
    vi.useRealTimers()
  })

  async function opened(text: string): Promise<string> {
    const before = new Set((await scene.tickets()).map(({ ticketId }) => ticketId))
    await scene.write({ subject: text, text })
    await scene.settle()
    const fresh = (await scene.tickets()).filter(({ ticketId }) => !before.has(ticketId))
    expect(fresh).toHaveLength(1)
    const ticketId = fresh[0]?.ticketId ?? ''
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
    return ticketId
  }
  const answersSince = (count: number) =>
    scene.smtp.mails.slice(count).filter(({ to, raw }) => to === anna && headerOf(raw, 'Auto-Submitted') === '')
  const notesIn = async (ticketId: string) => {
    const { events } = await scene.world.call('readEvents', { ticketId }, scene.agent)
    return events.flatMap((event) => (event.type === 'ticket.channelNoted' ? [[event.what, event.detail]] : []))
  }
  const outboxOf = (ticketId: string) =>
    scene.run(`select state, tries, reason from channel_outbox where ticket_id = '${ticketId}' and kind = 'message'`)
  async function answer(ticketId: string, text: string): Promise<void> {
    await scene.send(ticketId, scene.agent, { text })
    await scene.world.turn()
  }
  const letWait = () =>
    scene.run(`update channel_outbox set next_at = now() - interval '1 second', claimed_at = null where next_at is not null;
               update channel_accounts set slow_until = null`)

  it('an answer whose fate nobody knows is sent again as the same message, once more', async () => {
    const ticketId = await opened('Судьба неизвестна')
    const before = scene.smtp.mails.length
    scene.smtp.be({ is: 'diesAfterData' }, { is: 'takes' })
    await scene.send(ticketId, scene.agent, { text: 'Ответ' })
    await scene.world.turn()
    await letWait()
    await scene.world.turn()
    const [first, second, third] = answersSince(before)
    expect(second?.raw).toBe(first?.raw)
    expect(third).toBeUndefined()
    expect(await outboxOf(ticketId)).toEqual([{ state: 'sent', tries: 2, reason: null }])
  })

  it('an address that takes nothing is said in the ticket, for the desk alone; what is refused for a time comes again', async () => {
    const ticketId = await opened('Адреса нет')
    scene.smtp.be(
      { is: 'refuses', code: 451, at: 'recipient' },
      { is: 'refuses', code: 550, at: 'recipient' },
      { is: 'takes' },
    )
    await scene.send(ticketId, scene.agent, { text: 'Ответ' })
    await scene.world.turn()
    expect(await outboxOf(ticketId)).toMatchObject([{ state: 'waiting', reason: 'serverRefused' }])
    await letWait()
    await scene.world.turn()
    expect(await outboxOf(ticketId)).toMatchObject([{ state: 'failed', reason: 'addressRefused' }])
    expect(await notesIn(ticketId)).toEqual([['undelivered', anna]])
    const { events } = await scene.world.call('readEvents', { ticketId }, scene.admin)
    expect(events.map(({ type }) => type)).not.toContain('ticket.channelNoted')
  })

  it('a notice whose fate nobody knows is never sent again', async () => {
    const before = scene.smtp.mails.length
    scene.smtp.be({ is: 'diesAfterData' }, { is: 'takes' })
    await opened('Квитанция')
    await letWait()
    await scene.world.turn()
    expect(scene.smtp.mails.slice(before).filter(({ to }) => to === anna)).toHaveLength(1)
    const [row] = await scene.run(`select state from channel_outbox where kind = 'notice' order by place desc limit 1`)
    expect(row).toEqual({ state: 'unknown' })
  })

  it('to an address that has refused two nothing more is sent, which the ticket says, until its owner writes again', async () => {
    const ticketId = await opened('Ящика больше нет')
    scene.smtp.be({ is: 'takes' })
    await answer(ticketId, 'Принято сервером')
    const [taken] = answersSince(scene.smtp.mails.length - 1)
    await scene.write({
      from: 'mailer-daemon@klient.test',
      subject: 'Undelivered',
      ...returned(headerOf(taken?.raw ?? '', 'Message-ID')),
    })
    await scene.settle()
    expect(await outboxOf(ticketId)).toMatchObject([{ state: 'failed', reason: 'addressRefused' }])
    scene.smtp.be({ is: 'refuses', code: 550, at: 'recipient' }, { is: 'takes' })
    await answer(ticketId, 'Отвергнуто')
    const before = scene.smtp.mails.length
    await answer(ticketId, 'Не отправляется')
    expect(scene.smtp.mails).toHaveLength(before)
    expect(await notesIn(ticketId)).toEqual([
      ['undelivered', anna],
      ['undelivered', anna],
      ['stopped', anna],
    ])

    await opened('Ящик снова есть')
    await answer(ticketId, 'Отправляется снова')
    expect(answersSince(before)).toHaveLength(1)
  })

  it('files come along as checked as any other; what is not taken is named to the desk', async () => {
    const boundary = 'Content-Type: multipart/mixed; boundary=b'
    const part = (name: string, type: string, text: string) =>
      `--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${text}\r\n`
    const text = `--b\r\nContent-Type: text/plain\r\n\r\nSee the log.\r\n${part('log.txt', 'text/plain', 'one\r\ntwo')}${part('virus.exe', 'application/octet-stream', 'MZ\u0000')}--b--\r\n`
    await scene.write({ subject: 'Файлы', text, headers: boundary })
    await scene.settle()
    const ticket = (await scene.tickets()).find(({ subject }) => subject === 'Файлы')
    const { events } = await scene.world.call('readEvents', { ticketId: ticket?.ticketId ?? '' }, scene.agent)
    const files = events.flatMap((event) => (event.type === 'message.sent' ? (event.message.files ?? []) : []))
    expect(files.map(({ name }) => name)).toEqual(['log.txt'])
    expect(await notesIn(ticket?.ticketId ?? '')).toEqual([['fileRefused', 'virus.exe']])
  })

  it('servers that are down for the better part of an hour lose nothing and bring nothing twice', async () => {
    const ticketId = await opened('До перерыва')
    const before = [(await scene.tickets()).length, scene.smtp.mails.length] as const
    await scene.imap.stop()
    scene.smtp.be({ is: 'refuses', code: 421, at: 'data' })
    await scene.send(ticketId, scene.agent, { text: 'Ответ в перерыве' })
    const began = Date.now()
    vi.useFakeTimers({ now: began, toFake: ['Date'] })
    for (let minute = 0; minute < 60; minute += 5) {
      vi.setSystemTime(began + minute * 60_000)
      await scene.world.turn()
    }
    const [row] = await scene.run(
      `select state, tries from channel_outbox where ticket_id = '${ticketId}' and kind = 'message'`,
    )
    expect(row).toEqual({ state: 'waiting', tries: expect.toSatisfy((tries: number) => tries >= 5) })
    vi.useRealTimers()
    await scene.imap.fill(
      support,
      ['1', '2', '3'].map((text) => scene.rawOf({ subject: `В перерыве ${text}`, text })),
    )
    scene.smtp.be({ is: 'takes' })
    await scene.imap.start()
    await letWait()
    await eventually(async () => {
      await scene.world.turn()
      expect(await scene.tickets()).toHaveLength(before[0] + 3)
    })
    expect(answersSince(before[1])).toHaveLength(1)
  })

  it('what was delivered while the server was down comes when it is back, and a folder numbered anew brings nothing twice', async () => {
    const before = (await scene.tickets()).length
    await scene.imap.stop()
    await scene.imap.start()
    await scene.write({ subject: 'После перерыва' })
    await eventually(async () => {
      await scene.world.turn()
      expect(await scene.tickets()).toHaveLength(before + 1)
    })
    await scene.imap.stop()
    await scene.imap.loseIndex(support)
    await scene.imap.start()
    await scene.write({ subject: 'После новой нумерации' })
    await eventually(async () => {
      await scene.world.turn()
      expect(await scene.tickets()).toHaveLength(before + 2)
    })
  })

  it('a process that loses its hold leaves the mailbox to the next, and every mail comes once', async () => {
    const before = (await scene.tickets()).length
    await scene.run(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 20291`)
    await scene.write({ subject: 'После потери замка' })
    await eventually(async () => {
      await scene.world.turn()
      expect(await scene.tickets()).toHaveLength(before + 1)
    })
  })

  it('a password that is refused breaks the account, tells the owner, and mail is official no more', async () => {
    const { world, owner, imap, smtp } = scene
    const [known] = (await world.call('readChannels', {}, owner)).accounts
    const { accountId = '', revision = 0, address = '', imap: server, smtp: sending } = known ?? {}
    if (!server || !sending) throw new Error('there is no mailbox')
    const change = { accountId, revision, address, imap: server, smtp: sending }
    const elsewhere = { ...change, imap: { ...server, host: 'localhost' } }
    expect(await world.ask('changeMailbox', elsewhere, owner)).toMatchObject({ code: 'account_password_needed' })

    await imap.setPassword('another')
    smtp.setPassword('another')
    await world.call('changeMailbox', { ...change, imapPassword: 'wrong' }, owner)
    await eventually(async () => {
      await world.turn()
      expect(await scene.account()).toMatchObject({ state: 'broken', reason: 'signInRefused' })
    })
    await eventually(async () => {
      await world.turn()
      const told = await scene.run(`select distinct event from notices_sent where event = 'channel.broke'`)
      expect(told).toEqual([{ event: 'channel.broke' }])
    })
    expect(await scene.run('select channel from desk_channels')).toEqual([])

    await imap.setPassword(mailPassword)
    smtp.setPassword(mailPassword)
    const again = { ...change, revision: revision + 1, imapPassword: mailPassword, smtpPassword: mailPassword }
    await world.call('changeMailbox', again, owner)
    await eventually(async () => {
      await world.turn()
      expect(await scene.account()).toMatchObject({ state: 'working' })
    })
    expect(await scene.run('select channel, address from desk_channels')).toEqual([
      { channel: 'email', address: support },
    ])
  })
})
