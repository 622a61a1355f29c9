/** What is read of an archive: its texts by name. */
export interface ZipText {
  path: string
  text: string
}

const endSignature = 0x06_05_4b_50
const entrySignature = 0x02_01_4b_50
const localSignature = 0x04_03_4b_50
const endLength = 22
const entryLength = 46
const localLength = 30
const mostComment = 65_535
const mostEntries = 5_000
const mostUnpacked = 250_000
const utf8Names = 0x08_00
/** 1 January 1980: the same content always gives the same bytes. */
const noDate = 0x00_21

export class DamagedZip extends Error {}

/** The texts whose names `isWanted`; throws `DamagedZip` where it is no archive, a damaged one, or one that unpacks to too much. */
export async function readZip(archive: ArrayBuffer, isWanted: (path: string) => boolean): Promise<ZipText[]> {
  const view = new DataView(archive)
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  if (count > mostEntries) throw new DamagedZip()
  const texts: ZipText[] = []
  let at = view.getUint32(end + 16, true)
  for (let entry = 0; entry < count; entry += 1) {
    if (at + entryLength > view.byteLength || view.getUint32(at, true) !== entrySignature) throw new DamagedZip()
    const nameLength = view.getUint16(at + 28, true)
    const path = textOf(bytesAt(archive, at + entryLength, nameLength))
    if (isWanted(path)) texts.push({ path, text: await readEntry(archive, view, at) })
    at += entryLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return texts
}

/** Texts as they are, without compression: a browser has what any program reads. */
export function writeZip(texts: readonly ZipText[]): Uint8Array<ArrayBuffer>[] {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { path, text } of texts) {
    const [name, content] = [new TextEncoder().encode(path), new TextEncoder().encode(text)]
    const facts = factsOf(name.length, content)
    const local = headerOf(localSignature, 4, facts, localLength)
    const header = headerOf(entrySignature, 6, facts, entryLength)
    new DataView(header.buffer).setUint16(4, 20, true)
    new DataView(header.buffer).setUint32(42, offset, true)
    parts.push(local, name, content)
    directory.push(header, name)
    offset += local.length + name.length + content.length
  }
  return [...parts, ...directory, endWith(texts.length, lengthOf(directory), offset)]
}

function endOf(view: DataView): number {
  const from = view.byteLength - endLength
  for (let at = from; at >= Math.max(0, from - mostComment); at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  throw new DamagedZip()
}

async function readEntry(archive: ArrayBuffer, view: DataView, at: number): Promise<string> {
  const method = view.getUint16(at + 10, true)
  const packed = view.getUint32(at + 20, true)
  const local = view.getUint32(at + 42, true)
  if (local + localLength > view.byteLength || view.getUint32(local, true) !== localSignature) throw new DamagedZip()
  const start = local + localLength + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const bytes = bytesAt(archive, start, packed)
  if (method === 0 && packed <= mostUnpacked) return textOf(bytes)
  if (method !== 8) throw new DamagedZip()
  return textOf(await inflated(bytes))
}

/** Never more than the bound is unpacked, whatever the archive says of itself. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length
      if (length > mostUnpacked) throw new DamagedZip()
      chunks.push(next.value)
    }
  } catch {
    await reader.cancel().catch(() => undefined)
    throw new DamagedZip()
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}

function bytesAt(archive: ArrayBuffer, start: number, length: number): Uint8Array<ArrayBuffer> {
  if (start + length > archive.byteLength) throw new DamagedZip()
  return new Uint8Array(archive, start, length)
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes)
}

/** The fields that both headers of an entry have, from the version that a reader needs on. */
function factsOf(nameLength: number, content: Uint8Array): Uint8Array {
  const facts = new DataView(new ArrayBuffer(26))
  facts.setUint16(0, 20, true)
  facts.setUint16(2, utf8Names, true)
  facts.setUint16(8, noDate, true)
  facts.setUint32(10, checksumOf(content), true)
  facts.setUint32(14, content.length, true)
  facts.setUint32(18, content.length, true)
  facts.setUint16(22, nameLength, true)
  return new Uint8Array(facts.buffer)
}

function headerOf(signature: number, factsAt: number, facts: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(length)
  new DataView(header.buffer).setUint32(0, signature, true)
  header.set(facts, factsAt)
  return header
}

function endWith(count: number, directoryLength: number, offset: number): Uint8Array<ArrayBuffer> {
  const end = new DataView(new ArrayBuffer(endLength))
  end.setUint32(0, endSignature, true)
  end.setUint16(8, count, true)
  end.setUint16(10, count, true)
  end.setUint32(12, directoryLength, true)
  end.setUint32(16, offset, true)
  return new Uint8Array(end.buffer)
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0)
}

/** CRC-32, as the format has it. */
function checksumOf(bytes: Uint8Array): number {
  let sum = 0xff_ff_ff_ff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xed_b8_83_20 & -(sum & 1))
  }
  return (sum ^ 0xff_ff_ff_ff) >>> 0
}
