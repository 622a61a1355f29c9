import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { sql } from 'kysely'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { uploadPartBytes, uploadPath } from '#contract/tickets/files.types.ts'
import { eventually } from '#test/support/eventually.ts'
import { startProxy } from '#test/support/proxy.ts'
import { startScene, type Scene } from '../scene.ts'
import { idIn, uploader } from './fileScene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
afterAll(() => scene.world.stop())

const megabyte = 1024 * 1024

async function bytesOf(fileId: string, token: string): Promise<Buffer> {
  const { links } = await scene.world.call('linkFiles', { files: [{ fileId, variant: 'download' }] }, token)
  return Buffer.from(await (await fetch(new URL(links[0]?.url ?? '', scene.world.url))).arrayBuffer())
}

/** A text, so that it is taken; no two parts of it are alike. */
function manyBytes(count: number): Buffer {
  return Buffer.from(randomBytes(count / 2).toString('hex'))
}

it('50 MB over a connection that is cut three times arrive as they were', { timeout: 240_000 }, async () => {
  const { world, admin } = scene
  const proxy = await startProxy(Number(new URL(world.url).port))
  const bytes = manyBytes(50 * megabyte)
  const cuts = [9 * megabyte, 24 * megabyte, 41 * megabyte]
  const done = Promise.withResolvers<string>()
  const upload = new Upload(bytes, {
    endpoint: `http://127.0.0.1:${proxy.port}${uploadPath}`,
    headers: { authorization: `Bearer ${admin}` },
    metadata: { name: 'большой.log' },
    chunkSize: uploadPartBytes,
    retryDelays: [0, 100, 200, 400, 800, 1600, 3200],
    onProgress(sent) {
      if (sent < (cuts[0] ?? Infinity)) return
      cuts.shift()
      proxy.resume('forgotten')
    },
    onSuccess: () => done.resolve(idIn(new Headers({ location: upload.url ?? '' }))),
    onError: done.reject,
  })
  upload.start()
  try {
    const fileId = await done.promise
    expect(cuts).toEqual([])
    expect(await world.call('finishUpload', { fileId }, admin)).toMatchObject({ bytes: bytes.length, kind: 'text' })
    const digest = (of: Buffer) => createHash('sha256').update(of).digest('hex')
    expect(digest(await bytesOf(fileId, admin))).toBe(digest(bytes))
  } finally {
    await proxy.close()
  }
})

it('two servers of one database write one upload, one at a time', { timeout: 120_000 }, async () => {
  const { world, admin } = scene
  const other = await world.startAnother()
  try {
    const bytes = manyBytes(megabyte)
    const [here, there] = [uploader(world, admin), uploader(other, admin)]
    const fileId = idIn((await here.begin('a.log', bytes.length)).headers)
    let offset = 0
    while (offset < bytes.length) {
      const part = bytes.subarray(offset, offset + 200_000)
      // Both are asked for the same part: one writes it, the other finds that it has come already.
      const answers = await Promise.all([here, there].map((server) => server.part(fileId, offset, part)))
      expect(answers.map(({ status }) => status).toSorted((low, high) => low - high)).toEqual([204, 409])
      offset += part.length
    }
    const finished = await Promise.all([world.url, other.url].map((url) => uploaderOf(url, admin).finish(fileId)))
    expect(finished.map(({ status }) => status)).toEqual([200, 200])
    expect((await bytesOf(fileId, admin)).equals(bytes)).toBe(true)
  } finally {
    await other.stop()
  }
})

it('whoever does not own an upload that runs is told that there is none, and does not interrupt it', async () => {
  const { world, admin, agent } = scene
  const bytes = manyBytes(megabyte)
  const half = bytes.length / 2
  const fileId = idIn((await uploader(world, admin).begin('a.log', bytes.length)).headers)
  const running = openPart(world.url, admin, { fileId, length: bytes.length })
  running.write(bytes.subarray(0, half))
  await eventually(() => isHeld(fileId))
  const stranger = uploader(world, agent)

  const answers = [
    await stranger.state(fileId),
    await stranger.part(fileId, 0, bytes.subarray(0, 10)),
    await stranger.drop(fileId),
  ]
  running.end(bytes.subarray(half))

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  expect(await running.offset).toBe(String(bytes.length))
})

/** A server writes it now. */
async function isHeld(fileId: string): Promise<void> {
  const { rows } = await sql<{ lease: string | null }>`
    select lease from ticket_files where file_id = ${fileId}`.execute(scene.world.store.db)
  expect(rows).toEqual([{ lease: expect.any(String) }])
}

/** A part that comes in two pieces: the request is under way until its second one is there. */
function openPart(url: string, token: string, { fileId, length }: { fileId: string; length: number }) {
  const headers = {
    authorization: `Bearer ${token}`,
    'tus-resumable': '1.0.0',
    'upload-offset': '0',
    'content-type': 'application/offset+octet-stream',
    'content-length': String(length),
  }
  const sent = request(new URL(`/uploads/${fileId}`, url), { method: 'PATCH', headers })
  return {
    write: (bytes: Buffer) => sent.write(bytes),
    end: (bytes: Buffer) => sent.end(bytes),
    /** How far the server says that it has come. */
    offset: once(sent, 'response').then(([response]: IncomingMessage[]) => response?.headers['upload-offset']),
  }
}

function uploaderOf(url: string, token: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    finish: (fileId: string) =>
      fetch(`${url}/api/files/finish`, { method: 'POST', headers, body: JSON.stringify({ fileId }) }),
  }
}
