import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import { routes } from '#contract/routes.ts'
import { uploadPartBytes, uploadPath } from '#contract/tickets/files.types.ts'
import { prepareConversations, type Conversation } from '#test/support/chatWorld.ts'
import { startDatabase } from '#test/support/database.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { postJson } from '#test/support/postJson.ts'
import { launchServer, type ServerProcess } from '#test/support/serverProcess.ts'
import { measureDelivery, type Load } from './chat.ts'
import { median, round, type Figures } from './figures.ts'
import { collecting, peakAboveRest } from './memory.ts'
import { ensureBuilt } from './pages.ts'

const rounds = 3
const megabytes = 48
const atOnce = 10
const chatLoad: Load = { sockets: 100, conversations: 50, rate: 40, seconds: 15, writers: 1 }

/**
 * T7. `uploadMbPerSecond`: one upload of 48 MB in parts of 4; `ratio`: to the same parts written to disk by a plain `node:http` server.
 * `thumbnailMs`: from the last byte of a photograph of 12 megapixels to its answer. `chatP99Ratio`: the slowest hundredth of messages
 * beside ten uploads, to those without. `rssOneMb`, `rssTenMb`: the server's memory above its rest during one upload, and ten at once.
 */
export async function benchFiles(): Promise<Figures> {
  await ensureBuilt()
  const database = await startDatabase({ fsync: true })
  const { url: databaseUrl } = await database.clone()
  const conversations = await prepareConversations(databaseUrl, { conversations: chatLoad.conversations })
  const own = { OPORA_MASTER_KEY: testMasterKey, OPORA_LOG_LEVEL: 'error', OPORA_SANDBOX: '1' }
  const env = {
    ...own,
    OPORA_DATA_DIR: database.dataDir,
    OPORA_PORTAL_FILES_MB: '1000000',
    OPORA_DESK_FILES_MB: '1000000',
  }
  const server = await launchServer({ databaseUrl, env, nodeArguments: collecting })
  const plain = await startPlain()
  try {
    return await measure(server, plain.port, conversations)
  } finally {
    await plain.stop()
    server.kill('SIGTERM')
    await server.exited
    await database.stop()
  }
}

async function measure(server: ServerProcess, plainPort: number, conversations: Conversation[]): Promise<Figures> {
  const one = uploaderTo(server.port, conversations, 0)
  await one.send()
  await sendPlain(plainPort)
  const [speeds, plainSpeeds]: [number[], number[]] = [[], []]
  for (let i = 0; i < rounds; i += 1) {
    speeds.push(await megabytesPerSecond(() => one.send()))
    plainSpeeds.push(await megabytesPerSecond(() => sendPlain(plainPort)))
  }
  const ten = Array.from({ length: atOnce }, (_, index) => uploaderTo(server.port, conversations, index))
  const [peaksOfOne, peaksOfTen]: [number[], number[]] = [[], []]
  for (let i = 0; i < rounds; i += 1) {
    peaksOfOne.push(await peakAboveRest(server, () => one.send()))
    peaksOfTen.push(await peakAboveRest(server, () => Promise.all(ten.map((each) => each.send()))))
  }
  const thumbnailMs = await measureThumbnail(one)
  const chat = await measureChat(server, conversations, ten)
  return {
    uploadMbPerSecond: round(median(speeds)),
    ratio: round(median(speeds) / median(plainSpeeds), 2),
    thumbnailMs: round(thumbnailMs),
    ...chat,
    rssOneMb: round(median(peaksOfOne)),
    rssTenMb: round(median(peaksOfTen)),
  }
}

async function megabytesPerSecond(send: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await send()
  return megabytes / ((performance.now() - startedAt) / 1000)
}

const bytes = randomBytes(megabytes * 1024 * 1024)

type Uploader = { send(): Promise<void>; finish(picture: Buffer): Promise<number> }

