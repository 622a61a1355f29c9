import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { routes } from '#contract/routes.ts'
import { uploadPartBytes, uploadPath } from '#contract/tickets/files.types.ts'
import type { Conversation } from '#test/support/chatWorld.ts'
import { postJson } from '#test/support/postJson.ts'

export const megabytes = 48
const bytes = randomBytes(megabytes * 1024 * 1024)

export type Uploader = {
  /** A file of 48 MB in parts of 4, and away again. */
  send(): Promise<void>
  /** In milliseconds, from its last byte on. */
  finish(picture: Buffer): Promise<number>
}

type Sender = Pick<Conversation, 'clientToken' | 'ticketId'>

/** As a page sends files: one call after the other, on one connection. */
export function uploaderTo(port: number, conversations: readonly Sender[], index: number): Uploader {
  const { clientToken: token = '', ticketId = '' } = conversations[index] ?? {}
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const call = (method: string, path: string, headers: Record<string, string>, body?: Buffer) =>
    ask(
      port,
      { method, path, agent, headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...headers } },
      body,
    )
  const metadata = `name ${Buffer.from('a.bin').toString('base64')},ticketId ${Buffer.from(ticketId).toString('base64')}`

  async function upload(all: Buffer): Promise<string> {
    const begun = await call('POST', uploadPath, { 'upload-length': String(all.length), 'upload-metadata': metadata })
    const place = begun.location ?? ''
    for (let offset = 0; offset < all.length; offset += uploadPartBytes) {
      const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
      await call('PATCH', place, headers, all.subarray(offset, offset + uploadPartBytes))
    }
    return place
  }

  return {
    async send() {
      const place = await upload(bytes)
      await call('DELETE', place, {})
    },
    async finish(picture) {
      const fileId = (await upload(picture)).split('/').at(-1)
      const startedAt = performance.now()
      const url = `http://127.0.0.1:${port}`
      const { path } = routes.finishUpload
      const { status } = await postJson({ url, path, token, input: { fileId }, agent, timeoutMs: 60_000 })
      if (status !== 200) throw new Error(`the picture was refused: ${status}`)
      return performance.now() - startedAt
    },
  }
}

/** The same bytes in the same calls, to a server that does nothing else. */
export async function sendPlain(port: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const call = (method: string, part?: Buffer) => ask(port, { method, path: '/', agent, headers: {} }, part)
  await call('POST')
  for (let offset = 0; offset < bytes.length; offset += uploadPartBytes) {
    await call('PATCH', bytes.subarray(offset, offset + uploadPartBytes))
  }
  await call('DELETE')
  agent.destroy()
}

type Asked = { method: string; path: string; agent: Agent; headers: Record<string, string> }

async function ask(port: number, asked: Asked, body?: Buffer): Promise<{ location: string | undefined }> {
  const outgoing = request({ host: '127.0.0.1', port, ...asked })
  outgoing.setHeader('content-length', body === undefined ? 0 : body.length)
  outgoing.end(body)
  const [response] = await once(outgoing, 'response')
  response.resume()
  await once(response, 'end')
  if (response.statusCode >= 300) throw new Error(`${asked.method} ${asked.path} was refused: ${response.statusCode}`)
  return { location: response.headers.location }
}
