import { Agent, request } from 'node:http'
import { afterPatience } from './patience.ts'

export type Outgoing = {
  method: string
  path: string
  headers: Record<string, string>
  body: string | Buffer
}
/** `silent`: no answer in time; `cut`: the connection ended without one; `endless`: more was sent than anybody should get. */
export type Reply = {
  how: 'answered' | 'silent' | 'cut' | 'endless'
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

export type Sender = { send(outgoing: Outgoing): Promise<Reply>; close(): void }

/** The largest file that anybody is ever sent is far below this. */
const mostBytes = 8 * 1024 * 1024

export function openSender(url: string, patienceMs: number): Sender {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })

  function send({ method, path, headers, body }: Outgoing): Promise<Reply> {
    const { promise, resolve } = Promise.withResolvers<Reply>()
    const nothing = (how: Reply['how']) => resolve({ how, status: 0, headers: {}, text: '' })
    const length = { 'content-length': String(Buffer.byteLength(body)) }
    const options = { hostname, port, method, path, agent, headers: { ...length, ...headers } }
    const asked = request(options, (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        chunks.push(chunk)
        if (bytes > mostBytes) nothing('endless')
        if (bytes > mostBytes) asked.destroy()
      })
      response.on('end', () =>
        resolve({
          how: 'answered',
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      )
      response.on('error', () => nothing('cut'))
    })
    // Not the socket's own timeout: an answer that drips without end would reset it.
    const stopWaiting = afterPatience(patienceMs, () => {
      nothing('silent')
      asked.destroy()
    })
    asked.on('error', () => nothing('cut'))
    asked.on('close', () => nothing('cut'))
    asked.end(body)
    return promise.finally(stopWaiting)
  }

  return { send, close: () => agent.destroy() }
}
