import { once } from 'node:events'
import { WebSocket } from 'ws'
import { routes, type RouteName } from '#contract/routes.ts'
import type { World } from '#test/support/world.ts'
import type { Given } from './findSecrets.ts'

/** What one person of the client is given: each answer with its headers, and each frame of their socket. */
export type ClientSide = {
  given: Given[]
  /** The body, where the answer is one; refusals are recorded as everything else. */
  ask(name: RouteName, input: unknown): Promise<unknown>
  /** A file, by what the server has answered as its address. */
  fetch(path: string): Promise<void>
  frames(): string[]
  /** The page has this ticket open. */
  watch(ticketId: string): void
  close(): Promise<void>
}

export async function openClientSide({ url }: World, name: string, token: string): Promise<ClientSide> {
  const given: Given[] = []
  const frames: string[] = []
  const socket = new WebSocket(`${url.replace('http', 'ws')}/realtime`, { perMessageDeflate: false })
  socket.on('message', (data) => {
    const text = Buffer.isBuffer(data) ? data.toString() : ''
    frames.push(text)
    given.push({ where: `${name}, a frame`, bytes: Buffer.from(text) })
  })
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'hello', token }))
  socket.send(JSON.stringify({ type: 'list', wanted: true }))
  // As a page does: whoever is silent for long is taken for gone, and would hear of nothing.
  const pinging = setInterval(() => socket.send(JSON.stringify({ type: 'ping' })), 4000)
  socket.on('close', () => clearInterval(pinging))

  async function take(where: string, response: Response): Promise<Buffer> {
    const bytes = Buffer.from(await response.arrayBuffer())
    const head = [...response.headers].map(([header, value]) => `${header}: ${value}`).join('\n')
    given.push(
      { where: `${name}, ${where}`, bytes },
      { where: `${name}, headers of ${where}`, bytes: Buffer.from(head) },
    )
    return bytes
  }

  return {
    given,
    async ask(route, input) {
      const response = await fetch(`${url}${routes[route].path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(input),
      })
      const bytes = await take(route, response)
      return response.ok ? JSON.parse(bytes.toString()) : null
    },
    async fetch(path) {
      await take('a file', await fetch(new URL(path, url)))
    },
    frames: () => frames,
    watch: (ticketId) => socket.send(JSON.stringify({ type: 'watch', ticketId, after: 0 })),
    async close() {
      clearInterval(pinging)
      if (socket.readyState === WebSocket.CLOSED) return
      const closed = once(socket, 'close')
      socket.close()
      await closed
    },
  }
}
