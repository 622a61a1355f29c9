import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { attach } from '../../tickets/files/fileScene.ts'
import { newId } from '#test/support/world.ts'
import { anna, startTelegramScene, type TelegramScene } from './telegramScene.ts'

describe('I2, T8 an answer of the desk in Telegram', () => {
  let scene: TelegramScene
  let ticketId: string
  beforeAll(async () => {
    scene = await startTelegramScene()
    scene.telegram.write(anna, { text: 'Не открывается портал' })
    await scene.settle()
    ticketId = (await scene.tickets())[0]?.ticketId ?? ''
    await scene.world.call('takeTicket', { ticketId }, scene.agent)
  }, 60_000)
  afterAll(() => scene.end())
  beforeEach(async () => {
    scene.telegram.be({ is: 'takes' })
    // A minute has passed: of one address only so many are sent in each.
    await scene.run('update channel_outbox set claimed_at = null')
  })

  const chat = () => scene.telegram.chat(anna)
  const say = async (text: string, files: string[] = []) => {
    const messageId = newId()
    await scene.send(ticketId, scene.agent, { messageId, text, files })
    await scene.world.turn()
    return messageId
  }
  const file = async (name: string, bytes: Buffer) =>
    (await attach(scene.world, scene.agent, { name, bytes, ticketId })).fileId
  const edit = async (messageId: string, text: string) => {
    await scene.world.call('editMessage', { ticketId, messageId, text }, scene.agent)
    await scene.world.turn()
  }
  const takeBack = async (messageId: string) => {
    await scene.world.call('deleteMessage', { ticketId, messageId }, scene.agent)
    await scene.world.turn()
  }
  const later = async () => {
    await scene.run(`update channel_outbox set next_at = now() - interval '1 second' where next_at is not null`)
    await scene.run('update channel_accounts set slow_until = null')
    await scene.world.turn()
  }
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#335577' } })
      .png()
      .toBuffer()
  const marked = (text: string | undefined, { offset, length }: { offset: number; length: number }) =>
    text?.slice(offset, offset + length)

  it('its Markdown looks so, and what is none stands as it was typed', async () => {
    await say(
      'Нажмите **Сохранить** и выполните `rm -rf *_tmp`:\n\n1. раз\n2. [сюда](https://a.test/?a=1&b=2)\n\n> цитата <b>',
    )
    const { text, entities = [] } = chat().at(-1) ?? {}
    expect(text).toContain('Нажмите Сохранить и выполните rm -rf *_tmp:\n\n1. раз\n2. сюда\n\nцитата <b>')
    expect(entities.map((one) => [one.type, marked(text, one), one.url])).toEqual([
      ['bold', 'Сохранить', undefined],
      ['code', 'rm -rf *_tmp', undefined],
      ['text_link', 'сюда', 'https://a.test/?a=1&b=2'],
      ['blockquote', 'цитата <b>', undefined],
    ])
    await say('2 * 3 * 4, C:\\_x_\\y, <i>нет</i> &amp;')
    expect(chat().at(-1)).toMatchObject({
      text: expect.stringContaining('2 * 3 * 4, C:\\_x_\\y, <i>нет</i> &amp;'),
      entities: [],
    })
  })

  it('marks go on behind the place where a long text is cut', async () => {
    await say(`**${Array.from({ length: 900 }, (_, place) => `слово${place}`).join(' ')}**`)
    const parts = chat().slice(-2)
    expect(parts.map(({ text, entities }) => [text.length <= 4096, entities.length])).toEqual([
      [true, 1],
      [true, 1],
    ])
  })

  it('its files come behind its words: a small picture is seen at once, everything else stays as it is', async () => {
    const [small, large] = [await picture(300, 200), await picture(2000, 1500)]
    const names = ['маленькая.png', 'большая.png', 'журнал; name=chat_id.txt']
    const log = Buffer.from('строка журнала')
    const ids = await Promise.all([small, large, log].map((bytes, place) => file(names[place] ?? '', bytes)))
    await say('Смотрите файлы', ids)
    const [words, ...files] = chat().slice(-4)
    expect(words?.text).toContain('Смотрите файлы')
    expect(files.map((one) => [one.file?.as, one.file?.name])).toEqual([
      ['photo', names[0]],
      ['document', names[1]],
      ['document', names[2]],
    ])
    expect(files.at(-1)?.file?.bytes).toEqual(log)
    expect(files[1]?.file?.bytes.equals(large)).toBe(true)
  })

  it('what its messenger refuses as a picture goes as a document, and what is kept no more is named', async () => {
    const [shown, gone] = [
      await file('схема.png', await picture(40, 40)),
      await file('старый.txt', Buffer.from('старое')),
    ]
    scene.telegram.be(
      { is: 'takes' },
      { is: 'refuses', code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' },
      { is: 'takes' },
    )
    await say('Схема', [shown])
    expect(chat().at(-1)?.file).toMatchObject({ as: 'document', name: 'схема.png' })
    const messageId = newId()
    await scene.send(ticketId, scene.agent, { messageId, text: 'И старый', files: [gone] })
    await scene.run(`update ticket_files set removed_at = now() where file_id = '${gone}'`)
    await scene.world.turn()
    expect(chat().at(-1)).toMatchObject({ text: expect.stringContaining('старый.txt'), file: null })
  })

  it('a refusal between words and file is gone on behind, and nothing comes twice', async () => {
    const one = await file('один.txt', Buffer.from('один'))
    scene.telegram.be(
      { is: 'takes' },
      { is: 'refuses', code: 429, description: 'Too Many Requests', retryAfter: 1 },
      { is: 'takes' },
    )
    await say('Слова и файл', [one])
    await later()
    expect(
      chat()
        .slice(-2)
        .map(({ text, file: sent }) => sent?.name ?? text.split('\n').at(-1)),
    ).toEqual(['Слова и файл', 'один.txt'])
    expect(chat().filter(({ text }) => text.includes('Слова и файл'))).toHaveLength(1)
  })

  it('what is written anew is written anew there, also where it grows or shrinks by a part', async () => {
    const before = chat().length
    const messageId = await say('Откройте настройки')
    await edit(messageId, 'Откройте **права**')
    expect(chat()).toHaveLength(before + 1)
    expect(chat().at(-1)).toMatchObject({
      text: expect.stringContaining('Откройте права'),
      entities: [{ type: 'bold' }],
    })
    const long = Array.from({ length: 900 }, (_, place) => `шаг${place}`).join(' ')
    await edit(messageId, long)
    expect(chat()).toHaveLength(before + 2)
    expect(
      chat()
        .slice(-2)
        .map(({ text }) => text)
        .join(' '),
    ).toContain('шаг899')
    await edit(messageId, 'Коротко')
    expect(chat()).toHaveLength(before + 1)
    expect(chat().at(-1)?.text).toContain('Коротко')
  })

  it('what is taken back is gone there with its files; after two days, of which the messenger deletes nothing, it is said', async () => {
    const before = chat().length
    const sent = await say('По ошибке', [await file('лишний.txt', Buffer.from('лишнее'))])
    expect(chat()).toHaveLength(before + 2)
    await takeBack(sent)
    expect(chat()).toHaveLength(before)

    const old = await say('Давнее', [await file('давний.txt', Buffer.from('давнее'))])
    scene.telegram.age(49)
    await takeBack(old)
    expect(chat()).toHaveLength(before + 3)
    expect(chat().at(-1)?.text).toContain('один из последних ответов отозван')
  })

  it('what was taken back before it went is never said, and is no failure', async () => {
    scene.telegram.be({ is: 'refuses', code: 502, description: 'Bad Gateway' }, { is: 'takes' })
    await say('первое')
    const before = chat().length
    const messageId = newId()
    await scene.send(ticketId, scene.agent, { messageId, text: 'никогда' })
    await scene.world.call('deleteMessage', { ticketId, messageId }, scene.agent)
    await later()
    await later()
    expect(
      chat()
        .slice(before)
        .map(({ text }) => text.split('\n').at(-1)),
    ).toEqual(['первое'])
    expect((await scene.account()).undelivered).toEqual([])
  })

  it('a note that is changed or taken back goes nowhere', async () => {
    const calls = scene.telegram.calls.length
    const messageId = newId()
    await scene.send(ticketId, scene.agent, { messageId, text: 'для своих', kind: 'note' })
    await edit(messageId, 'всё ещё для своих')
    await takeBack(messageId)
    const asked = scene.telegram.calls.slice(calls).map(({ method }) => method)
    expect(asked.filter((method) => method !== 'getUpdates')).toEqual([])
  })
})
