import { expect } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { openSocket, type Socket } from '#test/support/socket.ts'

/** The server has heard everything that was said before: it answers one frame after the other. */
export async function isHeard(socket: Socket) {
  const pongs = socket.all('pong').length
  socket.say({ type: 'ping' })
  await eventually(() => expect(socket.all('pong').length).toBeGreaterThan(pongs))
}

export async function watching(url: string, token: string, ticketId: string, after = 0): Promise<Socket> {
  const socket = await openSocket(url, token)
  socket.say({ type: 'watch', ticketId, after })
  await isHeard(socket)
  return socket
}
