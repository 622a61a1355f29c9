import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bodyOf, headerOf, startFakeSmtp, type FakeSmtp } from '#test/support/fakeSmtp.ts'
import { newId } from '#test/support/world.ts'
import type { Scene } from '../tickets/scene.ts'
import { startLetterScene, type LetterScene } from './letterScene.ts'

/** At the client 1 is the admin, 3 the integrator; at the desk 3 is the agent. */
let scene: Scene
let smtp: FakeSmtp
let letters: LetterScene
const run = (statement: string) => letters.run(statement)
const queued = () => letters.queued()
const later = () => letters.later()
const askedLink = (token: string, address: string) => letters.askedLink(token, address)
const confirmedAddress = (token: string, address: string) => letters.confirmedAddress(token, address)
beforeAll(async () => {
  smtp = await startFakeSmtp()
  letters = await startLetterScene(smtp.url, async () => smtp.mails.map(({ raw }) => raw))
  scene = letters.scene
  await confirmedAddress(scene.admin, 'anna@klient.example')
  await later()
}, 60_000)
afterAll(async () => {
  await scene.world.stop()
  await smtp.close()
})
afterEach(() => smtp.be({ is: 'takes' }))

const count = async (statement: string) => {
  const { rows } = await sql.raw<{ count: number }>(statement).execute(scene.world.store.db)
  return rows[0]?.count
}

const mailsTo = (address: string, since = 0) => smtp.mails.slice(since).filter(({ to }) => to === address)
const anna = 'anna@klient.example'

describe('D4 letters', () => {
  it('tell the opener what was answered: number in the subject, texts, a way in, and nothing of a note', async () => {
    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, scene.agent, { text: 'Проверьте <b>SPF</b> & DKIM' })
    await scene.send(ticketId, scene.agent, { kind: 'note', text: 'тайная заметка' })
    await scene.send(ticketId, scene.agent, { text: 'Готово' })
    const since = smtp.mails.length
    await later()

    const [mail, ...others] = mailsTo(anna, since)
    expect(others).toEqual([])
    const [text, html] = [bodyOf(mail?.raw ?? '', 'text/plain'), bodyOf(mail?.raw ?? '', 'text/html')]
    expect(text).toMatch(/Проверьте <b>SPF<\/b> & DKIM[^]*Готово/)
    expect(text).toMatch(/Открыть: https:\/\/\S+\/marketplace\/view\//)
    expect(text).toContain('На это письмо ответить нельзя')
    expect(html).toContain('Проверьте &lt;b&gt;SPF&lt;/b&gt; &amp; DKIM')
    expect(`${text}${html}`).not.toContain('тайная заметка')
    expect(headerOf(mail?.raw ?? '', 'Auto-Submitted')).toBe('auto-generated')
    expect(Buffer.from(headerOf(mail?.raw ?? '', 'Subject')).toString()).toMatch(/=\?UTF-8|\[[A-Z]+-\d+\]/)
  })

  it('say by whose clock it was written: the desk’s, or the reader’s where they have said', async () => {
    const { world, admin } = scene
    const { ticketId } = await scene.ticket()
    const since = smtp.mails.length
    for (const timeZone of [null, 'Asia/Tokyo']) {
      if (timeZone !== null) await world.call('saveNotifications', { timeZone }, admin)
      await scene.send(ticketId, scene.agent, { text: `часы ${timeZone}` })
      await later()
    }

    const [ofDesk, ofReader] = mailsTo(anna, since).map(({ raw }) => bodyOf(raw, 'text/plain'))
    const { rows } = await sql<{ at: Date }>`select at from messages where ticket_id = ${ticketId}
      and text like 'часы%' order by seq`.execute(world.store.db)
    const wall = (at: Date | undefined, timeZone: string) =>
      at?.toLocaleTimeString('ru', { timeZone, hour: '2-digit', minute: '2-digit' })
    expect(ofDesk).toContain(`${wall(rows[0]?.at, 'Europe/Moscow')} (по московскому времени)`)
    expect(ofReader).toMatch(new RegExp(`${wall(rows[1]?.at, 'Asia/Tokyo')} \\(.*\\+0?9.*\\)`))
  })

  it('of one ticket are one thread, and no message is in two of them', async () => {
    const { ticketId } = await scene.ticket()
    const since = smtp.mails.length
    for (const text of ['первый', 'второй']) {
      await scene.send(ticketId, scene.agent, { text })
      await later()
    }

    const [first, second] = mailsTo(anna, since)
    expect(headerOf(second?.raw ?? '', 'In-Reply-To')).toBe(first?.messageId)
    const root = headerOf(first?.raw ?? '', 'References')
    expect(root).toMatch(new RegExp(`^<t\\.${ticketId}\\.[0-9a-f]{10}@opora\\.example>$`))
    expect(headerOf(second?.raw ?? '', 'References')).toBe(`${root} ${first?.messageId}`)
    expect(second?.subject).toBe(first?.subject)
    expect(bodyOf(second?.raw ?? '', 'text/plain')).not.toContain('первый')
  })

  it('leave out what was read meanwhile; what one person has read the others are still sent', async () => {
    const { world, admin } = scene
    const { ticketId } = await scene.ticket()
    const sent = await scene.send(ticketId, scene.agent)
    await queued()
    await world.call('markRead', { ticketId, seq: sent.ok ? sent.body.seq : 0 }, admin)
    const since = smtp.mails.length
    await later()

    expect(mailsTo(anna, since)).toEqual([])
    const { deliveries } = await world.call('listDeliveries', { outcome: 'leftOut', channel: 'mail' }, scene.owner)
    expect(deliveries[0]).toMatchObject({ reason: 'read', event: 'ticket.answered' })
  })

  it('go to nobody who may not read the ticket any more', async () => {
    const { world, admin, integrator } = scene
    await confirmedAddress(integrator, 'serhiy@klient.example')
    await world.call(
      'chooseNotification',
      { side: 'client', event: 'ticket.answered', scope: 'any', channel: 'mail', isOn: true },
      integrator,
    )
    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, scene.agent)
    await queued()
    await world.call('removeContact', { userId: 3 }, admin)
    const since = smtp.mails.length
    await later()
    await world.call('namePerson', { userId: 3, as: 'integrator' }, admin)

    expect(mailsTo('serhiy@klient.example', since)).toEqual([])
    expect(mailsTo(anna, since)).toHaveLength(1)
  })

  it('a subject that somebody breaks into lines adds no header', async () => {
    const { world, admin } = scene
    const ticketId = newId()
    const subject = 'Hello\r\nBcc: evil@example.com\r\n\r\nbody'
    await world.call('openTicket', { ticketId, messageId: newId(), subject, text: 'x' }, admin)
    await world.call('takeTicket', { ticketId }, scene.agent)
    await scene.send(ticketId, scene.agent)
    const since = smtp.mails.length
    await later()

    const [mail] = mailsTo(anna, since)
    expect(headerOf(mail?.raw ?? '', 'Bcc')).toBe('')
    expect(smtp.mails.slice(since).map(({ to }) => to)).not.toContain('evil@example.com')
  })
})

