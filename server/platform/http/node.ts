import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono } from 'hono'

export type Listening = { server: Server; port: number; close(): Promise<void> }

/** Node's side of the edge: everything above works on web `Request` and `Response`. */
export async function listen(app: Hono, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    server,
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 5000).unref()
      }),
  }
}

/** The visitor's address for the audit log; behind a reverse proxy on this machine, the one that it names. */
export function addressOf(context: Context): string | null {
  const direct = getConnInfo(context).remote.address ?? null
  const isLocalProxy = direct === '127.0.0.1' || direct === '::1' || direct === '::ffff:127.0.0.1'
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return isLocalProxy && forwarded !== undefined && /^[0-9a-f.:]{2,45}$/i.test(forwarded) ? forwarded : direct
}
