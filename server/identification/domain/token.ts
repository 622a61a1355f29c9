import { createHash } from 'node:crypto'

/** As it stands in a link: 32 bytes in base64url. */
const shape = /^[\w-]{43}$/

/**
 * The token of a pairing link in what a messenger delivers when somebody follows it (I2): Telegram and MAX `/start TOKEN`, MAX also the
 * token alone, WhatsApp a message `code TOKEN`. Null: it is something else.
 */
export function tokenIn(text: string, channel: 'telegram' | 'max' | 'whatsapp'): string | null {
  const words = text.trim().split(/\s+/)
  const [first = '', second = ''] = words
  if (words.length > 2) return null
  const isStart = first === '/start' || (channel === 'whatsapp' && /^\p{L}{3,5}$/u.test(first))
  if (isStart && shape.test(second)) return second
  return channel === 'max' && words.length === 1 && shape.test(first) ? first : null
}

/** What is kept of a token. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
