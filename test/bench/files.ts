import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import sharp from 'sharp'
import { prepareConversations, type Conversation } from '#test/support/chatWorld.ts'
import { startDatabase } from '#test/support/database.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { launchServer, type ServerProcess } from '#test/support/serverProcess.ts'
import { measureDelivery, type Load } from './chat.ts'
import { median, round, type Figures } from './figures.ts'
import { collecting, peakAboveRest, processorMs } from './memory.ts'
import { ensureBuilt } from './pages.ts'
import { megabytes, sendPlain, uploaderTo, type Uploader } from './uploader.ts'

const rounds = 3
const speedRounds = 5
const atOnce = 10
const chatLoad: Load = { sockets: 100, conversations: 50, rate: 40, seconds: 15, writers: 1 }

/**
 * T7. `uploadMbPerSecond`: one upload of 48 MB in parts of 4; `ratio`: to the same parts written to disk by a plain `node:http` server,
 * which waits for the disk as little as ours does before a file is finished. `uploadCpuMs`: what one costs the server's process.
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
  const cpuBefore = processorMs(server)
  for (let i = 0; i < speedRounds; i += 1) {
    speeds.push(await megabytesPerSecond(() => one.send()))
    plainSpeeds.push(await megabytesPerSecond(() => sendPlain(plainPort)))
  }
  const uploadCpuMs = (processorMs(server) - cpuBefore) / speedRounds
  const ten = Array.from({ length: atOnce }, (_, index) => uploaderTo(server.port, conversations, index))
  const [peaksOfOne, peaksOfTen]: [number[], number[]] = [[], []]
  for (let i = 0; i < rounds; i += 1) {
    peaksOfOne.push(await peakAboveRest(server, () => one.send()))
    peaksOfTen.push(await peakAboveRest(server, () => Promise.all(ten.map((each) => each.send()))))
  }
  const thumbnailMs = await measureThumbnail(one)
  const chat = await measureChat(server, conversations)
  return {
    uploadMbPerSecond: round(median(speeds)),
    ratio: round(median(speeds) / median(plainSpeeds), 2),
    uploadCpuMs: round(uploadCpuMs),
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

const plainServer = `
  const { createServer } = require('node:http')
  const { createWriteStream, unlink } = require('node:fs')
  const { pipeline } = require('node:stream')
  const server = createServer((request, response) => {
    if (request.method === 'DELETE') return unlink(process.argv[1], () => response.end())
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

async function measureChat(server: ServerProcess, conversations: Conversation[]): Promise<Figures> {
  const url = `http://127.0.0.1:${server.port}`
  const alone = await measureDelivery(url, conversations, chatLoad, () => ({}))
  const uploading = spawn(
    process.execPath,
    [
      new URL('uploadSteadily.ts', import.meta.url).pathname,
      JSON.stringify({ port: server.port, conversations: conversations.slice(0, atOnce) }),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(createInterface({ input: uploading.stdout }), 'line')
  const beside = await measureDelivery(url, conversations, chatLoad, () => ({}))
  if (uploading.exitCode !== null) throw new Error('the uploads have failed')
  uploading.kill('SIGKILL')
  await once(uploading, 'exit')
  const [p99Ms = 0, besideMs = 0] = [alone['p99Ms'], beside['p99Ms']]
  return { chatP99Ms: p99Ms, chatP99BesideMs: besideMs, chatP99Ratio: round(besideMs / p99Ms, 2) }
}
