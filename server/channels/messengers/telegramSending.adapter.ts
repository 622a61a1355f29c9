import { GrammyError, InputFile, type Api } from 'grammy'
import type { Account } from '../channel.port.ts'
import type { Mark } from '../domain/markedText.ts'
import type { Part, SentFile, SentPart, Sends } from './sending.adapter.ts'
import { failureOf } from './telegramFailure.adapter.ts'
import { keyOf } from './telegramUpdates.adapter.ts'

const [mostLetters, mostMarks] = [4000, 100]
const mostSentFileBytes = 50 * 1024 * 1024
const [mostPhotoBytes, longestPhotoSide] = [10 * 1024 * 1024, 1280]

type Bot = { api: Api; botId: number }

/** What the Bot API does with one part of a message. */
export function telegramSending(botOf: (account: Account) => Bot): Omit<Sends, 'check'> {
  return {
    capabilities: { edits: true, deletes: true, showsTyping: false, buttons: true, fileBytes: mostSentFileBytes },
    mostLetters,
    betweenParts: 0,
    sendPart: (account, to, part) => sendPart(botOf(account), to, part),
    sendFile: (account, to, file) => sendFile(botOf(account), to, file),
    changePart: (account, to, changed) => changePart(botOf(account), to, changed),
    takeBack: (account, to, key) => takeBack(botOf(account), to, key),
  }
}

type Sent = { message_id: number }
type Words = { link_preview_options: { is_disabled: true }; entities?: ReturnType<typeof entityOf>[] }

/** Marks stand beside the text, so nothing in it is ever markup; where they are not taken, the text goes without them. */
async function withMarks<Answer>(
  { marks }: Pick<Part, 'marks'>,
  call: (words: Words) => Promise<Answer>,
): Promise<Answer> {
  const plain: Words = { link_preview_options: { is_disabled: true } }
  if (marks.length === 0) return call(plain)
  try {
    return await call({ ...plain, entities: marks.slice(0, mostMarks).map(entityOf) })
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400 && /entit|url/i.test(error.description)) {
      return call(plain)
    }
    throw error
  }
}

function entityOf({ kind, start: offset, length, href }: Mark) {
  switch (kind) {
    case 'strong':
      return { type: 'bold' as const, offset, length }
    case 'em':
      return { type: 'italic' as const, offset, length }
    case 'code':
      return { type: 'code' as const, offset, length }
    case 'block':
      return { type: 'pre' as const, offset, length }
    case 'quote':
      return { type: 'blockquote' as const, offset, length }
    case 'link':
      return { type: 'text_link' as const, offset, length, url: href ?? '' }
  }
}

function sendPart({ api, botId }: Bot, to: string, part: Part): Promise<SentPart> {
  const keys = part.buttons.map(({ label, data }) => ({ text: label, callback_data: data }))
  // A scale stands in one row, words under each other.
  const rows = keys.every(({ text }) => text.length === 1) ? [keys] : keys.map((key) => [key])
  const keyboard = keys.length > 0 ? { reply_markup: { inline_keyboard: rows } } : {}
  return sentOr(
    { botId, to },
    withMarks(part, (words) => api.sendMessage(to, part.text, { ...words, ...keyboard })),
  )
}

async function sentOr({ botId, to }: { botId: number; to: string }, sent: Promise<Sent>): Promise<SentPart> {
  try {
    return { is: 'sent', key: keyOf(botId, to, (await sent).message_id) }
  } catch (error) {
    return failureOf(error)
  }
}

/** A small picture is shown at once; a larger one would lose its details that way, and goes as it is. */
async function sendFile(bot: Bot, to: string, file: SentFile): Promise<SentPart> {
  const asPhoto = isPhoto(file) ? await sendAs(bot, to, { file, isPhoto: true }) : null
  return asPhoto !== null && asPhoto.is !== 'rejected' ? asPhoto : sendAs(bot, to, { file, isPhoto: false })
}

function isPhoto({ type, bytes, width, height }: SentFile): boolean {
  const longest = Math.max(width ?? Infinity, height ?? Infinity)
  return ['image/jpeg', 'image/png'].includes(type) && bytes <= mostPhotoBytes && longest <= longestPhotoSide
}

async function sendAs(
  { api, botId }: Bot,
  to: string,
  { file, isPhoto: shown }: { file: SentFile; isPhoto: boolean },
): Promise<SentPart> {
  const stream = await file.read(file.contentId)
  if (stream === null) return { is: 'rejected', reason: 'contentRefused' }
  // The client writes the name into a header as it is; in quotes, which no name holds, a semicolon is a letter like another.
  const input = new InputFile(stream, `"${file.name.replaceAll('"', '')}"`)
  return sentOr({ botId, to }, shown ? api.sendPhoto(to, input) : api.sendDocument(to, input)).finally(() =>
    stream.destroy(),
  )
}

async function changePart(bot: Bot, to: string, changed: Part & { key: string }): Promise<SentPart> {
  const { key, text } = changed
  return doneOr(key, /message is not modified/i, () =>
    withMarks(changed, (words) => bot.api.editMessageText(to, messageIdOf(key), text, words)),
  )
}

async function takeBack({ api }: Bot, to: string, key: string): Promise<SentPart> {
  return doneOr(key, /message to delete not found/i, () => api.deleteMessage(to, messageIdOf(key)))
}

/** What is as it should be already counts as done. */
async function doneOr(key: string, isDone: RegExp, call: () => Promise<unknown>): Promise<SentPart> {
  try {
    await call()
    return { is: 'sent', key }
  } catch (error) {
    if (error instanceof GrammyError && isDone.test(error.description)) return { is: 'sent', key }
    return failureOf(error)
  }
}

function messageIdOf(key: string): number {
  return Number(key.split(' ').at(-1))
}
