import { once } from 'node:events'
import { request } from 'node:http'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MessageFile } from '#contract/tickets/files.types.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'
import { attach, idIn, send, uploader } from './fileScene.ts'
import { hostileFiles, type Hostile } from './hostileFiles.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
/** Each sends as much as a person may: the next one comes a while later. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5000, shouldAdvanceTime: true })
})
afterAll(() => {
  vi.useRealTimers()
  return scene.world.stop()
})

type Outcome = { code: string | null; file?: MessageFile; fileId?: string }

/** A refusal, or what was kept. */
async function sendHostile({ name, bytes }: Hostile): Promise<Outcome> {
  const to = uploader(scene.world, scene.admin)
  const begun = await to.begin(name, bytes.length)
  if (begun.status !== 201) return { code: begun.code }
  const fileId = idIn(begun.headers)
  await to.part(fileId, 0, bytes)
  const answer = await scene.world.ask('finishUpload', { fileId }, scene.admin)
  return answer.ok ? { code: null, file: answer.body, fileId } : { code: answer.code, fileId }
}

function expectedOf(ends: Hostile['ends']) {
  if (ends === 'either') return {}
  return typeof ends === 'string' ? { code: ends } : { code: null, file: ends }
}

async function open(fileId: string, variant: 'download' | 'inline' | 'thumbnail') {
  const answer = await scene.world.ask('linkFiles', { files: [{ fileId, variant }] }, scene.admin)
  if (!answer.ok) return null
  return fetch(new URL(answer.body.links[0]?.url ?? '', scene.world.url))
}

const shownTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'video/mp4', 'video/webm']

/** What a browser could do with it that it must not. */
async function harmsOf({ fileId, code }: Outcome, bytes: Buffer): Promise<string[]> {
  if (fileId === undefined) return []
  if (code !== null) return harmsOfRefused(fileId, code)
  const harms: string[] = []
  for (const variant of ['download', 'inline', 'thumbnail'] as const) {
    const response = await open(fileId, variant)
    if (response === null) {
      if (variant === 'download') harms.push('it cannot be saved')
      continue
    }
    const body = Buffer.from(await response.arrayBuffer())
    if (variant !== 'thumbnail' && !body.equals(bytes)) harms.push(`${variant}: other bytes`)
    harms.push(...harmsIn(response.headers, variant))
  }
  return harms
}

function harmsIn(headers: Headers, variant: string): string[] {
  const types = variant === 'download' ? ['application/octet-stream', 'text/plain; charset=utf-8'] : shownTypes
  const wanted: Record<string, (value: string) => boolean> = {
    'x-content-type-options': (value) => value === 'nosniff',
    'content-security-policy': (value) => value === "default-src 'none'; sandbox",
    'content-disposition': (value) => value.startsWith(variant === 'download' ? 'attachment; ' : 'inline; '),
    'content-type': (value) => types.includes(value),
  }
  return Object.entries(wanted).flatMap(([name, isRight]) => {
    const value = headers.get(name) ?? ''
    return isRight(value) ? [] : [`${variant}: ${name} is ${value}`]
  })
}

/** Asked again it is refused alike, and it goes with no message. */
async function harmsOfRefused(fileId: string, code: string): Promise<string[]> {
  const again = await scene.world.ask('finishUpload', { fileId }, scene.admin)
  const { ticketId } = await scene.ticket()
  const sent = await scene.send(ticketId, scene.admin, { files: [fileId] })
  return [
    ...(again.ok || again.code !== code ? ['it is taken when asked again'] : []),
    ...(sent.ok ? ['it goes with a message'] : []),
  ]
}

describe('a hostile file', async () => {
  it.each((await hostileFiles()).map((hostile) => [hostile.what, hostile] as const))(
    'is refused or harmless: %s',
    async (_what, hostile) => {
      const outcome = await sendHostile(hostile)
      expect(outcome).toMatchObject(expectedOf(hostile.ends))
      expect(await harmsOf(outcome, hostile.bytes)).toEqual([])
      if (outcome.fileId !== undefined) await scene.world.call('dropUpload', { fileId: outcome.fileId }, scene.admin)
    },
  )

  it('one that is too large is refused before its first byte', async () => {
    const begun = await uploader(scene.world, scene.admin).begin('a.zip', 50 * 1024 * 1024 + 1)
    expect(begun).toMatchObject({ status: 413, code: 'file_too_large' })
  })
})

