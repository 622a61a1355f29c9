import { inflateRawSync, inflateSync, gunzipSync } from 'node:zlib'
import { extractText, getDocumentProxy } from 'unpdf'

/** What a client's side was given: where, and every byte of it. */
export type Given = { where: string; bytes: Buffer }

/** Where which of these words stands, in whatever form; a word is told by its first letters alone. */
export async function findSecrets(given: readonly Given[], secrets: readonly string[]): Promise<string[]> {
  const needles = secrets.flatMap((secret) => distinct(formsOf(secret)).map((form) => ({ ...form, secret })))
  const found = new Set<string>()
  for (const { where, bytes } of given) {
    for (const part of await unpacked(bytes)) {
      const isThere = bytesThere(part)
      const isPossible = (needle: Buffer) => needle.every((byte) => isThere[byte] === 1)
      for (const { secret, how, needle } of needles)
        if (isPossible(needle) && part.includes(needle)) found.add(`${where}: ${secret.slice(0, 4)}… as ${how}`)
    }
  }
  return [...found]
}

/** Most forms have a byte that most parts have not: a look at 256 marks spares the search of all of them. */
function bytesThere(part: Buffer): Uint8Array {
  const marks = new Uint8Array(256)
  for (let at = 0; at < part.length; at += 1) marks[part[at] ?? 0] = 1
  return marks
}

type Form = { how: string; needle: Buffer }

function distinct(forms: Form[]): Form[] {
  return [...new Map(forms.toReversed().map((form) => [form.needle.toString('latin1'), form])).values()].toReversed()
}

/** The ways in which a word stands in what is sent. */
function formsOf(secret: string): Form[] {
  const utf8 = Buffer.from(secret)
  const little = Buffer.from(secret, 'utf16le')
  const codes = [...utf8].map((byte) => byte.toString(16).padStart(2, '0'))
  const texts = {
    percent: codes.map((code) => `%${code}`).join(''),
    'quoted-printable': codes.map((code) => `=${code}`).join(''),
    hex: codes.join(''),
    'JSON escapes': Array.from(secret)
      .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
    'HTML numbers': Array.from(secret)
      .map((one) => `&#${one.charCodeAt(0)};`)
      .join(''),
  }
  return [
    { how: 'it is', needle: utf8 },
    { how: 'UTF-16', needle: little },
    { how: 'UTF-16, big end first', needle: Buffer.from(little).swap16() },
    ...Object.entries(texts).flatMap(([how, text]) =>
      [text, text.toUpperCase().replaceAll('\\U', '\\u')].map((one) => ({ how, needle: Buffer.from(one) })),
    ),
    ...[utf8, little].flatMap((bytes) => inBase64(bytes)),
  ]
}

/** Wherever it begins among the bytes around it: what depends on its neighbours is cut off. */
function inBase64(bytes: Buffer): Form[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '')
    const inner = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')].map((text) => ({
      how: 'base64',
      needle: Buffer.from(text),
    }))
  })
}

const mostDepth = 4

/** The bytes, and what is packed in them: archives, PDFs, files inside of JSON, letters. */
async function unpacked(bytes: Buffer, depth = 0): Promise<Buffer[]> {
  if (depth > mostDepth || bytes.length === 0) return [bytes]
  const parts = [...inArchive(bytes), ...inflated(bytes), ...(await inPdf(bytes)), ...inBase64Runs(bytes)]
  const inner = await Promise.all(parts.map((part) => unpacked(part, depth + 1)))
  return [bytes, ...joined(bytes), ...inner.flat()]
}

/** Lines that a letter has broken: quoted-printable, encoded words and base64 go on in the next one. */
function joined(bytes: Buffer): Buffer[] {
  const text = bytes.toString('latin1')
  const whole = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/\?=\r?\n? =\?utf-8\?[bq]\?/gi, '')
    .replaceAll(/(?<=[A-Za-z0-9+/]{60,})\r?\n(?=[A-Za-z0-9+/=])/g, '')
  return whole === text ? [] : [Buffer.from(whole, 'latin1')]
}

function inArchive(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const [method, size, name] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)]
    const local = bytes.readUInt32LE(at + 42)
    parts.push(bytes.subarray(at + 46, at + 46 + name))
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(from, from + size)
    parts.push(...(method === 0 ? [packed] : opened(() => inflateRawSync(packed))))
  }
  return parts
}

function inflated(bytes: Buffer): Buffer[] {
  return bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? opened(() => gunzipSync(bytes)) : []
}

/** What only looks as if something were packed in it has nothing inside. */
function opened(open: () => Buffer): Buffer[] {
  try {
    return [open()]
  } catch {
    return []
  }
}

/** Its streams, and the words that somebody reads in it: those are numbers of glyphs. */
async function inPdf(bytes: Buffer): Promise<Buffer[]> {
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return []
  const streams = [...bytes.toString('latin1').matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)].flatMap(
    ([, stream = '']) => opened(() => inflateSync(Buffer.from(stream, 'latin1'))),
  )
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(bytes)), { mergePages: true })
  return [...streams, Buffer.from(text)]
}

function inBase64Runs(bytes: Buffer): Buffer[] {
  return [...bytes.toString('latin1').matchAll(/[A-Za-z0-9+/]{200,}={0,2}/g)].map(([run]) => Buffer.from(run, 'base64'))
}
