import type { Unreadable } from './readMail.types.ts'

export const mostParts = 500

/** Before a parser sees it: more parts than any person sends. Each line is looked at once. */
export function tooManyParts(raw: Uint8Array): Unreadable | null {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const boundaries = boundariesIn(bytes)
  if (boundaries.size > mostParts) return 'tooManyParts'
  let parts = 0
  for (let at = bytes.indexOf('\n--'); at >= 0; at = bytes.indexOf('\n--', at + 1)) {
    const end = bytes.indexOf(10, at + 3)
    const line = bytes.toString('latin1', at + 3, Math.min(end < 0 ? bytes.length : end, at + 203)).trimEnd()
    if (boundaries.has(line)) parts += 1
    if (parts > mostParts) return 'tooManyParts'
  }
  return null
}

function boundariesIn(bytes: Buffer): Set<string> {
  const found = new Set<string>()
  const small = [Buffer.from('boundary'), Buffer.from('BOUNDARY'), Buffer.from('Boundary')]
  for (const word of small) {
    for (let at = bytes.indexOf(word); at >= 0 && found.size <= mostParts; at = bytes.indexOf(word, at + word.length)) {
      const rest = bytes.toString('latin1', at + word.length, at + word.length + 210)
      const boundary = /^(?:\*0?\*?)?\s{0,20}=\s{0,20}(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/.exec(rest)
      if (boundary !== null) found.add((boundary[1] ?? boundary[2] ?? '').trimEnd())
    }
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
