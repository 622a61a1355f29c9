import { decodeUnknown } from './charsets.ts'
import type { Flow } from './lines.ts'
import type { Unreadable } from './readMail.types.ts'

export const mostParts = 500

/** Before a parser sees it: more parts than any person sends. Each line is looked at once. */
export function tooManyParts(raw: Uint8Array): Unreadable | null {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  if (boundariesIn(bytes).size > mostParts) return 'tooManyParts'
  const isFull = partsIn(bytes).length > mostParts || hasManyDashedLines(bytes)
  return isFull ? 'tooManyParts' : null
}

const mostDashedLines = 5_000

/** However the mail writes its boundaries. */
function hasManyDashedLines(bytes: Buffer): boolean {
  let count = 0
  for (let at = bytes.indexOf('\n--'); at >= 0 && count <= mostDashedLines; at = bytes.indexOf('\n--', at + 1))
    count += 1
  return count > mostDashedLines
}

const boundary = /boundary(?:\*0?\*?)?\s{0,20}=\s{0,20}(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi

function boundariesIn(bytes: Buffer): Set<string> {
  const found = new Set<string>()
  for (const [, quoted, bare] of bytes.toString('latin1').matchAll(boundary)) {
    found.add((quoted ?? bare ?? '').trimEnd())
    if (found.size > mostParts) break
  }
  return found
}

const contentType = /^content-type[ \t]*:/i
const charsetParameter = /;\s*charset\s*=\s*(?:"[^"]{0,100}"|[^\s;]{0,100})/gi

/** The same mail with this charset said of its texts, whatever it said before. */
export function withCharset(raw: Uint8Array, charset: string): Uint8Array {
  const lines = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1').split('\n')
  let hasType = false
  let isHead = true
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (isHead && line.trim() === '') {
      if (!hasType) lines[at] = `Content-Type: text/plain; charset=${charset}\n${line}`
      isHead = false
    }
    if (!contentType.test(line)) continue
    if (isHead) hasType = true
    let end = at + 1
    while (/^[ \t]/.test(lines[end] ?? '') && end < at + 20) end += 1
    const whole = lines.slice(at, end).join(' ').replaceAll('\r', ' ')
    if (!/:\s{0,10}text\/(?:plain|html)\b/i.test(whole)) continue
    lines[at] = `${whole.replaceAll(charsetParameter, '').trimEnd()}; charset=${charset}`
    for (let folded = at + 1; folded < end; folded += 1) lines[folded] = 'X-Folded: -'
  }
  return Buffer.from(lines.join('\n'), 'latin1')
}

/** Where parts begin, by the boundaries that the mail names: the first letter after the boundary's line. */
function partsIn(bytes: Buffer): number[] {
  const boundaries = boundariesIn(bytes)
  const parts: number[] = []
  for (let at = bytes.indexOf('\n--'); at >= 0 && parts.length <= mostParts; at = bytes.indexOf('\n--', at + 1)) {
    const end = bytes.indexOf(10, at + 3)
    if (end >= 0 && boundaries.has(bytes.toString('latin1', at + 3, Math.min(end, at + 203)).trimEnd()))
      parts.push(end + 1)
  }
  return parts
}

const longestPartHead = 100_000

export type MendedMail = { raw: Uint8Array; flow: Flow | null }

/**
 * Before a parser sees it, in the heads of the mail and its parts: a text that has a name is a file, whatever its disposition says,
 * else it would be read as what the person wrote; bytes of names are made UTF-8; and flowed texts are joined by ourselves
 * (`unflowed`), for the parser joins an answer to the quote above it.
 */
export function mendedMail(raw: Uint8Array): MendedMail {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const pieces: Uint8Array[] = []
  let done = 0
  let flow: Flow | null = null
  for (const from of [0, ...partsIn(bytes)]) {
    const window = bytes.toString('latin1', from, from + longestPartHead)
    const end = /\r?\n\r?\n/.exec(window)?.index
    if (end === undefined || from < done) continue
    const head = window.slice(0, end)
    const fixed = asFixed(from > 0 && isNamedText(head) ? attached(head) : head)
    flow ??= fixed.flow
    const mended = inUtf8(fixed.head)
    if (mended === null && fixed.head === head) continue
    pieces.push(bytes.subarray(done, from), mended ?? Buffer.from(fixed.head, 'latin1'))
    done = from + end
  }
  return { raw: pieces.length === 0 ? raw : Buffer.concat([...pieces, bytes.subarray(done)]), flow }
}

const inline = /^content-disposition[ \t]*:[ \t]*inline/im

function attached(head: string): string {
  return inline.test(head)
    ? head.replace(inline, 'Content-Disposition: attachment')
    : `Content-Disposition: attachment\r\n${head}`
}

const flowed = /([;\s]format\s{0,5}=\s{0,5})"?flowed"?/i

function asFixed(head: string): { head: string; flow: Flow | null } {
  const isFlowed = flowed.test(head) && /^content-type[ \t]*:\s{0,5}text\/plain\b/im.test(head)
  if (!isFlowed) return { head, flow: null }
  return { head: head.replace(flowed, '$1fixed'), flow: { dropsSpace: /[;\s]delsp\s{0,5}=\s{0,5}"?yes/i.test(head) } }
}

/** Null: it is. */
function inUtf8(head: string): Uint8Array | null {
  if (!/[\u0080-\u00FF]/.test(head)) return null
  const bytes = Buffer.from(head, 'latin1')
  const text = decodeUnknown(bytes)
  return Buffer.from(text).equals(bytes) ? null : Buffer.from(text)
}

function isNamedText(head: string): boolean {
  return (
    /^content-type[ \t]*:\s{0,5}text\/(?:plain|html)\b/im.test(head) &&
    /[;\s](?:file)?name(?:\*\d?\*?)?\s{0,5}=/i.test(head) &&
    !/^content-disposition[ \t]*:\s{0,5}attachment/im.test(head)
  )
}

/** A boundary that the mail uses but does not name, where the named one is nowhere; null: it has no parts at all. */
export function withUsedBoundary(raw: Uint8Array): Uint8Array | null {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  if (end === null || !/^content-type[ \t]*:\s{0,5}multipart\//im.test(text.slice(0, end.index))) return null
  const used = /^--([^\r\n]{1,200})\r?\ncontent-[a-z-]{1,40}:/im.exec(text.slice(end.index))?.[1]?.trimEnd()
  const head = text.slice(0, end.index).replace(/^content-type[ \t]*:[^\n]*(?:\n[ \t][^\n]*){0,20}/im, 'X-Folded: -')
  const body = text.slice(end.index + end[0].length)
  const type =
    used === undefined ? 'text/plain; charset=utf-8' : `multipart/mixed; boundary="${used.replaceAll(/["\\]/g, '')}"`
  return Buffer.from(`Content-Type: ${type}\r\n${head}\r\n\r\n${body}`, 'latin1')
}
