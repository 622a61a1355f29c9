import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readScannerAddress, scanFile, ScanFailed } from '#server/platform/files/clamd.ts'
import { eicar, hasClamd, startClamd } from '#test/support/clamd.ts'

let folder: string
let path: string
const open: Server[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opora-clamd-'))
  path = join(folder, 'file')
  await writeFile(path, Buffer.alloc(200_000, 'x'))
})
afterAll(async () => {
  for (const server of open) server.close()
  await rm(folder, { recursive: true })
})

/** Takes a stream as clamd does, and then says this; null: hangs up. */
async function scannerThatSays(answer: string | null, listenAt: string | number = 0) {
  const got: Buffer[] = []
  const server = createServer((socket) => {
    socket.on('data', (chunk) => {
      got.push(chunk)
      if (!chunk.subarray(-4).equals(Buffer.alloc(4))) return
      if (answer === null) socket.destroy()
      else socket.end(`${answer}\0`)
    })
  })
  open.push(server)
  server.listen(listenAt)
  await once(server, 'listening')
  const address = server.address()
  return { got: () => Buffer.concat(got), port: typeof address === 'object' && address !== null ? address.port : 0 }
}

it('all of the file is told, in pieces with their lengths', async () => {
  const { got, port } = await scannerThatSays('stream: OK')
  expect(await scanFile({ host: '127.0.0.1', port }, path)).toBe('clean')
  const said = got()
  expect(said.subarray(0, 10).toString()).toBe('zINSTREAM\0')
  let place = 10
  let bytes = 0
  for (let length = said.readUInt32BE(place); length > 0; length = said.readUInt32BE(place)) {
    bytes += length
    place += 4 + length
  }
  expect(bytes).toBe(200_000)
})

it('what it has found is said, also over a socket of this machine', async () => {
  const socket = join(folder, 'clamd.sock')
  await scannerThatSays('stream: Eicar-Test-Signature FOUND', socket)
  expect(await scanFile({ path: socket }, path)).toBe('infected')
})

it.each([
  'INSTREAM size limit exceeded. ERROR',
  '',
  'stream: OKAY?',
  'stream: NOT OK',
  'x'.repeat(9000),
  ' FOUND',
  null,
])('%j lets nothing through', async (answer) => {
  const { port } = await scannerThatSays(answer)
  await expect(scanFile({ host: '127.0.0.1', port }, path)).rejects.toBeInstanceOf(ScanFailed)
})

it('one that is not there lets nothing through', async () => {
  await expect(scanFile({ path: join(folder, 'nobody') }, path)).rejects.toBeInstanceOf(ScanFailed)
})

it.each([
  ['says nothing', () => {}],
  ['never comes to an end', (socket: Socket) => setInterval(() => socket.write('s'), 20).unref()],
])('one that %s is not waited for', async (_, answer) => {
  const server = createServer((socket) => {
    socket.on('error', () => {}).resume()
    answer(socket)
  })
  open.push(server)
  server.listen(join(folder, `slow-${open.length}.sock`))
  await once(server, 'listening')
  const asked = scanFile({ path: join(folder, `slow-${open.length}.sock`) }, path, { idleMs: 300, allMs: 600 })
  await expect(asked).rejects.toBeInstanceOf(ScanFailed)
})

it('its address is a path, or a host and a port', () => {
  expect(readScannerAddress('/run/clamd.ctl')).toEqual({ path: '/run/clamd.ctl' })
  expect(readScannerAddress('scanner.local:3310')).toEqual({ host: 'scanner.local', port: 3310 })
  expect(readScannerAddress('scanner')).toBeNull()
})

it.each(hasClamd ? ['clamd'] : [])('%s itself is understood, also where a file is too long for it', async () => {
  const clamd = await startClamd()
  try {
    const scan = async (bytes: Buffer) => {
      await writeFile(join(folder, 'scanned'), bytes)
      return scanFile({ path: clamd.path }, join(folder, 'scanned'))
    }
    expect(await scan(Buffer.from('a letter'))).toBe('clean')
    expect(await scan(Buffer.from(eicar))).toBe('infected')
    expect(await scan(Buffer.from(`a letter, and then ${eicar}`))).toBe('infected')
    await expect(scan(Buffer.alloc(3 * 1024 * 1024, 'x'))).rejects.toBeInstanceOf(ScanFailed)
  } finally {
    await clamd.stop()
  }
})
