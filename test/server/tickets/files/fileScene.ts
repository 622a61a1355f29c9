import { Buffer } from 'node:buffer'
import type { RouteOutput } from '#contract/routes.ts'
import type { World } from '#test/support/world.ts'

const version = { 'tus-resumable': '1.0.0' }

type Answer = { status: number; code: string | null; headers: Headers }

/** As a page sends files, one call at a time. */
export function uploader({ url }: Pick<World, 'url'>, token: string) {
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: Buffer): Promise<Answer> => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, ...version, ...headers },
      ...(body !== undefined && { body: Uint8Array.from(body) }),
    })
    const text = await response.text()
    const said: unknown = text.startsWith('{') ? JSON.parse(text) : null
    const code = typeof said === 'object' && said !== null && 'code' in said ? String(said.code) : null
    return { status: response.status, code, headers: response.headers }
  }
  return {
    ask,
    begin: (name: string, bytes: number, ticketId: string | null = null) =>
      ask('POST', '/uploads', { 'upload-length': String(bytes), 'upload-metadata': metadata({ name, ticketId }) }),
    state: (fileId: string) => ask('HEAD', `/uploads/${fileId}`, {}),
    part: (fileId: string, offset: number, bytes: Buffer) =>
      ask(
        'PATCH',
        `/uploads/${fileId}`,
        { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        bytes,
      ),
    drop: (fileId: string) => ask('DELETE', `/uploads/${fileId}`, {}),
  }
}

function metadata(said: Record<string, string | null>): string {
  return Object.entries(said)
    .flatMap(([key, value]) => (value === null ? [] : [`${key} ${Buffer.from(value).toString('base64')}`]))
    .join(',')
}

export function idIn(headers: Headers): string {
  return headers.get('location')?.split('/').at(-1) ?? ''
}

/** All of a file, not finished yet; its id. */
export async function send(
  world: Pick<World, 'url'>,
  token: string,
  { name, bytes, ticketId = null }: { name: string; bytes: Buffer; ticketId?: string | null },
): Promise<string> {
  const to = uploader(world, token)
  const begun = await to.begin(name, bytes.length, ticketId)
  if (begun.status !== 201) throw new Error(`the upload was refused: ${begun.status} ${begun.code}`)
  const fileId = idIn(begun.headers)
  const sent = await to.part(fileId, 0, bytes)
  if (sent.status !== 204) throw new Error(`the bytes were refused: ${sent.status} ${sent.code}`)
  return fileId
}

/** A file that may go with a message. */
export async function attach(
  world: World,
  token: string,
  file: { name: string; bytes: Buffer; ticketId?: string | null },
): Promise<RouteOutput<'finishUpload'>> {
  return world.call('finishUpload', { fileId: await send(world, token, file) }, token)
}
