import { open, type FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

export type ZipReader = {
  names: readonly string[]
  /** The entry's text as it is unpacked, a piece at a time. Throws where it is longer than so many bytes. */
  read(name: string, mostBytes: number): AsyncGenerator<string, undefined>
  close(): Promise<void>
}

type Entry = { method: number; compressed: number; offset: number }

const endSignature = 0x06_05_4b_50
const entrySignature = 0x02_01_4b_50
const localSignature = 0x04_03_4b_50
const endLength = 22
const entryLength = 46
const localLength = 30
/** The end is found by looking back; behind it there is at most a comment. */
const mostComment = 65_535
/** Far more than a workbook of ours has, and a directory of a few kilobytes. */
const mostEntries = 64
const mostDirectoryBytes = 64 * 1024
const deflated = 8

/** A stranger's archive, of which never more is in memory than its directory and the piece that is being read. */
export async function openZip(path: string): Promise<ZipReader> {
  const file = await open(path)
  try {
    const entries = await readDirectory(file)
    return {
      names: [...entries.keys()],
      read: (name, mostBytes) => readText(file, entries.get(name), mostBytes),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readDirectory(file: FileHandle): Promise<Map<string, Entry>> {
  const { size } = await file.stat()
  const tail = await bytesAt(file, Math.max(0, size - endLength - mostComment), Math.min(size, endLength + mostComment))
  const at = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (at < 0 || tail.length - at < endLength || tail.readUInt32LE(at) !== endSignature) throw damaged()
  const count = tail.readUInt16LE(at + 10)
  const length = tail.readUInt32LE(at + 12)
  if (count > mostEntries || length > mostDirectoryBytes) throw new RangeError('the archive has too many entries')
  const directory = await bytesAt(file, tail.readUInt32LE(at + 16), length)
  const entries = new Map<string, Entry>()
  for (let offset = 0, i = 0; i < count; i++) {
    const { name, entry, next } = entryAt(directory, offset)
    // Of two entries with one name, another reader might take the other.
    if (entries.has(name)) throw damaged()
    entries.set(name, entry)
    offset = next
  }
  return entries
}

function entryAt(directory: Buffer, offset: number): { name: string; entry: Entry; next: number } {
  if (offset + entryLength > directory.length || directory.readUInt32LE(offset) !== entrySignature) throw damaged()
  const nameEnd = offset + entryLength + directory.readUInt16LE(offset + 28)
  return {
    name: directory.toString('utf8', offset + entryLength, nameEnd),
    entry: {
      method: directory.readUInt16LE(offset + 10),
      compressed: directory.readUInt32LE(offset + 20),
      offset: directory.readUInt32LE(offset + 42),
    },
    next: nameEnd + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32),
  }
}

async function* readText(
  file: FileHandle,
  entry: Entry | undefined,
  mostBytes: number,
): AsyncGenerator<string, undefined> {
  if (entry === undefined || (entry.method !== 0 && entry.method !== deflated)) throw damaged()
  const local = await bytesAt(file, entry.offset, localLength)
  if (local.readUInt32LE(0) !== localSignature) throw damaged()
  const start = entry.offset + localLength + local.readUInt16LE(26) + local.readUInt16LE(28)
  if (entry.compressed === 0) return undefined
  const packed = file.createReadStream({ start, end: start + entry.compressed - 1, autoClose: false })
  // Whoever reads sees the error; nothing is to be done about it here.
  const unpacked = entry.method === 0 ? packed : pipeline(packed, createInflateRaw(), () => {})
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  for await (const chunk of unpacked) {
    if (!Buffer.isBuffer(chunk)) throw damaged()
    bytes += chunk.length
    if (bytes > mostBytes) throw new RangeError(`the archive unpacks to more than ${mostBytes} bytes`)
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
  return undefined
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead < length) throw damaged()
  return buffer
}

function damaged(): Error {
  return new Error('it is no archive, or a damaged one')
}
