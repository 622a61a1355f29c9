import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
// Fails where the server has logged an error.
afterAll(() => world.stop())

it.each(['/api/me', '/app', '/bitrix24/events'])(
  'chunks that are none are no error of the server: %s',
  async (path) => {
    const socket = connect(Number(new URL(world.url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.on('error', () => {})
    socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nnothing\r\n`)
    socket.resume()
    await once(socket, 'close')

    expect(await (await fetch(`${world.url}/healthz`)).text()).not.toBe('')
  },
)
