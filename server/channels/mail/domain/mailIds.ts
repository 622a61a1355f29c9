import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { firstOf, type MailHeaders } from './headers.ts'
import { messageIdIn } from './kinds.ts'

type Signing = { key: Uint8Array; domain: string }
const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/** In RFC 4648's base32, small letters: 5 bits each, so that a server may change their case. */
function proof(key: Uint8Array, of: string, length: number): string {
  const bytes = createHmac('sha256', key).update(`mail ${of}`).digest()
  let [text, bits, value] = ['', 0, 0]
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += letters[(value >> bits) & 31] ?? ''
    }
  }
  return text.slice(0, length)
}

/** §3.2: the same message has the same id however often it is sent, and nobody else can make one. */
export function messageIdOf(messageUuid: string, { key, domain }: Signing): string {
  return `<m.${messageUuid}.${proof(key, `message ${messageUuid}`, 10)}@${domain}>`
}

/** Stands first in the references of a ticket's mails and was never sent: readers group by it. */
export function rootIdOf(ticketUuid: string, domain: string): string {
  return `<t.${ticketUuid}@${domain}>`
}

export function isOurMessageId(id: string, { key, domain }: Signing): boolean {
  const [, uuid = '', given = '', at = ''] =
    /^<m\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z2-7]{10})@([^@>]{1,253})>$/i.exec(id) ?? []
  if (uuid === '' || at.toLowerCase() !== domain.toLowerCase()) return false
  return areEqual(given, proof(key, `message ${uuid.toLowerCase()}`, 10))
}

/** `support+t.<this>@…`: 130 bits, looked up in the ticket's row. */
export function replyTokenOf(ticketUuid: string, key: Uint8Array): string {
  return proof(key, `reply ${ticketUuid}`, 26)
}

/** Hidden in text and HTML, for relays that write the ids anew. */
export function markerOf(ticketUuid: string, key: Uint8Array): string {
  return `opora-ref:${proof(key, `marker ${ticketUuid}`, 24)}`
}

/** `support+b.<this>@…`: whose bounce it is (§3.3). */
export function bounceTokenOf(outboxId: string, key: Uint8Array): string {
  return `${outboxId}.${proof(key, `bounce ${outboxId}`, 10)}`
}

/** The outbox's id; null: not made by us. */
export function readBounceToken(token: string, key: Uint8Array): string | null {
  const dot = token.lastIndexOf('.')
  const outboxId = token.slice(0, Math.max(0, dot))
  return outboxId !== '' && areEqual(token.slice(dot + 1), proof(key, `bounce ${outboxId}`, 10)) ? outboxId : null
}

function areEqual(given: string, right: string): boolean {
  const one = Buffer.from(given.toLowerCase())
  const other = Buffer.from(right)
  return one.length === other.length && timingSafeEqual(one, other)
}

const tracing = new Set([
  'received',
  'delivered-to',
  'return-path',
  'x-original-to',
  'authentication-results',
  'arc-authentication-results',
  'arc-message-signature',
  'arc-seal',
  'received-spf',
  'x-uid',
  'x-uidl',
  'status',
  'x-status',
])

/**
 * §1: the same mail that comes a second time, after a new UIDVALIDITY or a broken line, has the same key: its Message-ID and a hash
 * of everything that no server on the way adds.
 */
export function messageKeyOf(raw: Uint8Array, headers: MailHeaders): string {
  const hash = createHash('sha256')
  for (const { name, value } of headers.fields) if (!tracing.has(name)) hash.update(`${name}: ${value}\n`)
  hash.update(raw.subarray(bodyAt(raw)))
  return `${messageIdIn(firstOf(headers, 'message-id') ?? '') ?? ''}hash:${hash.digest('base64url')}`
}

function bodyAt(raw: Uint8Array): number {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at >= 0)
  return ends.length === 0 ? raw.length : Math.min(...ends)
}
