import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { languages, type Language } from '#contract/common.ts'
import type { RawEvent } from '../channel.port.ts'
import type { ReadMessage } from './messenger.adapter.ts'

/** An id of the platform has 64 bits: it stays what was written. */
export const maxId = v.pipe(v.union([v.number(), v.string()]), v.transform(String))

const user = v.object({
  user_id: maxId,
  first_name: v.nullish(v.string(), ''),
  last_name: v.nullish(v.string(), ''),
  is_bot: v.nullish(v.boolean(), false),
})
const attachment = v.object({
  type: v.string(),
  filename: v.nullish(v.string()),
  size: v.nullish(v.number(), 0),
  payload: v.nullish(v.object({ url: v.nullish(v.string()) })),
})
const message = v.object({
  sender: v.nullish(user),
  recipient: v.object({ chat_id: maxId, chat_type: v.optional(v.string(), '') }),
  link: v.nullish(v.object({ type: v.string(), message: v.nullish(v.object({ mid: v.nullish(v.string()) })) })),
  body: v.object({
    mid: v.pipe(v.string(), v.maxLength(200)),
    text: v.nullish(v.string(), ''),
    attachments: v.nullish(v.array(attachment), []),
  }),
})
type MaxMessage = v.InferOutput<typeof message>
const common = { timestamp: v.number(), user_locale: v.nullish(v.string()) }
/** As much of an update as the desk reads; whatever else comes is passed over. */
const update = v.variant('update_type', [
  v.object({ update_type: v.literal('message_created'), ...common, message }),
  v.object({ update_type: v.literal('message_edited'), ...common, message }),
  v.object({
    update_type: v.literal('message_callback'),
    ...common,
    callback: v.object({
      callback_id: v.pipe(v.string(), v.maxLength(200)),
      payload: v.nullish(v.string(), ''),
      user,
    }),
    message,
  }),
  v.object({
    update_type: v.literal('bot_started'),
    ...common,
    chat_id: maxId,
    user,
    payload: v.nullish(v.string(), ''),
  }),
])
export type MaxUpdate = v.InferOutput<typeof update>

/** Null: of a kind or a shape that is not read. */
export function readMaxUpdate(given: unknown): MaxUpdate | null {
  const read = v.safeParse(update, given)
  return read.success ? read.output : null
}

/** There is no number of an update: its kind, its message and its instant are what makes it one. */
export function maxEventOf(given: MaxUpdate, botId: string): RawEvent {
  const key = ownKeyOf(given)
  const isNew = given.update_type === 'message_created'
  return {
    externalKey: key,
    contentKey: isNew ? maxKeyOf(botId, given.message.body.mid) : `max ${botId} ${key}`,
    conversation: chatOf(given),
    raw: Buffer.from(JSON.stringify(given)),
    isWhole: true,
  }
}

function ownKeyOf(given: MaxUpdate): string {
  switch (given.update_type) {
    case 'message_created':
      return `message ${given.message.body.mid}`
    case 'message_edited': {
      // Two changes may have one instant.
      const { mid, text } = given.message.body
      return `edit ${mid} ${given.timestamp} ${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
    }
    case 'message_callback':
      return `press ${given.callback.callback_id}`
    case 'bot_started':
      return `start ${given.chat_id} ${given.timestamp}`
  }
}

function chatOf(given: MaxUpdate): string {
  return given.update_type === 'bot_started' ? given.chat_id : given.message.recipient.chat_id
}

/** By which a message is found again. */
export function maxKeyOf(botId: string, mid: string): string {
  return `max ${botId} ${mid}`
}

/** What was stored: a message, its change, a pressed button, or somebody who has followed a link to the bot. */
export function parseMax(raw: Buffer, botId: string): ReadMessage {
  const given = v.parse(update, JSON.parse(raw.toString()))
  const base = {
    address: chatOf(given),
    language: languageOfMax(given.user_locale ?? ''),
    key: `max ${botId} ${ownKeyOf(given)}`,
    text: '',
    repliesTo: null,
    edits: null,
    pressed: null,
    files: [],
  }
  switch (given.update_type) {
    case 'bot_started':
      return { ...base, ...personOf(given.user, 'dialog'), text: `/start ${given.payload}`.trim() }
    case 'message_callback': {
      const { callback } = given
      return {
        ...base,
        ...personOf(callback.user, given.message.recipient.chat_type),
        pressed: callback.payload,
      }
    }
    case 'message_created':
    case 'message_edited':
      return { ...base, ...writtenOf(given.message, botId, given.update_type === 'message_edited') }
  }
}

function writtenOf({ sender, recipient, link, body }: MaxMessage, botId: string, isEdit: boolean) {
  const key = maxKeyOf(botId, body.mid)
  const answered = link?.type === 'reply' ? link.message?.mid : null
  return {
    ...personOf(sender ?? null, recipient.chat_type),
    text: body.text,
    key,
    repliesTo: answered === null || answered === undefined ? null : maxKeyOf(botId, answered),
    edits: isEdit ? key : null,
    files: filesOf(body),
  }
}

function personOf(from: v.InferOutput<typeof user> | null, chatType: string): Pick<ReadMessage, 'isOfPerson' | 'name'> {
  return {
    isOfPerson: chatType === 'dialog' && from !== null && !from.is_bot,
    name: `${from?.first_name ?? ''} ${from?.last_name ?? ''}`.trim(),
  }
}

const extensions: Readonly<Record<string, string>> = { image: 'jpg', video: 'mp4', audio: 'mp3', file: 'bin' }

function filesOf({ attachments }: MaxMessage['body']): ReadMessage['files'] {
  return attachments.flatMap(({ type, filename, size, payload }, place) => {
    const [url, extension] = [payload?.url, extensions[type]]
    if (extension === undefined) return []
    return [{ name: filename ?? `${type}-${place + 1}.${extension}`, ref: url ?? '', bytes: size }]
  })
}

export function languageOfMax(locale: string): Language {
  return languages.find((one) => locale.toLowerCase().startsWith(one)) ?? 'ru'
}
