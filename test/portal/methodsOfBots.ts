import { botAnswer, chatAnswer, fieldsOf, memberAnswer, messageAnswer, numbersOf, sayItself } from './bots.ts'
import type { Call, Method, Outcome } from './call.ts'
import { refused, type Refused } from './call.ts'
import { mapOf, textOf } from './php.ts'
import type { Bot, Chat } from './state.ts'
import { findUser, nextId } from './state.ts'

const longestMessage = 20_000
const widest = 50
const mostMembers = 200
const mostASecond = 2

/** Bots of the second version: those methods that the application asks for, held to the reference. */
const methods: Record<string, Method['answer']> = {
  'imbot.v2.bot.register': register,
  'imbot.v2.bot.update': update,
  'imbot.v2.bot.list': ({ portal }) => ({ result: { bots: portal.bots.map(botAnswer) } }),
  'imbot.v2.bot.unregister': unregister,
  'imbot.v2.chat.add': addChat,
  'imbot.v2.chat.get': inChat(({ chat }) => ({ result: { chat: { ...chatAnswer(chat), role: 'owner' } } })),
  'imbot.v2.chat.user.list': inChat(({ call, chat }) => {
    const limit = Math.min(Number(textOf(call.params['LIMIT']) || 50), mostMembers)
    return { result: chat.memberIds.slice(0, limit).flatMap((id) => memberAnswer(call.portal, id)) }
  }),
  'imbot.v2.chat.user.add': inChat(({ call, chat }) => {
    // Who is none, or is active no more, is passed over without a word.
    const added = numbersOf(call.params['USERIDS']).filter((id) => findUser(call.portal, id)?.isActive === true)
    chat.memberIds = [...new Set([...chat.memberIds, ...added])]
    return { result: true }
  }),
  'imbot.v2.chat.user.delete': inChat(({ call, chat }) => {
    const [gone] = numbersOf([call.params['USERID']])
    chat.memberIds = chat.memberIds.filter((id) => id !== gone)
    return { result: true }
  }),
  'imbot.v2.chat.textfield.enabled': inChat(({ call, chat }) => {
    chat.isInputOff = isOff(textOf(call.params['ENABLED']))
    return { result: true }
  }),
  'imbot.v2.chat.message.send': inChat(send),
  'imbot.v2.chat.message.getcontext': readContext,
}

export const methodsOfBots: Record<string, Method> = Object.fromEntries(
  Object.entries(methods).map(([name, answer]) => [name, { scopes: ['imbot'], answer: atPace(answer) }]),
)

/** Two a second of an application in a portal; whoever comes too often is told so before anything is done. */
function atPace(answer: Method['answer']): Method['answer'] {
  return (call) => {
    const { portal, world } = call
    const at = world.now().getTime()
    portal.botCalls = portal.botCalls.filter((one) => one > at - 1000)
    if (portal.botCalls.length >= mostASecond) return refused(429, 'QUERY_LIMIT_EXCEEDED', 'Too many requests')
    portal.botCalls.push(at)
    return answer(call)
  }
}

function register(call: Call): Outcome {
  const { portal } = call
  const fields = fieldsOf(call.params)
  const code = textOf(fields['code'])
  if (code === '') return refused(400, 'BOT_CODE_REQUIRED', 'Bot code is required')
  const name = textOf(mapOf(fields['properties'])['name'])
  if (name === '') return refused(400, 'BOT_PROPERTIES_REQUIRED', 'Bot properties are required')
  const type = textOf(fields['type']) || 'bot'
  if (type !== 'bot' && type !== 'supervisor' && type !== 'personal')
    return refused(400, 'BOT_INVALID_TYPE', 'Bot type is invalid')
  const webhookUrl = textOf(fields['webhookUrl'])
  if (textOf(fields['eventMode']) === 'webhook' && webhookUrl === '')
    return refused(400, 'BOT_WEBHOOK_URL_REQUIRED', 'Webhook URL is required')
  // One that is there already stays as it was.
  const known = portal.bots.find((one) => one.code === code)
  const bot: Bot = known ?? { id: nextId(portal), code, type, name, clientId: call.token.clientId, webhookUrl }
  if (!known) portal.bots.push(bot)
  return { result: { bot: botAnswer(bot), users: memberAnswer(portal, bot.id) } }
}

