import { decodeNamed, decodeUnknown } from './charsets.ts'

/** `value`: unfolded, its bytes as Latin letters of the same number; `decodeHeader` makes text of it. */
export type HeaderField = { name: string; value: string }
export type MailHeaders = { fields: HeaderField[]; isWhole: boolean }

const longestHead = 1_048_576
const mostFields = 2_000

/** The head of a mail as it was sent: parsers hide what stands twice, and here that decides. */
export function readHeaders(raw: Uint8Array): MailHeaders {
  const head = Buffer.from(raw.subarray(0, longestHead)).toString('latin1')
  const end = endOfHead(head)
  const lines = head.slice(0, end ?? head.length).split('\n', mostFields * 20)
  const fields: HeaderField[] = []
  let open: string[] = []
  const close = () => {
    const field = fieldOf(open)
    if (field !== null) fields.push(field)
    open = []
  }
  for (const line of lines) {
    const bare = line.endsWith('\r') ? line.slice(0, -1) : line
    if (/^[ \t]/.test(bare) && open.length > 0) open.push(bare)
    else {
      close()
      open = [bare]
    }
  }
  close()
  const isWhole =
    (end !== null || raw.length < longestHead) && fields.length <= mostFields && lines.length < mostFields * 20
  return { fields: fields.slice(0, mostFields), isWhole }
}

function endOfHead(head: string): number | null {
  if (/^\r?\n/.test(head)) return 0
  const ends = [head.indexOf('\n\n'), head.indexOf('\n\r\n')].filter((at) => at >= 0)
  return ends.length === 0 ? null : Math.min(...ends)
}

/** Without the line breaks of the folding alone; the white space after them stays. */
function fieldOf(lines: readonly string[]): HeaderField | null {
  const whole = lines.join('')
  const colon = whole.indexOf(':')
  if (colon <= 0) return null
  const name = whole.slice(0, colon).trim().toLowerCase()
  return /^[!-~]+$/.test(name) ? { name, value: whole.slice(colon + 1).trim() } : null
}

export function allOf({ fields }: MailHeaders, name: string): string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value)
}

export function firstOf(headers: MailHeaders, name: string): string | null {
  return headers.fields.find((field) => field.name === name)?.value ?? null
}

const encodedWord = /=\?([^?\s]{1,60})\?([BbQq])\?([^?]{0,4000})\?=/g
type Piece = { charset: string; bytes: Uint8Array }

/** Encoded words, also of which letters are cut apart, and bytes that should not be there. One line, no control letters. */
export function decodeHeader(value: string): string {
  const pieces: Piece[] = []
  let text = ''
  const flush = () => {
    text += decodePieces(pieces.splice(0))
  }
  let at = 0
  for (const match of value.slice(0, 100_000).matchAll(encodedWord)) {
    const between = value.slice(at, match.index)
    if (pieces.length === 0 || between.trim() !== '') {
      flush()
      text += rawText(between)
    }
    const [whole, charset = '', encoding = '', encoded = ''] = match
    pieces.push({ charset: (charset.split('*')[0] ?? '').toLowerCase(), bytes: bytesOf(encoding, encoded) })
    at = match.index + whole.length
  }
  flush()
  return oneLine(text + rawText(value.slice(at, 100_000)))
}

function rawText(latin: string): string {
  return /[\u0080-\u00FF]/.test(latin) ? decodeUnknown(Buffer.from(latin, 'latin1')) : latin
}

function bytesOf(encoding: string, encoded: string): Uint8Array {
  if (encoding.toUpperCase() === 'B') return Buffer.from(encoded, 'base64')
  const latin = encoded
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
  return Buffer.from(latin, 'latin1')
}

function decodePieces(pieces: readonly Piece[]): string {
  let text = ''
  for (let at = 0; at < pieces.length;) {
    const charset = pieces[at]?.charset ?? ''
    const same = pieces.slice(at).findIndex((piece) => piece.charset !== charset)
    const until = same < 0 ? pieces.length : at + same
    text += decodeNamed(Buffer.concat(pieces.slice(at, until).map(({ bytes }) => bytes)), charset)
    at = until
  }
  return text
}

/** Without control letters and without those that turn the direction, by which a name looks like another. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .trim()
}
