import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'

export class ScanFailed extends Error {}

/** `host:port`, or the path of a socket. */
export type ScannerAddress = { path: string } | { host: string; port: number }

/** `idleMs`: so long nothing comes or goes; `allMs`: so long it takes at most, however slowly it speaks. */
export type ScanPatience = { idleMs: number; allMs: number }
const usualPatience: ScanPatience = { idleMs: 60_000, allMs: 180_000 }
const pieceBytes = 64 * 1024

/** `OPORA_CLAMD` as it is written: a path begins with a slash. Null where it is neither. */
export function readScannerAddress(text: string): ScannerAddress | null {
  if (text.startsWith('/')) return { path: text }
  const found = /^(.+):(\d{1,5})$/.exec(text)
  const [, host, port] = found ?? []
  return host === undefined || port === undefined ? null : { host, port: Number(port) }
}

/** Asks clamd (INSTREAM) of a file; whatever is not a plain "clean" or "infected" is a failure, and lets nothing through. */
export async function scanFile(
  address: ScannerAddress,
  path: string,
  { idleMs, allMs }: ScanPatience = usualPatience,
): Promise<'clean' | 'infected'> {
  const socket = 'path' in address ? connect(address.path) : connect(address.port, address.host)
  const giveUp = () => socket.destroy(new ScanFailed('clamd does not answer'))
  socket.setTimeout(idleMs, giveUp)
  const end = setTimeout(giveUp, allMs)
  try {
    // What it says is read from the first moment on: it may have enough before the end of the file.
    const [answer] = await Promise.all([readAll(socket), sendFile(socket, path)])
    if (answer === 'stream: OK') return 'clean'
    if (/^stream: .+ FOUND$/.test(answer)) return 'infected'
    throw new ScanFailed(`clamd says: ${answer.slice(0, 200)}`)
  } catch (error) {
    throw error instanceof ScanFailed ? error : new ScanFailed('clamd cannot be asked', { cause: error })
  } finally {
    clearTimeout(end)
    socket.destroy()
  }
}

async function readAll(socket: Socket): Promise<string> {
  let answer = ''
  for await (const chunk of socket) {
    answer += String(chunk)
    if (answer.includes('\0') || answer.length > 4096) break
  }
  return answer.replaceAll('\0', '').trim()
}

async function sendFile(socket: Socket, path: string): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'))
  for await (const chunk of createReadStream(path, { highWaterMark: pieceBytes })) {
    if (socket.destroyed) return
    const bytes: Buffer = chunk
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    await write(socket, Buffer.concat([length, bytes]))
  }
  await write(socket, Buffer.alloc(4))
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}
