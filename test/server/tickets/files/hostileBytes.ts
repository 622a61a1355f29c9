import { crc32, deflateSync } from 'node:zlib'

export const concat = (parts: Uint8Array[]) => Buffer.concat(parts)
export const alloc = (bytes: number) => Buffer.alloc(bytes)
export const from = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding)
export const of = (...bytes: number[]) => Buffer.from(bytes)

export function chunk(type: string, data: Buffer): Buffer {
  const body = concat([from(type, 'latin1'), data])
  const frame = alloc(8)
  frame.writeUInt32BE(data.length)
  frame.writeUInt32BE(crc32(body), 4)
  return concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

export function png(width: number, height: number, ...more: Buffer[]): Buffer {
  const header = alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = deflateSync(alloc(1000))
  return concat([
    of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', rows),
    chunk('IEND', alloc(0)),
  ])
}

export function gif(width: number, height: number): Buffer {
  const size = alloc(4)
  size.writeUInt16LE(width)
  size.writeUInt16LE(height, 2)
  return concat([
    from('GIF89a'),
    size,
    of(0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0),
    size,
    of(0, 2, 2, 0x44, 1, 0, 0x3b),
  ])
}

/** One stored entry; what a reader of archives would make of its name is its own affair. */
export function zip(name: string, data: Buffer, claimed = data.length): Buffer {
  const local = alloc(30)
  local.writeUInt32LE(0x04034b50)
  local.writeUInt16LE(20, 4)
  local.writeUInt32LE(crc32(data), 14)
  local.writeUInt32LE(data.length, 18)
  local.writeUInt32LE(claimed, 22)
  local.writeUInt16LE(name.length, 26)
  const end = alloc(22)
  end.writeUInt32LE(0x06054b50)
  return concat([local, from(name), data, end])
}