describe('D4 a mail server that has moods', () => {
  async function answered(): Promise<number> {
    const { ticketId } = await scene.ticket()
    await scene.send(ticketId, scene.agent)
    return smtp.mails.length
  }

  it('refuses for a time: the letter arrives later, once', async () => {
    const since = await answered()
    smtp.be({ is: 'refuses', code: 451 })
    await later()
    await later()
    expect(mailsTo(anna, since)).toEqual([])
    const waiting = await scene.world.call('listDeliveries', { channel: 'mail', outcome: 'waiting' }, scene.owner)
    smtp.be({ is: 'takes' })
    await later()
    await later()

    expect(waiting.deliveries[0]).toMatchObject({ reason: 'serverRefused', event: 'ticket.answered' })
    expect(mailsTo(anna, since)).toHaveLength(1)
  })

  it('refuses for good: it is given up with a reason, and no address stands in the log', async () => {
    const since = await answered()
    smtp.be({ is: 'refuses', code: 550 })
    await later()
    smtp.be({ is: 'takes' })
    await later()

    expect(mailsTo(anna, since)).toEqual([])
    const failed = await scene.world.call('listDeliveries', { channel: 'mail', outcome: 'failed' }, scene.owner)
    expect(failed.deliveries[0]).toMatchObject({ reason: 'addressRefused' })
    expect(JSON.stringify(failed)).not.toContain('anna@')
  })

  it('dies after it has taken it: the same message is sent once more', async () => {
    const since = await answered()
    smtp.be({ is: 'diesAfterData' }, { is: 'takes' })
    await later()
    await later()

    const mails = smtp.mails.slice(since)
    const twice = mails.filter(({ messageId }, index) => mails.findIndex((one) => one.messageId === messageId) < index)
    expect(twice).toHaveLength(1)
    expect(mails.find(({ messageId }) => messageId === twice[0]?.messageId)?.raw).toBe(twice[0]?.raw)
  })

  it('a letter that two workers are given is sent by one of them', async () => {
    const since = await answered()
    await queued()
    await run(`update mail_lines set due_at = due_at - interval '1 day'`)
    await scene.world.turn()
    await run(
      `select graphile_worker.add_job('sendMails', json_build_object('mailIds', (select json_agg(mail_id) from mails)))`,
    )
    await run(
      `select graphile_worker.add_job('sendMails', json_build_object('mailIds', (select json_agg(mail_id) from mails)))`,
    )
    await scene.world.turn()

    expect(mailsTo(anna, since)).toHaveLength(1)
    expect(await count('select count(*)::int as count from mails where raw is not null')).toBe(0)
  })
})

