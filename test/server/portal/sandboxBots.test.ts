import { beforeEach, describe, expect, it } from 'vitest'
import { callRest, useSandbox } from './portalCalls.ts'

let shift = 0
const rig = useSandbox({ now: () => new Date(Date.UTC(2026, 11, 1) + shift) })

/** Each second's two questions are a test's own. */
async function ask(method: string, params: Record<string, unknown>) {
  shift += 1000
  return askAtOnce(method, params)
}

function askAtOnce(method: string, params: Record<string, unknown>, auth = token()) {
  return callRest(rig.sandbox.portals.client.origin, `imbot.v2.${method}`, { auth, ...params })
}

const token = () => rig.sandbox.issueToken('client', 1).accessToken
const resultOf = async (method: string, params: Record<string, unknown>): Promise<unknown> =>
  Object(await ask(method, params)).body.result
const number = (found: unknown, ...path: string[]): number =>
  Number(path.reduce<unknown>((at, key) => Object(at)[key], found))
const text = (found: unknown, ...path: string[]): string =>
  String(path.reduce<unknown>((at, key) => Object(at)[key], found))

const fields = {
  code: 'opora',
  type: 'personal',
  properties: { name: 'Поддержка' },
  eventMode: 'webhook',
  webhookUrl: 'http://127.0.0.1:9/events',
}

let botId: number
let dialogId: string
beforeEach(async () => {
  botId = number(await resultOf('Bot.register', { fields }), 'bot', 'id')
  dialogId = text(
    await resultOf('Chat.add', { botId, fields: { title: 'Почта', userIds: [1, 3, 999] } }),
    'chat',
    'dialogId',
  )
})

describe('a bot of the sandbox portal', () => {
  it('is registered once by its code, and the second time changes nothing', async () => {
    const again = await resultOf('Bot.register', { fields: { ...fields, properties: { name: 'Другое' } } })

    expect(number(again, 'bot', 'id')).toBe(botId)
    expect(await resultOf('Bot.list', {})).toMatchObject({ bots: [{ id: botId, code: 'opora', type: 'personal' }] })
  })

  it.each([
    ['no code', 'Bot.register', { fields: { ...fields, code: '' } }, 'BOT_CODE_REQUIRED'],
    ['no name', 'Bot.register', { fields: { ...fields, properties: {} } }, 'BOT_PROPERTIES_REQUIRED'],
    ['a strange type', 'Bot.register', { fields: { ...fields, type: 'spy' } }, 'BOT_INVALID_TYPE'],
    ['no address', 'Bot.register', { fields: { ...fields, webhookUrl: '' } }, 'BOT_WEBHOOK_URL_REQUIRED'],
    ['no bot', 'Chat.get', { dialogId: 'chat1' }, 'BOT_ID_REQUIRED'],
    ['an unknown bot', 'Chat.get', { botId: 99_999, dialogId: 'chat1' }, 'BOT_NOT_FOUND'],
  ])('with %s is refused', async (_what, method, params, error) => {
    expect((await ask(method, params)).body).toMatchObject({ error })
  })

  it('belongs to the application that has registered it', async () => {
    shift += 1000
    const foreign = rig.sandbox.issueForeignToken('client', 1).accessToken

    const { body } = await askAtOnce('Chat.get', { botId, dialogId }, foreign)

    expect(body).toMatchObject({ error: 'BOT_OWNERSHIP_ERROR' })
  })

  it('is asked two questions a second, and the third is refused', async () => {
    shift += 1000
    const asked = [1, 2, 3].map(() => askAtOnce('Chat.get', { botId, dialogId }))

    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 429])
  })
})

