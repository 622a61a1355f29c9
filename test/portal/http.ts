import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { PhpMap } from './php.ts'
import { parsePhpPairs } from './php.ts'

/** A server that listens. */
export interface Listener {
  origin: string
  close: () => Promise<void>
}

/** Each portal has a loopback address of its own, so that a frame is really third-party; macOS has only one. */
export async function listen(
  hostname: string,
  port: number,
  handle: (request: Request) => Promise<Response>,
): Promise<Listener> {
  const listener = getRequestListener(handle, { overrideGlobalObjects: false, hostname })
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  const heard = await started(server, hostname, port).catch(async (error: unknown) => {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRNOTAVAIL') throw error
    await started(server, 'localhost', port)
    return 'localhost'
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP address')
  return { origin: `http://${heard}:${address.port}`, close: () => stopped(server) }
}

/** Everything a call says, body over query: JSON, urlencoded with PHP nesting, multipart. */
export async function readParameters(request: Request): Promise<PhpMap> {
  const query = parsePhpPairs(new URL(request.url).searchParams)
  if (request.method !== 'POST') return query
  return { ...query, ...(await readBody(request)) }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
}

async function readBody(request: Request): Promise<PhpMap> {
  const type = request.headers.get('content-type') ?? ''
  if (type.includes('json')) return parseJson(await request.text())
  if (type.includes('multipart/form-data')) {
    const form = await request.formData()
    return parsePhpPairs([...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]))
  }
  return parsePhpPairs(new URLSearchParams(await request.text()))
}

function parseJson(text: string): PhpMap {
  try {
    const value: PhpMap | null = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // PHP reads an unreadable body as an empty one
    return {}
  }
}

async function started(server: Server, hostname: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, hostname, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return hostname
}

async function stopped(server: Server) {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