describe('an upload', () => {
  it('belongs to who has begun it: to anybody else it does not exist', async () => {
    const { world, admin, integrator, agent, owner } = scene
    const fileId = await send(world, admin, { name: 'a.txt', bytes: Buffer.from('secret') })
    for (const token of [integrator, agent, owner]) {
      const other = uploader(world, token)
      expect(await other.state(fileId)).toMatchObject({ status: 404 })
      expect(await other.part(fileId, 6, Buffer.from('x'))).toMatchObject({ status: 404, code: 'file_unknown' })
      expect(await other.drop(fileId)).toMatchObject({ status: 404 })
      for (const name of ['finishUpload', 'dropUpload'] as const) {
        expect(await world.ask(name, { fileId }, token)).toMatchObject({ ok: false, code: 'file_unknown' })
      }
      const links = { files: [{ fileId, variant: 'download' }] }
      expect(await world.ask('linkFiles', links, token)).toMatchObject({ ok: false, code: 'file_unknown' })
      const { ticketId } = await scene.ticket()
      expect(await scene.send(ticketId, token, { files: [fileId] })).toMatchObject({ ok: false, code: 'file_unknown' })
    }
    expect(await uploader(world, admin).state(fileId)).toMatchObject({ status: 200 })
  })

  it('goes on where it has come to, and nowhere else', async () => {
    const { world, admin } = scene
    const to = uploader(world, admin)
    const fileId = idIn((await to.begin('a.txt', 10)).headers)
    expect((await to.part(fileId, 0, Buffer.from('01234'))).status).toBe(204)
    expect(await world.ask('finishUpload', { fileId }, admin)).toMatchObject({ ok: false, code: 'file_unfinished' })
    for (const offset of [0, 4, 6]) {
      const refused = await to.part(fileId, offset, Buffer.from('x'))
      expect(refused).toMatchObject({ status: 409, code: 'upload_elsewhere' })
    }
    expect(await to.part(fileId, 5, Buffer.from('567890'))).toMatchObject({ status: 413, code: 'file_too_large' })
    expect((await to.state(fileId)).headers.get('upload-offset')).toBe('5')
    expect(await sendUnmeasured(fileId, '5'.repeat(80_000))).toBe(413)
    expect((await to.state(fileId)).headers.get('upload-offset')).toBe('5')
    expect((await to.part(fileId, 5, Buffer.from('56789'))).status).toBe(204)
    const file = await world.call('finishUpload', { fileId }, admin)
    expect(file).toMatchObject({ bytes: 10, kind: 'text' })
    expect(await world.call('finishUpload', { fileId }, admin)).toEqual(file)
    expect((await to.state(fileId)).headers.get('upload-offset')).toBe('10')
  })

  /** Without saying before how much it is; the status of the answer. */
  async function sendUnmeasured(fileId: string, text: string): Promise<number | undefined> {
    const headers = {
      authorization: `Bearer ${scene.admin}`,
      'tus-resumable': '1.0.0',
      'upload-offset': '5',
      'content-type': 'application/offset+octet-stream',
    }
    const outgoing = request(new URL(`/uploads/${fileId}`, scene.world.url), { method: 'PATCH', headers })
    outgoing.write(text)
    outgoing.end()
    const [response] = await once(outgoing, 'response')
    response.resume()
    return response.statusCode
  }

  it('is refused in words whatever the protocol misses', async () => {
    const { world, admin } = scene
    const to = uploader(world, admin)
    const all = [
      await to.ask('POST', '/uploads', {}),
      await to.ask('POST', '/uploads', { 'upload-length': '-1' }),
      await to.ask('POST', '/uploads', { 'upload-length': '5', 'tus-resumable': '0.1' }),
      await to.ask('POST', '/uploads', { 'upload-defer-length': '1', 'upload-metadata': 'name YQ==' }),
      await to.ask('POST', '/uploads', { 'upload-length': '5', 'upload-metadata': 'name YQ==,ticketId eA==' }),
      await to.ask('PATCH', '/uploads/x', { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }),
      await to.ask('PATCH', `/uploads/${newId()}`, {}),
      await to.ask('PUT', `/uploads/${newId()}`, {}),
    ]
    for (const { status, code } of all) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(code).not.toBeNull()
    }
    expect(await uploader(world, 'nobody').begin('a.txt', 5)).toMatchObject({ status: 401, code: 'no_session' })
    expect(await to.begin('a.txt', 5, newId())).toMatchObject({ status: 404, code: 'not_found' })
  })
})

it('what a camera has noted, the place above all, is in no thumbnail, and the picture is turned as it is seen', async () => {
  const { world, admin } = scene
  const bytes = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#fff' } })
    .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '55/1 45/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const file = await attach(world, admin, { name: 'дом.jpg', bytes })
  expect(file).toMatchObject({ width: 400, height: 800 })
  const thumbnail = Buffer.from((await (await open(file.fileId, 'thumbnail'))?.arrayBuffer()) ?? new ArrayBuffer(0))
  const small = await sharp(thumbnail).metadata()
  expect(small).toMatchObject({ width: 240, height: 480 })
  expect([small.exif, small.xmp, small.iptc]).toEqual([undefined, undefined, undefined])
  // The picture itself stays as it was sent.
  const whole = Buffer.from((await (await open(file.fileId, 'download'))?.arrayBuffer()) ?? new ArrayBuffer(0))
  expect(whole.equals(bytes)).toBe(true)
})
