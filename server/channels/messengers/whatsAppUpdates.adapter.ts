import * as v from 'valibot'
import type { RawEvent } from '../channel.port.ts'
import type { ReadMessage } from './messenger.adapter.ts'
import { outcomeOfCode } from './whatsAppFailure.adapter.ts'

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(300))
const file = v.object({
  id,
  filename: v.optional(v.string()),
  caption: v.optional(v.string(), ''),
  mime_type: v.optional(v.string(), ''),
})
const reply = v.object({ id: v.string() })
const message = v.object({
  from: v.pipe(v.string(), v.regex(/^\d{5,20}$/)),
  id,
  type: v.string(),
  context: v.optional(v.object({ id: v.optional(v.string()) })),
  text: v.optional(v.object({ body: v.string() })),
  image: v.optional(file),
  document: v.optional(file),
  audio: v.optional(file),
  video: v.optional(file),
  sticker: v.optional(file),
  location: v.optional(
    v.object({
      latitude: v.number(),
      longitude: v.number(),
      name: v.optional(v.string(), ''),
      address: v.optional(v.string(), ''),
    }),
  ),
  button: v.optional(v.object({ payload: v.optional(v.string(), ''), text: v.optional(v.string(), '') })),
  interactive: v.optional(v.object({ button_reply: v.optional(reply), list_reply: v.optional(reply) })),
})
type WhatsAppMessage = v.InferOutput<typeof message>
const status = v.object({
  id,
  status: v.string(),
  recipient_id: v.optional(v.string(), ''),
  errors: v.optional(v.array(v.object({ code: v.number() })), []),
})
const value = v.object({
  metadata: v.object({ phone_number_id: v.string() }),
  contacts: v.optional(
    v.array(v.object({ wa_id: v.string(), profile: v.optional(v.object({ name: v.optional(v.string(), '') })) })),
    [],
  ),
  messages: v.optional(v.array(v.unknown()), []),
  statuses: v.optional(v.array(v.unknown()), []),
})
const delivery = v.object({ entry: v.array(v.object({ changes: v.array(v.object({ value: v.unknown() })) })) })
const stored = v.variant('is', [
  v.object({ is: v.literal('message'), name: v.string(), message }),
  v.object({ is: v.literal('failed'), status }),
])
type Stored = v.InferOutput<typeof stored>

/** Passed over: neither is a word of somebody. */
const unread = ['reaction', 'system', 'ephemeral', 'request_welcome']

/** Everything of this number in one delivery: messages, and that something of ours did not arrive. */
export function eventsOfWhatsApp(body: unknown, phoneNumberId: string): RawEvent[] {
  const read = v.safeParse(delivery, body)
  if (!read.success) return []
  return read.output.entry
    .flatMap(({ changes }) => changes)
    .flatMap((change) => {
      const known = v.safeParse(value, change.value)
      const isOurs = known.success && known.output.metadata.phone_number_id === phoneNumberId
      return isOurs ? eventsOfValue(known.output, phoneNumberId) : []
    })
}

function eventsOfValue(
  { contacts, messages, statuses }: v.InferOutput<typeof value>,
  phoneNumberId: string,
): RawEvent[] {
  const said = messages.flatMap((given) => {
    const read = v.safeParse(message, given)
    if (!read.success || unread.includes(read.output.type)) return []
    const name = contacts.find((one) => one.wa_id === read.output.from)?.profile?.name ?? ''
    return [eventOf({ is: 'message', name, message: read.output }, phoneNumberId)]
  })
  const failed = statuses.flatMap((given) => {
    const read = v.safeParse(status, given)
    if (!read.success || read.output.status !== 'failed') return []
    return [eventOf({ is: 'failed', status: read.output }, phoneNumberId)]
  })
  return [...said, ...failed]
}

function eventOf(given: Stored, phoneNumberId: string): RawEvent {
  const [key, conversation] =
    given.is === 'message'
      ? [given.message.id, given.message.from]
      : [`${given.status.id}:failed`, given.status.recipient_id]
  return {
    externalKey: key,
    contentKey: keyOfWhatsApp(phoneNumberId, key),
    conversation,
    raw: Buffer.from(JSON.stringify(given)),
    isWhole: true,
  }
}

/** By which a message is found again. */
export function keyOfWhatsApp(phoneNumberId: string, messageId: string): string {
  return `whatsapp ${phoneNumberId} ${messageId}`
}

/** What was stored: a message, a choice that was made, or that something of ours did not arrive. */
export function parseWhatsApp(raw: Buffer, phoneNumberId: string): ReadMessage {
  const given = v.parse(stored, JSON.parse(raw.toString()))
  return given.is === 'message' ? messageOf(given, phoneNumberId) : failedOf(given.status, phoneNumberId)
}

const base = { language: 'ru', edits: null, repliesTo: null, pressed: null, failed: null } as const

function messageOf({ name, message: written }: Extract<Stored, { is: 'message' }>, phoneNumberId: string): ReadMessage {
  const answered = written.context?.id
  const { interactive, button } = written
  return {
    ...base,
    isOfPerson: true,
    address: written.from,
    name,
    text: textOf(written),
    key: keyOfWhatsApp(phoneNumberId, written.id),
    repliesTo: answered === undefined ? null : keyOfWhatsApp(phoneNumberId, answered),
    pressed: (interactive?.list_reply ?? interactive?.button_reply)?.id ?? (button?.payload || null),
    files: filesOf(written),
  }
}

function failedOf(
  { id: messageId, recipient_id: address, errors }: v.InferOutput<typeof status>,
  phoneNumberId: string,
) {
  const key = keyOfWhatsApp(phoneNumberId, messageId)
  const { reason } = outcomeOfCode(errors[0]?.code ?? 0)
  const nothing = { name: '', text: '', files: [], isOfPerson: false }
  return { ...base, ...nothing, address, key: `${key}:failed`, failed: { key, reason } }
}

function textOf({ text, image, document, video, location, button }: WhatsAppMessage): string {
  const caption = image?.caption || document?.caption || video?.caption || ''
  return text?.body ?? button?.text ?? (location === undefined ? caption : placeOf(location))
}

function placeOf({ latitude, longitude, name, address }: NonNullable<WhatsAppMessage['location']>): string {
  return [name, address, `${latitude}, ${longitude}`].filter((one) => one !== '').join('\n')
}

const extensions = { image: 'jpg', document: 'bin', audio: 'ogg', video: 'mp4', sticker: 'webp' } as const

function filesOf(written: WhatsAppMessage): ReadMessage['files'] {
  return Object.entries(extensions).flatMap(([kind, extension]) => {
    const one = written[kind as keyof typeof extensions]
    return one === undefined ? [] : [{ name: one.filename ?? `${kind}.${extension}`, ref: one.id, bytes: 0 }]
  })
}
