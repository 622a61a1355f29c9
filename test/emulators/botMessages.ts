import type { IncomingMessage } from 'node:http'

export type SentMessage = {
  chatId: number
  messageId: number
  text: string
  buttons: { text: string; callback_data: string }[]
  entities: BotEntity[]
  /** Null: it is a text. */
  file: { as: 'photo' | 'document'; name: string; bytes: Buffer } | null
}
export type BotEntity = { type: string; offset: number; length: number; url?: string }

export function keyboardOf(given: unknown): SentMessage['buttons'] {
  const markup = typeof given === 'string' ? JSON.parse(given) : given
  return markup?.inline_keyboard?.flat() ?? []
}

/** JSON, or a form with files as the client of grammY sends it: `attach://NAME` stands for the part of that name. */
export async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/')) return bytes.length === 0 ? {} : JSON.parse(bytes.toString())
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const body: Record<string, unknown> = {}
  for (const [name, value] of form.entries()) {
    body[name] = typeof value === 'string' ? value : { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) }
  }
  return body
}

export function fileOf(body: Record<string, unknown>, as: 'photo' | 'document'): SentMessage['file'] {
  const named = textIn(body, as).replace(/^attach:\/\//, '')
  const part = body[named]
  const isFile = typeof part === 'object' && part !== null && 'bytes' in part && 'name' in part
  return isFile && Buffer.isBuffer(part.bytes) ? { as, name: String(part.name), bytes: part.bytes } : null
}

export function entitiesOf(given: unknown): BotEntity[] {
  const entities = typeof given === 'string' ? JSON.parse(given) : given
  return Array.isArray(entities) ? entities : []
}

/** Inside of the text, one within the other or apart, and nothing within code. */
export function isWellMarked(text: string, entities: readonly BotEntity[]): boolean {
  const end = ({ offset, length }: BotEntity) => offset + length
  const areInside = entities.every((one) => one.length > 0 && one.offset >= 0 && end(one) <= text.length)
  const fit = (one: BotEntity, other: BotEntity) => {
    const [isApart, holds] = [
      end(one) <= other.offset || end(other) <= one.offset,
      (outer: BotEntity, inner: BotEntity) => outer.offset <= inner.offset && end(inner) <= end(outer),
    ]
    const isCode = [one, other].some(({ type }) => type === 'code' || type === 'pre')
    const isQuoted = [one, other].some(({ type }) => type === 'blockquote')
    return isApart || ((holds(one, other) || holds(other, one)) && (!isCode || isQuoted))
  }
  return areInside && entities.every((one, place) => entities.slice(place + 1).every((other) => fit(one, other)))
}

export function textIn(body: Record<string, unknown>, name: string): string {
  const given = body[name]
  return typeof given === 'string' ? given : ''
}
