import { once } from 'node:events'
import { constants, crc32, createDeflateRaw } from 'node:zlib'

export type ZipEntryWriter = {
  write(text: string): Promise<void>
  close(): Promise<void>
}

export type ZipWriter = {
  /** One at a time: the entry before must be closed. */
  open(name: string): ZipEntryWriter
  /** The whole archive. */
  finish(): Buffer
}

const biggest = 0xff_ff_ff_ff
const version = 20
/** Names are UTF-8. */
const flags = 0x08_00
const deflated = 8
/** 1 January 1980, where the format's time begins: the same content always gives the same bytes. */
const noDate = 0x00_21

/**
 * An archive in memory. What is written is compressed at once, and each header is made when its sizes are known, so that no
 * reader has to look for them behind the content.
 */
export function makeZipWriter(): ZipWriter {
  const content: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  return {
    open(name) {
      const deflate = createDeflateRaw({ level: constants.Z_DEFAULT_COMPRESSION })
      const chunks: Buffer[] = []
      deflate.on('data', (chunk: Buffer) => chunks.push(chunk))
      let checksum = 0
      let size = 0
      return {
        async write(text) {
          const bytes = Buffer.from(text, 'utf8')
          checksum = crc32(bytes, checksum)
          size += bytes.length
          const { promise, resolve, reject } = Promise.withResolvers<void>()
          deflate.write(bytes, (error) => (error ? reject(error) : resolve()))
          await promise
        },
        async close() {
          const ended = once(deflate, 'end')
          deflate.end()
          await ended
          const facts = factsOf({ name, checksum, size, compressed: lengthOf(chunks) })
          const header = [localHeader(facts), Buffer.from(name, 'utf8')]
          directory.push(directoryHeader(facts, offset), Buffer.from(name, 'utf8'))
          content.push(...header, ...chunks)
          offset += lengthOf(header) + lengthOf(chunks)
        },
      }
    },
    finish: () => Buffer.concat([...content, ...directory, endOf(directory, offset)]),
  }
}

type Entry = { name: string; checksum: number; size: number; compressed: number }

/** The fields that stand alike in both headers of an entry, from the version that a reader needs to the length of its name. */
function factsOf({ name, checksum, size, compressed }: Entry): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(version, 0)
  facts.writeUInt16LE(flags, 2)
  facts.writeUInt16LE(deflated, 4)
  facts.writeUInt16LE(noDate, 8)
  facts.writeUInt32LE(checksum, 10)
  facts.writeUInt32LE(within(compressed), 14)
  facts.writeUInt32LE(within(size), 18)
  facts.writeUInt16LE(Buffer.byteLength(name, 'utf8'), 22)
  return facts
}

function localHeader(facts: Buffer): Buffer {
  return Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts])
}

function directoryHeader(facts: Buffer, offset: number): Buffer {
  const madeBy = Buffer.alloc(2)
  madeBy.writeUInt16LE(version, 0)
  // Comment, disk and attributes are none.
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(within(offset), 10)
  return Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), madeBy, facts, rest])
}

function endOf(directory: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(directory.length / 2, 8)
  end.writeUInt16LE(directory.length / 2, 10)
  end.writeUInt32LE(lengthOf(directory), 12)
  end.writeUInt32LE(within(offset), 16)
  return end
}

function within(bytes: number): number {
  if (bytes > biggest) throw new RangeError('an archive of more than 4 GB is another format')
  return bytes
}

function lengthOf(buffers: readonly Buffer[]): number {
  return buffers.reduce((sum, { length }) => sum + length, 0)
}
