import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Readable } from 'node:stream'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono } from 'hono'

export type Listening = { server: Server; port: number; close(): Promise<void> }

/** So long an end waits for connections, and then for answers, that do not come to theirs. */
const patienceMs = 5000

/** Node's side of the edge: everything above works on web `Request` and `Response`. */
export async function listen(app: Hono, host: string, port: number): Promise<Listening> {
  const answers = new Set<Promise<unknown>>()
  const server = createAdaptorServer({
    fetch(request, env) {
      const answer = Promise.resolve(app.fetch(request, env))
      const forget = () => answers.delete(answer)
      answers.add(answer)
      answer.then(forget, forget)
      return answer
    },
  }) as Server
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    server,
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), patienceMs).unref()
      })
      // Whoever has hung up has no connection any more, but what they asked for may still be on its way.
      await Promise.race([Promise.allSettled(answers), delay(patienceMs, undefined, { ref: false })])
    },
  }
}

/** The visitor's address for the audit log; behind a reverse proxy on this machine, the one that it names. */
export function addressOf(context: Context): string | null {
  const direct = getConnInfo(context).remote.address ?? null
  const isLocalProxy = direct === '127.0.0.1' || direct === '::1' || direct === '::ffff:127.0.0.1'
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return isLocalProxy && forwarded !== undefined && /^[0-9a-f.:]{2,45}$/i.test(forwarded) ? forwarded : direct
}

/** What a request sends, as Node has it; whoever takes it leaves the web `Request`'s body alone. */
export function bodyOf(context: Context<{ Bindings: HttpBindings }>): Readable {
  return context.env.incoming
}