function update(call: Call): Outcome {
  const bot = botOf(call)
  if (isNo(bot)) return bot
  const fields = fieldsOf(call.params)
  const name = textOf(mapOf(fields['properties'])['name'])
  if (name !== '') bot.name = name
  if ('webhookUrl' in fields) bot.webhookUrl = textOf(fields['webhookUrl'])
  return { result: { bot: botAnswer(bot), users: memberAnswer(call.portal, bot.id) } }
}

function unregister(call: Call): Outcome {
  const bot = botOf(call)
  if (isNo(bot)) return bot
  call.portal.bots = call.portal.bots.filter((one) => one !== bot)
  return { result: true }
}

function addChat(call: Call): Outcome {
  const bot = botOf(call)
  if (isNo(bot)) return bot
  const { portal, world } = call
  const fields = fieldsOf(call.params)
  const people = numbersOf(fields['userIds']).filter((id) => findUser(portal, id)?.isActive === true)
  const dialogId = `chat${nextId(portal)}`
  const title = textOf(fields['title'])
  const chat: Chat = { dialogId, title, memberIds: [bot.id, ...people], messages: [], ownerId: bot.id }
  portal.chats.push(chat)
  sayItself(world, portal, chat, `Создан чат «${title}»`)
  return { result: { chat: chatAnswer(chat), users: chat.memberIds.flatMap((id) => memberAnswer(portal, id)) } }
}

type InChat = { call: Call; bot: Bot; chat: Chat }

function send({ call: { portal, world, params }, bot, chat }: InChat): Outcome {
  const message = textOf(fieldsOf(params)['message'])
  if (message.trim() === '') return refused(400, 'EMPTY_MESSAGE', 'Message is empty')
  const text = message.length > longestMessage ? `${message.slice(0, longestMessage)} (...)` : message
  const id = nextId(portal)
  chat.messages.push({ id, authorId: bot.id, text, at: world.now(), files: [] })
  return { result: { id, uuidMap: {} } }
}

/** A window around a message, the oldest first; only for those that hear everything. */
function readContext(call: Call): Outcome {
  const bot = botOf(call)
  if (isNo(bot)) return bot
  if (bot.type === 'bot') return refused(400, 'BOT_TYPE_NOT_ALLOWED', 'Bot type not allowed')
  const { portal, params } = call
  const messageId = Number(textOf(params['MESSAGEID']))
  const chat = portal.chats.find(({ messages }) => messages.some(({ id }) => id === messageId))
  if (!chat) return refused(400, 'MESSAGE_NOT_FOUND', 'Message not found')
  if (!chat.memberIds.includes(bot.id)) return refused(403, 'MESSAGE_ACCESS_DENIED', 'Message access denied')
  const range = Math.min(Math.max(Number(textOf(params['RANGE']) || widest), 1), widest)
  const middle = chat.messages.findIndex(({ id }) => id === messageId)
  const shown = chat.messages.slice(Math.max(0, middle - range), middle + range + 1)
  return {
    result: {
      messages: shown.map((message) => messageAnswer(chat, message)),
      users: [...new Set(shown.map(({ authorId }) => authorId))].flatMap((id) => memberAnswer(portal, id)),
      hasPrevPage: middle - range > 0,
      hasNextPage: middle + range + 1 < chat.messages.length,
    },
  }
}

function inChat(answer: (place: InChat) => Outcome): Method['answer'] {
  return (call) => {
    const bot = botOf(call)
    if (isNo(bot)) return bot
    const chat = call.portal.chats.find(({ dialogId }) => dialogId === textOf(call.params['DIALOGID']))
    if (!chat?.memberIds.includes(bot.id)) return refused(403, 'ACCESS_DENIED', 'Access denied')
    return answer({ call, bot, chat })
  }
}

function botOf({ portal, params, token }: Call): Bot | Refused {
  const id = textOf(params['BOTID'])
  if (id === '') return refused(400, 'BOT_ID_REQUIRED', 'Bot ID is required')
  const bot = portal.bots.find((one) => String(one.id) === id)
  if (!bot) return refused(400, 'BOT_NOT_FOUND', 'Bot not found')
  if (bot.clientId !== token.clientId)
    return refused(403, 'BOT_OWNERSHIP_ERROR', 'Bot is registered by another application')
  return bot
}

function isNo(found: Bot | Refused): found is Refused {
  return 'error' in found
}

function isOff(text: string): boolean {
  return ['0', 'N', 'false'].includes(text)
}
