import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anna, startTelegramScene, stranger, type TelegramScene } from './telegramScene.ts'

describe('I2 Telegram through the real client of its Bot API', () => {
  let scene: TelegramScene
  beforeAll(async () => {
    scene = await startTelegramScene()
  }, 60_000)
  afterAll(() => scene.end())

  const newest = () => scene.telegram.sent.at(-1)
  const onlyTicket = async () => {
    const [ticket] = await scene.tickets()
    return ticket?.ticketId ?? ''
  }

  it('a bot is official as soon as its messenger takes its token, and the token is never shown', async () => {
    const account = await scene.account()
    expect(account).toMatchObject({ channel: 'telegram', state: 'working', address: '@opora_desk_bot', imap: null })
    expect(JSON.stringify(account)).not.toContain('emulated-token')
    const { channels } = await scene.world.call('readSupport', {}, scene.admin)
    expect(channels?.official).toContain('telegram')
    expect(channels?.addresses).toContainEqual({ channel: 'telegram', address: '@opora_desk_bot' })
  })

  it('a message opens a ticket, its answer comes to the chat, and what is written next lands in the same ticket', async () => {
    const { telegram, settle, tickets, world, agent } = scene
    telegram.write(anna, { text: 'Не открывается портал' })
    await settle()
    const [ticket] = await tickets()
    expect(ticket).toMatchObject({ subject: 'Не открывается портал', status: 'queued' })
    expect(newest()).toMatchObject({ chatId: anna, text: expect.stringContaining(ticket?.number ?? '?') })

    const ticketId = ticket?.ticketId ?? ''
    await world.call('takeTicket', { ticketId }, agent)
    await scene.send(ticketId, agent, { text: 'Какая ошибка? <b>403</b> & co' })
    await scene.send(ticketId, agent, { text: 'для своих', kind: 'note' })
    await settle()
    expect(newest()?.text).toContain('Какая ошибка? <b>403</b> & co')
    expect(telegram.sent.some(({ text }) => text.includes('для своих'))).toBe(false)

    telegram.write(anna, { text: 'Именно она' })
    await settle()
    expect(await tickets()).toHaveLength(1)
    expect((await scene.said(ticketId)).at(-1)).toBe('Именно она')
  })

  it('files come with their words, also those of an album as one message', async () => {
    const { telegram, settle } = scene
    telegram.addFile('one', Buffer.from('первый файл'))
    telegram.addFile('two', Buffer.from('второй файл'))
    const file = (id: string) => ({ file_id: id, file_name: `${id}.txt`, file_size: 20, mime_type: 'text/plain' })
    telegram.write(anna, { media_group_id: 'a1', caption: 'Два файла', document: file('one') })
    telegram.write(anna, { media_group_id: 'a1', document: file('two') })
    await settle()
    const ticketId = await onlyTicket()
    expect((await scene.said(ticketId)).filter((text) => text.includes('Два файла'))).toHaveLength(1)
    const files = await scene.run(`select name from ticket_files where ticket_id = '${ticketId}' order by name`)
    expect(files).toEqual([{ name: 'one.txt' }, { name: 'two.txt' }])
  })

  it('a file that is not to be had is named in the ticket, and its message stays', async () => {
    const { telegram, settle } = scene
    telegram.write(anna, { document: { file_id: 'gone', file_name: 'gone.txt', file_size: 5 } })
    await settle()
    const notes = await scene.run(
      `select payload->>'detail' as detail from journal where type = 'ticket.channelNoted' and payload->>'what' = 'fileRefused'`,
    )
    expect(notes).toEqual([{ detail: 'gone.txt' }])
  })

  it('what is written anew is written anew in the ticket', async () => {
    const { telegram, settle, world, agent } = scene
    const messageId = telegram.write(anna, { text: 'код 40' })
    await settle()
    telegram.edit(anna, messageId, 'код 403')
    await settle()
    const ticketId = await onlyTicket()
    const said = await scene.said(ticketId)
    expect(said).toContain('код 403')
    expect(said).not.toContain('код 40')
    const { events } = await world.call('readEvents', { ticketId }, agent)
    expect(events.some(({ type }) => type === 'message.edited')).toBe(true)
  })

  it('the same updates again, or in another order, do nothing twice', async () => {
    const { telegram, settle } = scene
    const before = (await scene.said(await onlyTicket())).length
    telegram.write(anna, { text: 'раз' })
    telegram.again(telegram.deliver({ message: { ...lastMessage(), text: 'два' } }))
    await settle()
    expect(await scene.said(await onlyTicket())).toHaveLength(before + 2)
  })
  const lastMessage = () => ({
    message_id: 90_000,
    from: { id: anna, is_bot: false, first_name: 'Анна' },
    chat: { id: anna, type: 'private' },
    date: 1,
  })

  it('a second ticket is begun by command; then its writer is asked, and the button decides once', async () => {
    const { telegram, settle, tickets } = scene
    telegram.write(anna, { text: '/new Другой вопрос' })
    await settle()
    expect((await tickets()).map(({ subject }) => subject)).toContain('Другой вопрос')
    telegram.write(anna, { text: 'А это куда?' })
    await settle()
    const asked = newest()
    expect(asked?.buttons).toHaveLength(3)
    const button = asked?.buttons.find(({ text }) => text.includes('Другой вопрос'))
    telegram.press(anna, button?.callback_data ?? '')
    telegram.press(anna, button?.callback_data ?? '')
    await settle()
    const ticketId = (await tickets()).find(({ subject }) => subject === 'Другой вопрос')?.ticketId ?? ''
    expect((await scene.said(ticketId)).filter((text) => text === 'А это куда?')).toHaveLength(1)
  })

  it('a reply to a message of the bot goes to the ticket of that message', async () => {
    const { telegram, settle, tickets } = scene
    const [first] = telegram.sent
    telegram.write(anna, { text: 'к первому', reply_to_message: { message_id: first?.messageId } })
    await settle()
    const ticketId = (await tickets()).find(({ subject }) => subject === 'Не открывается портал')?.ticketId ?? ''
    expect((await scene.said(ticketId)).at(-1)).toBe('к первому')
  })

  it('what was chosen and closed meanwhile is asked again, and nothing is guessed', async () => {
    const { telegram, settle, tickets, world } = scene
    const [before, sent] = [(await tickets()).length, telegram.sent.length]
    telegram.write(anna, { text: 'А где это?' })
    await settle()
    const asked = telegram.sent.slice(sent).find(({ buttons }) => buttons.length > 1)
    const ticketId = (await tickets()).find(({ subject }) => subject === 'Другой вопрос')?.ticketId ?? ''
    await world.call('withdrawTicket', { ticketId }, scene.admin)
    telegram.press(anna, asked?.buttons.find(({ text }) => text.includes('Другой вопрос'))?.callback_data ?? '')
    await settle()
    const again = telegram.sent.slice(sent).find(({ text }) => text.includes('тем временем закрыли'))
    expect(again?.buttons.map(({ text }) => text)).toEqual([
      expect.stringContaining('Не открывается портал'),
      'Новое обращение',
    ])
    expect(await tickets()).toHaveLength(before)
    telegram.press(anna, again?.buttons[1]?.callback_data ?? '')
    await settle()
    expect((await tickets()).map(({ subject }) => subject)).toContain('А где это?')
  })

  it('T8 the words of one part of an album, written anew, are said besides; the others stay', async () => {
    const { telegram, settle } = scene
    telegram.addFile('three', Buffer.from('третий файл'))
    const [first] = telegram.sent
    const reply = { reply_to_message: { message_id: first?.messageId } }
    const part = { media_group_id: 'a2', document: { file_id: 'three', file_name: 'three.txt', file_size: 20 } }
    telegram.write(anna, { ...part, ...reply, caption: 'Первая подпись' })
    const second = telegram.write(anna, { ...part, ...reply, caption: 'Вторая подпись' })
    await settle()
    telegram.editPart(anna, second, { ...part, caption: 'Вторая, исправленная' })
    await settle()
    const ticketId = (await scene.tickets()).find(({ subject }) => subject === 'Не открывается портал')?.ticketId ?? ''
    expect((await scene.said(ticketId)).slice(-2)).toEqual([
      'Первая подпись\n\nВторая подпись',
      'Сообщение изменено: Вторая, исправленная',
    ])
    telegram.write(anna, { text: 'к альбому', reply_to_message: { message_id: second } })
    await settle()
    expect((await scene.said(ticketId)).at(-1)).toBe('к альбому')
  })

  it('I2 of somebody who is not proven comes no ticket, but the next word of proving it', async () => {
    const { telegram, settle, tickets } = scene
    const before = (await tickets()).length
    telegram.write(stranger, { text: 'Помогите' })
    await settle()
    expect(await tickets()).toHaveLength(before)
    expect(newest()).toMatchObject({ chatId: stranger, text: 'Представьтесь' })
    expect((await scene.account()).events[0]).toMatchObject({ outcome: 'identification', ticket: null })
  })

  it('groups and machines are passed over', async () => {
    const { telegram, settle, tickets } = scene
    const before = [(await tickets()).length, telegram.sent.length]
    const from = { id: anna, is_bot: false, first_name: 'Анна' }
    telegram.deliver({ message: { message_id: 5, from, chat: { id: -100, type: 'group' }, date: 1, text: 'всем' } })
    telegram.deliver({ my_chat_member: { chat: { id: anna, type: 'private' } } })
    await settle()
    expect([(await tickets()).length, telegram.sent.length]).toEqual(before)
  })

  it('another bot’s token, and one that is refused, change nothing', async () => {
    const { world, owner, accountId } = scene
    const { revision } = await scene.account()
    const wrong = { accountId, revision, token: '4200:wrong-token-of-nobody' }
    expect(await world.ask('changeBot', wrong, owner)).toMatchObject({ code: 'bot_token_refused' })
    const other = await world.enter('standard', 1)
    expect(await world.ask('changeBot', wrong, other)).toMatchObject({ code: 'not_found' })
    await world.call('changeBot', { ...wrong, token: scene.telegram.token }, owner)
    expect(await scene.account()).toMatchObject({ revision: revision + 1, state: 'working' })
  })
})