function uploaderTo(port: number, conversations: Conversation[], index: number): Uploader {
  const { clientToken: token = '', ticketId = '' } = conversations[index] ?? {}
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const call = (method: string, path: string, headers: Record<string, string>, body?: Buffer) =>
    ask(
      port,
      { method, path, agent, headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...headers } },
      body,
    )
  const metadata = `name ${Buffer.from('a.bin').toString('base64')},ticketId ${Buffer.from(ticketId).toString('base64')}`

  async function upload(all: Buffer): Promise<string> {
    const begun = await call('POST', uploadPath, { 'upload-length': String(all.length), 'upload-metadata': metadata })
    const place = begun.location ?? ''
    for (let offset = 0; offset < all.length; offset += uploadPartBytes) {
      const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
      await call('PATCH', place, headers, all.subarray(offset, offset + uploadPartBytes))
    }
    return place
  }

  return {
    async send() {
      const place = await upload(bytes)
      await call('DELETE', place, {})
    },
    /** In milliseconds, from its last byte on. */
    async finish(picture) {
      const fileId = (await upload(picture)).split('/').at(-1)
      const startedAt = performance.now()
      const url = `http://127.0.0.1:${port}`
      const { path } = routes.finishUpload
      const { status } = await postJson({ url, path, token, input: { fileId }, agent, timeoutMs: 60_000 })
      if (status !== 200) throw new Error(`the picture was refused: ${status}`)
      return performance.now() - startedAt
    },
  }
}

type Asked = { method: string; path: string; agent: Agent; headers: Record<string, string> }

async function ask(port: number, asked: Asked, body?: Buffer): Promise<{ location: string | undefined }> {
  const outgoing = request({ host: '127.0.0.1', port, ...asked })
  const length = body === undefined ? 0 : body.length
  outgoing.setHeader('content-length', length)
  outgoing.end(body)
  const [response] = await once(outgoing, 'response')
  response.resume()
  await once(response, 'end')
  if (response.statusCode >= 300) throw new Error(`${asked.method} ${asked.path} was refused: ${response.statusCode}`)
  return { location: response.headers.location }
}

async function sendPlain(port: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let offset = 0; offset < bytes.length; offset += uploadPartBytes) {
    const part = bytes.subarray(offset, offset + uploadPartBytes)
    await ask(port, { method: 'PUT', path: '/', agent, headers: {} }, part)
  }
  agent.destroy()
}

const plainServer = `
  const { createServer } = require('node:http')
  const { createWriteStream } = require('node:fs')
  const { pipeline } = require('node:stream')
  const server = createServer((request, response) => {
    pipeline(request, createWriteStream(process.argv[1], { flags: 'a' }), () => response.end())
  })
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))`

/** As little as a server can do with what comes: it lies in a file. */
async function startPlain(): Promise<{ port: number; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'opora-plain-'))
  const child = spawn(process.execPath, ['-e', plainServer, join(folder, 'file')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return {
    port: Number(line),
    async stop() {
      child.kill('SIGKILL')
      await once(child, 'exit')
      await rm(folder, { recursive: true })
    },
  }
}

async function measureThumbnail(to: Uploader): Promise<number> {
  const size = { width: 4000, height: 3000, channels: 3 as const }
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
  const times: number[] = []
  for (let i = 0; i <= rounds; i += 1) {
    const picture = await sharp({ create: { ...size, background: '#888', noise } })
      .jpeg({ quality: 70 + i })
      .toBuffer()
    times.push(await to.finish(picture))
  }
  // The first one also waits for the process that looks into files.
  return median(times.slice(1))
}

async function measureChat(server: ServerProcess, conversations: Conversation[], ten: Uploader[]): Promise<Figures> {
  const url = `http://127.0.0.1:${server.port}`
  const alone = await measureDelivery(url, conversations, chatLoad, () => ({}))
  const over = new AbortController()
  const uploading = ten.map(async (each) => {
    while (!over.signal.aborted) await each.send()
  })
  await delay(500)
  const beside = await measureDelivery(url, conversations, chatLoad, () => ({}))
  over.abort()
  await Promise.all(uploading)
  const [p99Ms = 0, besideMs = 0] = [alone['p99Ms'], beside['p99Ms']]
  return { chatP99Ms: p99Ms, chatP99BesideMs: besideMs, chatP99Ratio: round(besideMs / p99Ms, 2) }
}
