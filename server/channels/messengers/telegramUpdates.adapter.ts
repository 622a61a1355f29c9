import * as v from 'valibot'
import { languages, type Language } from '#contract/common.ts'
import type { RawEvent } from '../channel.port.ts'
import type { ReadMessage } from './messenger.adapter.ts'

const user = v.object({
  id: v.number(),
  is_bot: v.optional(v.boolean(), false),
  first_name: v.optional(v.string(), ''),
  last_name: v.optional(v.string(), ''),
  language_code: v.optional(v.string(), ''),
})
const file = v.object({
  file_id: v.string(),
  file_name: v.optional(v.string()),
  file_size: v.optional(v.number(), 0),
  mime_type: v.optional(v.string(), ''),
})
const message = v.object({
  message_id: v.number(),
  from: v.optional(user),
  chat: v.object({ id: v.number(), type: v.string() }),
  date: v.number(),
  text: v.optional(v.string(), ''),
  caption: v.optional(v.string(), ''),
  media_group_id: v.optional(v.string()),
  reply_to_message: v.optional(v.object({ message_id: v.number() })),
  photo: v.optional(v.array(file), []),
  document: v.optional(file),
  video: v.optional(file),
  audio: v.optional(file),
  voice: v.optional(file),
})
export type TelegramMessage = v.InferOutput<typeof message>
/** As much of an update as the desk reads; whatever else comes is passed over. */
const update = v.object({
  update_id: v.number(),
  message: v.optional(message),
  edited_message: v.optional(message),
  callback_query: v.optional(
    v.object({
      id: v.string(),
      from: user,
      message: v.optional(v.object({ message_id: v.number(), chat: v.object({ id: v.number(), type: v.string() }) })),
      data: v.optional(v.string(), ''),
    }),
  ),
})
export type TelegramUpdate = v.InferOutput<typeof update>

/** Null: of a kind or a shape that is not read. */
export function readUpdate(given: unknown): TelegramUpdate | null {
  const read = v.safeParse(update, given)
  return read.success ? read.output : null
}

/** Parts of one album that came together are one event, the others one each. */
export function eventsOf(updates: readonly TelegramUpdate[], botId: number): RawEvent[] {
  const groups = new Map<string, TelegramUpdate[]>()
  for (const one of updates) {
    const album = one.message?.media_group_id
    const key = album === undefined ? `update ${one.update_id}` : `album ${one.message?.chat.id} ${album}`
    const group = groups.get(key) ?? []
    if (group.length === 0) groups.set(key, group)
    group.push(one)
  }
  return [...groups.values()].flatMap((group) => eventOf(group, botId))
}

function eventOf(group: readonly TelegramUpdate[], botId: number): RawEvent[] {
  const [first] = group
  const chat = first === undefined ? undefined : chatOf(first)
  if (first === undefined || chat === undefined) return []
  return [
    {
      externalKey: String(first.update_id),
      contentKey: contentKeyOf(first, botId),
      conversation: String(chat.id),
      raw: Buffer.from(JSON.stringify(group)),
      isWhole: true,
    },
  ]
}

function chatOf({ message: written, edited_message: edited, callback_query: pressed }: TelegramUpdate) {
  return (written ?? edited ?? pressed?.message)?.chat
}

function contentKeyOf({ update_id: id, message: written, edited_message: edited }: TelegramUpdate, botId: number) {
  if (written !== undefined) return keyOf(botId, written.chat.id, written.message_id)
  return edited === undefined ? `telegram ${botId} press ${id}` : `telegram ${botId} edit ${id}`
}

/** By which a message is found again: ids of messages are a chat's own, and chats a bot's. */
export function keyOf(botId: number, chatId: number | string, messageId: number): string {
  return `telegram ${botId} ${chatId} ${messageId}`
}

/** What was stored: one message, its album, its change, or a pressed button. */
export function parseStored(raw: Buffer, botId: number): ReadMessage {
  const stored = v.parse(v.pipe(v.array(update), v.minLength(1)), JSON.parse(raw.toString()))
  const messages = stored.flatMap(({ message: written, edited_message: edited }) => written ?? edited ?? [])
  const [first] = messages
  if (first === undefined) return pressOf(stored[0]?.callback_query, botId)
  const isEdit = stored[0]?.edited_message !== undefined
  return {
    ...personOf(first.from, first.chat),
    text: messages
      .map((one) => one.text || one.caption)
      .filter((one) => one !== '')
      .join('\n\n'),
    key: keyOf(botId, first.chat.id, first.message_id),
    repliesTo:
      first.reply_to_message === undefined ? null : keyOf(botId, first.chat.id, first.reply_to_message.message_id),
    edits: isEdit ? keyOf(botId, first.chat.id, first.message_id) : null,
    editsPart: isEdit && first.media_group_id !== undefined,
    partKeys: messages.map(({ chat, message_id: id }) => keyOf(botId, chat.id, id)),
    pressed: null,
    files: messages.flatMap(filesOf),
  }
}

function pressOf(pressed: TelegramUpdate['callback_query'], botId: number): ReadMessage {
  const chat = pressed?.message?.chat ?? { id: 0, type: 'none' }
  return {
    ...personOf(pressed?.from, chat),
    text: '',
    key: `telegram ${botId} press ${pressed?.id ?? ''}`,
    repliesTo: null,
    edits: null,
    pressed: pressed?.data ?? '',
    files: [],
  }
}

function personOf(
  from: v.InferOutput<typeof user> | undefined,
  chat: { id: number; type: string },
): Pick<ReadMessage, 'isOfPerson' | 'address' | 'name' | 'language'> {
  return {
    isOfPerson: chat.type === 'private' && from?.is_bot === false,
    address: String(chat.id),
    name: `${from?.first_name ?? ''} ${from?.last_name ?? ''}`.trim(),
    language: languageOf(from?.language_code ?? ''),
  }
}

function languageOf(code: string): Language {
  return languages.find((one) => code.toLowerCase().startsWith(one)) ?? 'ru'
}

function filesOf({ message_id: id, photo, document, video, audio, voice }: TelegramMessage): ReadMessage['files'] {
  // Of a photo there are several sizes, the largest last.
  const largest = photo.at(-1)
  const named: [string, v.InferOutput<typeof file> | undefined][] = [
    [`photo-${id}.jpg`, largest],
    [`file-${id}`, document],
    [`video-${id}.mp4`, video],
    [`audio-${id}.mp3`, audio],
    [`voice-${id}.ogg`, voice],
  ]
  return named.flatMap(([name, one]) =>
    one === undefined ? [] : [{ name: one.file_name ?? name, ref: one.file_id, bytes: one.file_size }],
  )
}
