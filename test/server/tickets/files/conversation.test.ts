import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startScene, type Scene } from '../scene.ts'
import { attach } from './fileScene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
afterAll(() => scene.world.stop())

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2d6cdf' } })
    .png()
    .toBuffer()

it('a file goes with its message, and both sides see it and open it', async () => {
  const { world, admin, agent } = scene
  const { ticketId } = await scene.ticket()
  const bytes = await picture(1200, 600)
  const file = await attach(world, admin, { name: 'снимок.png', bytes, ticketId })
  expect(file).toMatchObject({ kind: 'picture', type: 'image/png', width: 1200, height: 600, hasThumbnail: true })

  const sent = await scene.send(ticketId, admin, { text: '', files: [file.fileId] })
  expect(sent.ok).toBe(true)

  for (const reader of [admin, agent]) {
    const { events } = await world.call('readEvents', { ticketId }, reader)
    const last = events.findLast((event) => event.type === 'message.sent')
    expect(last).toMatchObject({ message: { text: '', files: [file] } })
    const { links } = await world.call(
      'linkFiles',
      {
        files: [
          { fileId: file.fileId, variant: 'download' },
          { fileId: file.fileId, variant: 'thumbnail' },
        ],
      },
      reader,
    )
    const [whole, small] = await Promise.all(links.map(({ url }) => fetch(new URL(url, world.url))))
    expect(Buffer.from((await whole?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes)).toBe(true)
    expect(whole?.headers.get('content-disposition')).toMatch(/^attachment; /)
    const thumbnail = await sharp(Buffer.from((await small?.arrayBuffer()) ?? new ArrayBuffer(0))).metadata()
    expect(thumbnail).toMatchObject({ format: 'webp', width: 480, height: 240 })
  }
})
