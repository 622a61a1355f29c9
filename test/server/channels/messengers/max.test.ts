import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { anna, startMaxScene, stranger, type MaxScene } from './maxScene.ts'

describe('I2 MAX', () => {
  let scene: MaxScene
  beforeAll(async () => {
    scene = await startMaxScene({ isPaced: true })
  }, 60_000)
  afterAll(() => scene.end())

  const newest = () => scene.max.sent.at(-1)
  const ticketOf = async (subject: string) =>
    (await scene.tickets()).find((one) => one.subject === subject)?.ticketId ?? ''
  const onlyTicket = () => ticketOf('Не открывается портал')

  it('a bot is official as soon as its messenger takes its token, and the token is never shown', async () => {
    const account = await scene.account()
    expect(account).toMatchObject({ channel: 'max', state: 'working', address: '@opora_desk_bot', imap: null })
    expect(JSON.stringify(account)).not.toContain('emulated')
    const { channels } = await scene.world.call('readSupport', {}, scene.admin)
    expect(channels?.official).toContain('max')
    expect(channels?.addresses).toContainEqual({ channel: 'max', address: '@opora_desk_bot' })
  })

  it('a message opens a ticket, its answer comes to the dialog, and what is written next lands in the same ticket', async () => {
    const { max, settle, tickets, world, agent } = scene
    max.write(anna, 'Не открывается портал')
    await settle()
    const [ticket] = await tickets()
    expect(ticket).toMatchObject({ subject: 'Не открывается портал', status: 'queued' })
    expect(newest()).toMatchObject({ chatId: String(anna), text: expect.stringContaining(ticket?.number ?? '?') })

    const ticketId = ticket?.ticketId ?? ''
    await world.call('takeTicket', { ticketId }, agent)
    await scene.send(ticketId, agent, { text: 'Какая ошибка? <b>403</b> & co' })
    await scene.send(ticketId, agent, { text: 'для своих', kind: 'note' })
    await settle()
    expect(newest()?.text).toContain('Какая ошибка? <b>403</b> & co')
    expect(max.sent.some(({ text }) => text.includes('для своих'))).toBe(false)

    max.write(anna, 'Именно она')
    await settle()
    expect(await tickets()).toHaveLength(1)
    expect((await scene.said(ticketId)).at(-1)).toBe('Именно она')
  })

  it('files come with their words; what is not to be had, or lies elsewhere, is named', async () => {
    const { max, settle } = scene
    const url = max.addFile('журнал.txt', Buffer.from('содержимое'))
    const gone = `${max.url}/files/gone.txt`
    const file = (filename: string, at: string) => ({ type: 'file', filename, size: 20, payload: { url: at } })
    max.write(anna, 'Файлы', {
      attachments: [
        file('журнал.txt', url),
        file('gone.txt', gone),
        file('inside.txt', 'http://127.0.0.1:9/secret'),
        { type: 'location', latitude: 1, longitude: 2 },
      ],
    })
    await settle()
    const ticketId = await onlyTicket()
    expect((await scene.said(ticketId)).at(-1)).toBe('Файлы')
    const files = await scene.run(`select name from ticket_files where ticket_id = '${ticketId}'`)
    expect(files).toEqual([{ name: 'журнал.txt' }])
    const notes = await scene.run(
      `select payload->>'detail' as detail from journal where type = 'ticket.channelNoted' and payload->>'what' = 'fileRefused'`,
    )
    expect(JSON.stringify(notes)).toContain('gone.txt')
    expect(JSON.stringify(notes)).toContain('inside.txt')
  })

  it('two changes of one instant are two, and the last one stands', async () => {
    const { max, settle } = scene
    const mid = max.write(anna, 'код 40')
    await settle()
    max.edit(anna, mid, 'код 403', 1000)
    max.edit(anna, mid, 'код 403!', 1000)
    await settle()
    const said = await scene.said(await onlyTicket())
    expect(said).toContain('код 403!')
    expect(said).not.toContain('код 40')
  })

  it('the same updates again do nothing twice, whatever they are', async () => {
    const { max, settle } = scene
    const before = (await scene.said(await onlyTicket())).length
    max.write(anna, 'раз')
    max.again()
    max.write(anna, 'два')
    max.again()
    max.again()
    await settle()
    expect((await scene.said(await onlyTicket())).slice(before)).toEqual(['раз', 'два'])
  })

  it('a second ticket is begun by command; then its writer is asked, and the button decides once', async () => {
    const { max, settle, tickets } = scene
    max.write(anna, '/new Другой вопрос')
    await settle()
    expect((await tickets()).map(({ subject }) => subject)).toContain('Другой вопрос')
    max.write(anna, 'А это куда?')
    await settle()
    const asked = newest()
    expect(asked?.buttons).toHaveLength(3)
    const button = asked?.buttons.find(({ text }) => text.includes('Другой вопрос'))
    max.press(anna, button?.payload ?? '')
    max.press(anna, button?.payload ?? '')
    await settle()
    const ticketId = await ticketOf('Другой вопрос')
    expect((await scene.said(ticketId)).filter((text) => text === 'А это куда?')).toHaveLength(1)
    expect(max.calls.filter((one) => one === 'POST /answers')).toHaveLength(2)
  })

  it('a reply to a message of the bot goes to the ticket of that message', async () => {
    const { max, settle } = scene
    max.write(anna, 'к первому', {}, { type: 'reply', message: { mid: max.sent[0]?.mid } })
    await settle()
    expect((await scene.said(await onlyTicket())).at(-1)).toBe('к первому')
  })

  it('ids above what a number holds exactly are told apart', async () => {
    const { max, settle } = scene
    const [one, other] = ['9007199254740993', '9007199254740992']
    max.write(one, 'кто я?')
    max.write(other, 'и я?')
    await settle()
    expect(new Set(max.sent.slice(-2).map(({ chatId }) => chatId))).toEqual(new Set([one, other]))
  })

  it('I2 of somebody who is not proven comes no ticket, but the next word of proving it; also by a link', async () => {
    const { max, settle, tickets } = scene
    const before = (await tickets()).length
    max.start(stranger, 'some-token')
    await settle()
    expect(await tickets()).toHaveLength(before)
    expect(newest()).toMatchObject({ chatId: String(stranger), text: 'Представьтесь' })
    expect((await scene.account()).events[0]).toMatchObject({ outcome: 'identification', ticket: null })
  })

  it('groups and machines are passed over', async () => {
    const { max, settle, tickets } = scene
    const before = [(await tickets()).length, max.sent.length]
    const sender = { user_id: anna, first_name: 'Анна' }
    const body = { mid: 'mid.g', text: 'всем' }
    max.deliver({
      update_type: 'message_created',
      message: { sender, recipient: { chat_id: -100, chat_type: 'chat' }, body },
    })
    const machine = { ...sender, is_bot: true }
    max.deliver({
      update_type: 'message_created',
      message: { sender: machine, recipient: { chat_id: anna, chat_type: 'dialog' }, body: { ...body, mid: 'mid.m' } },
    })
    max.deliver({ update_type: 'dialog_muted', chat_id: anna })
    await settle()
    expect([(await tickets()).length, max.sent.length]).toEqual(before)
  })

  it('an answer that was written anew or taken back is so in the dialog, too', async () => {
    const { max, world, agent, settle } = scene
    const ticketId = await onlyTicket()
    const messageId = newId()
    await scene.send(ticketId, agent, { messageId, text: 'Сотрите кэш: [здесь](https://help.test/cache)' })
    await settle()
    expect(newest()?.text).toContain('здесь (https://help.test/cache)')
    const { mid } = newest() ?? {}
    await world.call('editMessage', { ticketId, messageId, text: 'Очистите кэш' }, agent)
    await settle()
    expect(newest()).toMatchObject({ mid, text: expect.stringContaining('Очистите кэш') })
    await world.call('deleteMessage', { ticketId, messageId }, agent)
    await settle()
    expect(max.sent.some((one) => one.mid === mid)).toBe(false)
  })

  it('a long answer comes in pieces as fast as the platform takes them', async () => {
    const long = Array.from({ length: 1500 }, (_, place) => `часть${place}`).join(' ')
    await scene.send(await onlyTicket(), scene.agent, { text: long })
    await scene.world.turn()
    const said = scene.max.sent.map(({ text }) => text).filter((text) => /часть\d/.test(text))
    expect(said.length).toBeGreaterThan(2)
    expect(said.join(' ').match(/часть\d+/g)).toEqual(long.split(' '))
  })

  it('a token that is refused changes nothing; paused it is asked no more, and goes on where it was', async () => {
    const { world, owner, accountId, max } = scene
    const { revision } = await scene.account()
    const wrong = { accountId, revision, token: 'a-token-of-nobody' }
    expect(await world.ask('changeBot', wrong, owner)).toMatchObject({ code: 'bot_token_refused' })
    await world.call('pauseMailbox', { accountId, isPaused: true }, owner)
    const { channels } = await world.call('readSupport', {}, scene.admin)
    expect(channels?.official).not.toContain('max')
    max.write(anna, '/new Пока на паузе')
    await world.call('pauseMailbox', { accountId, isPaused: false }, owner)
    await scene.settle()
    expect((await scene.tickets()).map(({ subject }) => subject)).toContain('Пока на паузе')
    await world.call('changeBot', { ...wrong, token: max.token }, owner)
    expect(await scene.account()).toMatchObject({ revision: revision + 1, state: 'working' })
  })
})
