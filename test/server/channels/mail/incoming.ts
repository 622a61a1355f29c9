import { readMail } from '#server/channels/mail/readMail.adapter.ts'
import type { ReadMail, ReadMailContext } from '#server/channels/mail/domain/readMail.types.ts'

export const context: ReadMailContext = {
  account: { address: 'support@desk.example', aliases: [], trustedAuthserv: 'mx.desk.example', delimiter: '+' },
  ownAddresses: ['support@desk.example', 'help@desk.example'],
  serverId: 'opora-1',
  prefixes: ['OP'],
  arrivedAt: new Date('2026-11-28T12:00:00Z'),
  isOurMessageId: (id) => id === '<ours@desk.example>',
  resolver: () => Promise.reject(Object.assign(new Error('no name'), { code: 'ENOTFOUND' })),
}

export const passed = 'Authentication-Results: mx.desk.example; dmarc=pass (p=reject) header.from=client.example'

/** A mail of these header lines and this body; each letter is one byte. */
export function rawMail(headers: readonly string[], body = 'text', { eol = '\r\n' } = {}): Uint8Array {
  return Buffer.from([...headers, '', body].join(eol), 'latin1')
}

/** As `rawMail`, of somebody who is proven; a header that is named again comes in the place of the usual one. */
export function humanMail(headers: readonly string[] = [], body = 'text'): Uint8Array {
  const usual = [
    passed,
    'From: anna@client.example',
    'To: support@desk.example',
    'Subject: question',
    'Message-ID: <1@client.example>',
  ]
  const names = new Set(headers.map(nameOf))
  return rawMail([...usual.filter((line) => !names.has(nameOf(line))), ...headers], body)
}

function nameOf(line: string): string {
  return line.slice(0, line.indexOf(':')).toLowerCase()
}

export function readHuman(
  headers: readonly string[] = [],
  body = 'text',
  change: Partial<ReadMailContext> = {},
): Promise<ReadMail> {
  return readMail(humanMail(headers, body), { ...context, ...change })
}

/** UTF-8 bytes, each as a letter. */
export function utf8(text: string): string {
  return Buffer.from(text).toString('latin1')
}
