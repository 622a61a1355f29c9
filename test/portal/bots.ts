import { isMap, listOf, mapOf, textOf, type PhpMap } from './php.ts'
import { sendEventTo } from './events.ts'
import type { Bot, Chat, ChatMessage, Portal, World } from './state.ts'
import { findUser, nextId } from './state.ts'
import { withOffset } from './time.ts'

/** As `imbot.v2` describes a bot. */
export function botAnswer({ id, code, type, webhookUrl }: Bot): PhpMap {
  return {
    id,
    code,
    type,
    isHidden: false,
    isSupportOpenline: false,
    isReactionsEnabled: true,
    backgroundId: null,
    language: 'ru',
    moduleId: 'rest',
    eventMode: webhookUrl === '' ? 'fetch' : 'webhook',
  }
}

export function chatAnswer({ dialogId, title, messages, ownerId }: Chat): PhpMap {
  return {
    id: Number(dialogId.replace('chat', '')),
    dialogId,
    name: title,
    description: '',
    owner: ownerId ?? 0,
    type: 'chat',
    lastMessageId: messages.at(-1)?.id ?? null,
  }
}

/** A person or a bot, as a member or an author. */
export function memberAnswer(portal: Portal, id: number): PhpMap[] {
  const bot = portal.bots.find((one) => one.id === id)
  if (bot) return [{ id, active: true, name: bot.name, bot: true, type: 'bot' }]
  const user = findUser(portal, id)
  if (!user) return []
  const name = `${user.name} ${user.lastName}`
  return [{ id, active: user.isActive, name, bot: false, extranet: user.type === 'extranet', type: user.type }]
}

export function messageAnswer({ dialogId }: Chat, message: ChatMessage): PhpMap {
  return {
    id: message.id,
    chatId: Number(dialogId.replace('chat', '')),
    authorId: message.authorId,
    date: withOffset(message.at),
    text: message.text,
    isSystem: message.authorId === 0,
    uuid: '',
    forward: null,
    params:
      message.files.length === 0 ? {} : { FILE_ID: message.files.map((_name, place) => message.id * 100 + place) },
    viewedByOthers: false,
  }
}

/** The portal's own line in a chat: nobody has written it. */
export function sayItself(world: World, portal: Portal, chat: Chat, text: string): void {
  chat.messages.push({ id: nextId(portal), authorId: 0, text, at: world.now(), files: [] })
}

/** Somebody writes in a chat of bots: each bot there that hears everything is told. Undefined where they may not: no member, or the field is off. */
export async function writeInChat(
  world: World,
  portal: Portal,
  { dialogId, authorId, text, files = [] }: { dialogId: string; authorId: number; text: string; files?: string[] },
): Promise<ChatMessage | undefined> {
  const chat = portal.chats.find((one) => one.dialogId === dialogId)
  if (!chat?.memberIds.includes(authorId) || chat.isInputOff === true) return undefined
  const message = { id: nextId(portal), authorId, text, at: world.now(), files }
  chat.messages.push(message)
  for (const bot of portal.bots.filter(({ id, type }) => chat.memberIds.includes(id) && type !== 'bot')) {
    if (bot.webhookUrl !== '') await tell(world, portal, { bot, chat, message })
  }
  return message
}

async function tell(
  world: World,
  portal: Portal,
  { bot, chat, message }: { bot: Bot; chat: Chat; message: ChatMessage },
): Promise<void> {
  const [author = {}] = memberAnswer(portal, message.authorId)
  const data = {
    // The token in here is another one: only the top level's proves anything.
    bot: { id: bot.id, code: bot.code, auth: { application_token: 'of the bot alone' } },
    message: messageAnswer(chat, message),
    chat: chatAnswer(chat),
    user: author,
    language: portal.language,
  }
  await sendEventTo(world, portal, { event: 'ONIMBOTV2MESSAGEADD', url: bot.webhookUrl, data })
}

export function numbersOf(value: PhpMap[string]): number[] {
  return listOf(value)
    .map((one) => Number(textOf(one)))
    .filter((one) => Number.isInteger(one) && one > 0)
}

/** Names below the first level are compared as they are written. */
export function fieldsOf(params: PhpMap): PhpMap {
  const fields = params['FIELDS']
  return isMap(fields) ? mapOf(fields) : {}
}