describe('its chat', () => {
  it('has those who are there, and takes and lets go whom it is told', async () => {
    const members = async () => {
      const found = await resultOf('Chat.User.list', { botId, dialogId })
      return Array.isArray(found) ? found.map(({ id, bot }) => (bot === true ? 'bot' : id)) : found
    }
    expect(await members()).toEqual(['bot', 1, 3])

    await ask('Chat.User.delete', { botId, dialogId, userId: 3 })
    await ask('Chat.User.delete', { botId, dialogId, userId: 3 })
    await ask('Chat.User.add', { botId, dialogId, userIds: [2, 999] })

    expect(await members()).toEqual(['bot', 1, 2])
  })

  it('cuts what is too long without a word, and takes nothing that is empty', async () => {
    const empty = await ask('Chat.Message.send', { botId, dialogId, fields: { message: ' ' } })
    await ask('Chat.Message.send', { botId, dialogId, fields: { message: 'я'.repeat(20_001) } })

    expect(empty.body).toMatchObject({ error: 'EMPTY_MESSAGE' })
    const said = rig.sandbox.botChats('client').at(-1)?.messages.at(-1)
    expect(said?.text).toBe(`${'я'.repeat(20_000)} (...)`)
    expect(await resultOf('Chat.get', { botId, dialogId })).toMatchObject({ chat: { lastMessageId: said?.id } })
  })

  it('takes nothing of people where its field is off, nor of anybody who is not in it', async () => {
    const write = (authorId: number) => rig.sandbox.writeInChat('client', { dialogId, authorId, text: 'есть кто?' })
    expect(await write(1)).toMatchObject({ text: 'есть кто?' })
    expect(await write(2)).toBeUndefined()

    await ask('Chat.TextField.enabled', { botId, dialogId, enabled: false })
    expect(await write(1)).toBeUndefined()
    await ask('Chat.TextField.enabled', { botId, dialogId, enabled: true })
    expect(await write(1)).toBeDefined()
  })

  it('is read around one of its messages, and by nobody who has left it', async () => {
    for (const word of ['раз', 'два', 'три', 'четыре']) {
      await rig.sandbox.writeInChat('client', { dialogId, authorId: 1, text: word })
    }
    const two = rig.sandbox.botChats('client').at(-1)?.messages.at(2)

    const around = await resultOf('Chat.Message.getContext', { botId, messageId: two?.id, range: 1 })

    expect(around).toMatchObject({
      messages: [{ text: 'раз' }, { text: 'два', authorId: 1, isSystem: false }, { text: 'три' }],
      hasPrevPage: true,
      hasNextPage: true,
    })
    expect((await ask('Chat.Message.getContext', { botId, messageId: 5 })).body).toMatchObject({
      error: 'MESSAGE_NOT_FOUND',
    })
    expect((await ask('Chat.get', { botId, dialogId: 'chat1' })).body).toMatchObject({ error: 'ACCESS_DENIED' })
  })

  it('tells the bot of what people write there, with the token that proves it at the top', async () => {
    await rig.sandbox.markInstalled('client')
    await rig.sandbox.writeInChat('client', { dialogId, authorId: 1, text: 'Не приходят письма' })

    const told = rig.sandbox.deliveries('client').filter(({ url }) => url === fields.webhookUrl)
    expect(told).toHaveLength(1)
    const form = new URLSearchParams(told[0]?.body)
    expect(Object.fromEntries(form)).toMatchObject({
      event: 'ONIMBOTV2MESSAGEADD',
      'data[bot][id]': String(botId),
      'data[chat][dialogId]': dialogId,
      'data[message][authorId]': '1',
      'data[message][isSystem]': '0',
      'data[message][text]': 'Не приходят письма',
      'auth[application_token]': rig.sandbox.portals.client.applicationToken,
    })
  })
})

it('a bot goes with its application, and its chats are nobody’s', async () => {
  await rig.sandbox.markInstalled('client')
  await rig.sandbox.uninstall('client', { clean: false })

  expect((await ask('Chat.get', { botId, dialogId })).body).toMatchObject({ error: 'BOT_NOT_FOUND' })
})