describe('D4 an address', () => {
  it('that is typed gets nothing until its link is used: once, by its button, not by opening it', async () => {
    const { world, agent } = scene
    const link = await askedLink(agent, 'agent@partner.example')
    const opened = await fetch(link)
    const before = await world.call('readOwnNotifications', {}, agent)
    const pressed = await Promise.all([1, 2].map(() => fetch(link, { method: 'POST' })))
    const after = await world.call('readOwnNotifications', {}, agent)

    expect(opened.status).toBe(200)
    expect(opened.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(before.mail).toMatchObject({ address: null, waiting: { address: 'agent@partner.example' } })
    expect(pressed.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 410])
    expect(after.mail).toMatchObject({ address: { address: 'agent@partner.example', from: 'typed' }, waiting: null })
    expect((await fetch(link)).status).toBe(410)
  })

  it('a link that is too old, changed, or followed by another one confirms nothing', async () => {
    const { world, owner } = scene
    const first = await askedLink(owner, 'one@partner.example')
    const second = await askedLink(owner, 'two@partner.example')
    const statusOf = async (link: string) => (await fetch(link, { method: 'POST' })).status
    const forged = second.replace(/.$/, (last) => (last === '0' ? '1' : '0'))

    expect([await statusOf(first), await statusOf(forged), await statusOf(`${second}0`)]).toEqual([410, 410, 410])
    await run(`update mail_confirmations set expires_at = expires_at - interval '2 days'`)
    expect(await statusOf(second)).toBe(410)
    expect((await world.call('readOwnNotifications', {}, owner)).mail.address).toBeNull()
  })

  it('links are a minute apart, few a day, and few to one address whoever asks', async () => {
    const { world, owner, agent } = scene
    await run(`update mail_confirmations set asked_at = asked_at - interval '2 days'`)
    const ask = (token: string, address: string) => world.ask('typeMailAddress', { address }, token)
    const together = await Promise.all([1, 2, 3].map(() => ask(owner, 'x@partner.example')))
    expect(together.filter(({ ok }) => ok)).toHaveLength(1)
    expect(together.find(({ ok }) => !ok)).toMatchObject({ code: 'too_many_requests' })
    for (let i = 0; i < 2; i++) {
      await run(`update mail_confirmations set asked_at = asked_at - interval '2 minutes'`)
      expect(await ask(owner, 'x@partner.example')).toMatchObject({ ok: true })
    }
    await run(`update mail_confirmations set asked_at = asked_at - interval '2 minutes'`)
    expect(await ask(agent, 'x@partner.example')).toMatchObject({ code: 'too_many_requests' })
    for (const wrong of [
      'a@b',
      'a b@c.example',
      'a@c.example\nBcc: x@y.example',
      'A <a@c.example>',
      'a@c.example,b@c.example',
    ]) {
      expect({ wrong, ...(await ask(agent, wrong)) }).toMatchObject({ wrong, code: 'invalid_input' })
    }
  })

  it('that the portal shows is used without a word, and asked for again after a day', async () => {
    const { world, integrator } = scene
    await world.call('forgetMailAddress', {}, integrator)
    world.sandbox.setScopes('client', ['placement', 'im', 'imbot', 'user_brief', 'user_basic'])
    await run(`update portals set scopes = array['placement', 'im', 'imbot', 'user_brief', 'user_basic']`)
    const ticketId = newId()
    await world.call('openTicket', { ticketId, messageId: newId(), subject: 'от интегратора', text: 'x' }, integrator)
    await world.call('takeTicket', { ticketId }, scene.agent)
    const since = smtp.mails.length
    await scene.send(ticketId, scene.agent)
    await later()
    const { mail } = await world.call('readOwnNotifications', {}, integrator)
    expect(mail.address?.from).toBe('portal')
    expect(mailsTo(mail.address?.address ?? '', since)).toHaveLength(1)

    await run(
      `update mail_addresses set at = at - interval '25 hours', address = 'old@klient.example' where source = 'portal'`,
    )
    expect((await world.call('readOwnNotifications', {}, integrator)).mail.address).toBeNull()
    await scene.send(ticketId, scene.agent)
    await later()
    expect(mailsTo('old@klient.example')).toEqual([])
    expect(mailsTo(mail.address?.address ?? '', since)).toHaveLength(2)
  })
})
