import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { anna, startWhatsAppScene, stranger, type WhatsAppScene } from './whatsAppScene.ts'

describe('I2 WhatsApp', () => {
  let scene: WhatsAppScene
  beforeAll(async () => {
    scene = await startWhatsAppScene()
  }, 60_000)
  afterAll(() => scene.end())

  const newest = () => scene.whatsApp.sent.at(-1)
  const ticketOf = async (subject: string) =>
    (await scene.tickets()).find((one) => one.subject === subject)?.ticketId ?? ''
  const first = () => ticketOf('Не открывается портал 😀')

  it('a number is official as soon as its token and secret are taken; neither is ever shown', async () => {
    const account = await scene.account()
    expect(account).toMatchObject({ channel: 'whatsapp', state: 'working', address: '+15550783881', imap: null })
    expect(JSON.stringify(account)).not.toContain('emulated')
    expect(JSON.stringify(account)).not.toContain(scene.whatsApp.bot.appSecret)
    expect(account.hook?.address).toContain(`/hook/channels/${scene.accountId}`)
    const { channels } = await scene.world.call('readSupport', {}, scene.admin)
    expect(channels?.addresses).toContainEqual({ channel: 'whatsapp', address: '+15550783881' })
  })

  it('a signed message opens a ticket, its answer comes to the chat, and what is written next lands in the same ticket', async () => {
    const { whatsApp, settle, tickets, world, agent } = scene
    whatsApp.write(anna, 'Не открывается портал 😀')
    await settle()
    const [ticket] = await tickets()
    expect(ticket).toMatchObject({ subject: 'Не открывается портал 😀', status: 'queued' })
    expect(newest()).toMatchObject({ to: anna, text: expect.stringContaining(ticket?.number ?? '?') })

    const ticketId = ticket?.ticketId ?? ''
    await world.call('takeTicket', { ticketId }, agent)
    await scene.send(ticketId, agent, { text: 'Какая ошибка?' })
    await scene.send(ticketId, agent, { text: 'для своих', kind: 'note' })
    await settle()
    expect(newest()?.text).toContain('Какая ошибка?')
    expect(whatsApp.sent.some(({ text }) => text.includes('для своих'))).toBe(false)

    whatsApp.write(anna, 'Ошибка 403')
    whatsApp.again()
    whatsApp.again()
    await settle()
    expect(await tickets()).toHaveLength(1)
    expect((await scene.said(ticketId)).slice(-3)).toEqual(['Какая ошибка?', 'для своих', 'Ошибка 403'])
  })

  it('files come with their words, also a place and what is not to be had', async () => {
    const { whatsApp, settle } = scene
    whatsApp.addFile('m1', Buffer.from('содержимое'))
    const document = { id: 'm1', filename: 'журнал.txt', caption: 'Вот журнал', mime_type: 'text/plain' }
    whatsApp.write(anna, '', { type: 'document', text: undefined, document })
    whatsApp.write(anna, '', { type: 'image', text: undefined, image: { id: 'gone', mime_type: 'image/jpeg' } })
    const location = { latitude: 55.75, longitude: 37.61, name: 'Офис' }
    whatsApp.write(anna, '', { type: 'location', text: undefined, location })
    await settle()
    const ticketId = await first()
    const said = await scene.said(ticketId)
    expect(said).toContain('Вот журнал')
    expect(said.at(-1)).toBe('Офис\n55.75, 37.61')
    expect(await scene.run(`select name from ticket_files where ticket_id = '${ticketId}'`)).toEqual([
      { name: 'журнал.txt' },
    ])
    const notes = await scene.run(
      `select payload->>'detail' as detail from journal where type = 'ticket.channelNoted' and payload->>'what' = 'fileRefused'`,
    )
    expect(notes).toEqual([{ detail: 'image.jpg' }])
  })

  it('several of one delivery are all taken; what is of another number, a reaction or a status is not', async () => {
    const { whatsApp, settle } = scene
    const before = (await scene.said(await first())).length
    const message = (id: string, body: string) => ({ from: anna, id, timestamp: '1', type: 'text', text: { body } })
    const reaction = { from: anna, id: 'r', timestamp: '1', type: 'reaction', reaction: { emoji: '👍' } }
    whatsApp.deliver({
      messages: [message('two.1', 'раз'), { broken: true }, reaction, message('two.2', 'два')],
      statuses: [{ id: 'wamid.x', status: 'read', recipient_id: anna }],
    })
    whatsApp.deliver({
      metadata: { phone_number_id: '999999' },
      messages: [message('other', 'чужому номеру')],
    })
    await settle()
    expect((await scene.said(await first())).slice(before)).toEqual(['раз', 'два'])
  })

  it('a second ticket is begun by command; then its writer is asked by a list, and the choice decides once', async () => {
    const { whatsApp, settle } = scene
    whatsApp.write(anna, '/new Другой вопрос')
    await settle()
    whatsApp.write(anna, 'А это куда?')
    await settle()
    expect(newest()?.buttons).toHaveLength(3)
    const choice = newest()?.buttons.find((one) => JSON.stringify(one).includes('Другой вопрос'))
    whatsApp.press(anna, choice?.id ?? '')
    whatsApp.press(anna, choice?.id ?? '')
    await settle()
    const said = await scene.said(await ticketOf('Другой вопрос'))
    expect(said.filter((text) => text === 'А это куда?')).toHaveLength(1)
  })

  it('a reply to a message of the desk goes to the ticket of that message', async () => {
    const { whatsApp, settle } = scene
    whatsApp.write(anna, 'к первому', { context: { id: whatsApp.sent[0]?.id } })
    await settle()
    expect((await scene.said(await first())).at(-1)).toBe('к первому')
  })

  it('I2 of somebody who is not proven comes no ticket, but the next word of proving it', async () => {
    const { whatsApp, settle, tickets } = scene
    const before = (await tickets()).length
    whatsApp.write(stranger, 'Помогите')
    await settle()
    expect(await tickets()).toHaveLength(before)
    expect(newest()).toMatchObject({ to: stranger, text: 'Представьтесь' })
  })

  it('what is not signed by it, or over other bytes, is not taken; nor does the address greet anybody else', async () => {
    const { whatsApp } = scene
    const count = async () => scene.run('select count(*)::int as events from channel_inbox')
    const before = await count()
    const body = Buffer.from('{"object":"whatsapp_business_account","entry":[]}')
    expect(await whatsApp.call(body)).toMatchObject({ status: 200 })
    const wrong = [
      { 'x-hub-signature-256': '' },
      { 'x-hub-signature-256': 'sha256=00' },
      { 'x-hub-signature-256': whatsApp.signatureOf(Buffer.from(`${body.toString()} `)) },
    ]
    for (const headers of wrong) expect(await whatsApp.call(body, headers)).toMatchObject({ status: 401 })
    expect(await whatsApp.call(Buffer.from('no json'))).toMatchObject({ status: 200 })
    expect(await count()).toEqual(before)

    const { hook } = await scene.account()
    const address = hook?.address ?? ''
    const verifyToken = hook?.verifyToken ?? ''
    expect(await whatsApp.subscribe({ address, verifyToken: `${verifyToken}x` })).toMatchObject({ status: 403 })
    const reflected = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': verifyToken,
      'hub.challenge': '<b>',
    })
    expect((await fetch(`${address}?${reflected.toString()}`)).status).toBe(403)
    const elsewhere = address.replace(scene.accountId, newId())
    expect((await fetch(elsewhere, { method: 'POST', body: '{}' })).status).toBe(404)
    expect((await fetch(address, { method: 'PUT', body: '{}' })).status).toBe(405)
    expect((await fetch(address, { method: 'POST', body: 'x'.repeat(5 * 1024 * 1024) })).status).toBe(413)
  })

  it('what was taken back or written anew cannot be there, and is said in a sentence', async () => {
    const { whatsApp, world, agent, settle } = scene
    const ticketId = await first()
    const messageId = newId()
    await scene.send(ticketId, agent, { messageId, text: 'Сотрите кэш' })
    await settle()
    const before = whatsApp.sent.length
    await world.call('editMessage', { ticketId, messageId, text: 'Очистите кэш' }, agent)
    await settle()
    expect(whatsApp.sent.slice(before).map(({ text }) => text)).toEqual([expect.stringContaining('Очистите кэш')])
    await world.call('deleteMessage', { ticketId, messageId }, agent)
    await settle()
    expect(whatsApp.sent).toHaveLength(before + 2)
  })

  it('a wrong token, number or secret is refused there and then; a new token of the same number keeps the secret', async () => {
    const { world, owner, accountId, whatsApp } = scene
    const bot = { ...whatsApp.bot, accountId: newId() }
    const wrong = await world.ask('addBot', { ...bot, token: 'a-token-of-nobody' }, owner)
    expect(wrong).toMatchObject({ code: 'bot_token_refused' })
    for (const changes of [{ phoneNumberId: '1234567' }, { appSecret: 'f'.repeat(32) }]) {
      expect(await world.ask('addBot', { ...bot, ...changes }, owner)).toMatchObject({ code: 'bot_details_refused' })
    }
    expect(await world.ask('addBot', bot, owner)).toMatchObject({ code: 'account_address_taken' })
    const before = await scene.account()
    await world.call('changeBot', { accountId, revision: before.revision, token: bot.token }, owner)
    expect(await scene.account()).toMatchObject({ revision: before.revision + 1, hook: before.hook })
    whatsApp.write(anna, 'всё ещё подписано')
    await scene.settle()
    expect((await scene.account()).events[0]).toMatchObject({ from: anna, outcome: 'asked' })
  })
})
