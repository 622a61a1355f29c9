import { connect } from 'node:net'
import { afterPatience } from './patience.ts'
import type { Reply } from './send.ts'

export const rawRequests: readonly string[] = [
  'GET\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'GET /\u00FF\u0000 HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET http://evil.example/app HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
  'GET //evil.example/../app HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
  'GET /app HTTP/1.1\r\nconnection: close\r\n\r\n',
  `GET /app HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`,
  'POST /api/me HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}',
  'POST /api/me HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n{}',
  'POST /api/me HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}',
  'POST /api/me HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\nzz\r\n{}\r\n',
  'POST /api/me HTTP/1.1\r\nhost: x y\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}',
  'POST /api/session/open HTTP/1.1\r\nhost: [::1\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}',
  'GET /realtime HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  'GET /nowhere HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-key: x\r\n\r\n',
  'GET /realtime HTTP/1.1\r\nhost: x\r\nupgrade: h2c\r\nconnection: upgrade\r\nsec-websocket-version: 99\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n',
]

/** Straight to the socket, as no client of ours would write it. */
export function sendRaw(url: string, said: string, patienceMs: number): Promise<Reply> {
  const { hostname, port } = new URL(url)
  const { promise, resolve } = Promise.withResolvers<Reply>()
  const nothing = (how: Reply['how']) => resolve({ how, status: 0, headers: {}, text: '' })
  const socket = connect(Number(port), hostname)
  const stopWaiting = afterPatience(patienceMs, () => nothing('silent'))
  socket.on('data', (data) => {
    const text = data.toString('latin1')
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)
    const requestId = /x-request-id: (\S+)/i.exec(text)?.[1]
    resolve({ how: 'answered', status, headers: { 'x-request-id': requestId }, text })
  })
  socket.on('error', () => nothing('cut'))
  socket.on('close', () => nothing('cut'))
  socket.write(said, 'latin1')
  return promise.finally(() => {
    stopWaiting()
    socket.destroy()
  })
}
