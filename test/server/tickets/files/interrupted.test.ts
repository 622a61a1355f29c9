import { createHash, randomBytes } from 'node:crypto'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { uploadPartBytes, uploadPath } from '#contract/tickets/files.types.ts'
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

function uploaderOf(url: string, token: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    finish: (fileId: string) =>
      fetch(`${url}/api/files/finish`, { method: 'POST', headers, body: JSON.stringify({ fileId }) }),
  }
}
