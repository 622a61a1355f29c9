import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'

/** What goes between a server and its database, counted. */
export type CountingProxy = {
  /** The same database by way of this proxy. */
  url: string
  /** Questions that wait for an answer, since the beginning. */
  roundTrips: () => number
  close: () => void
}

/** Of PostgreSQL's protocol: after each of these whoever asks waits for the database. */
const waitsFor = new Set(['Q', 'S'].map((letter) => letter.charCodeAt(0)))

export async function openCountingProxy(databaseUrl: string): Promise<CountingProxy> {
  const url = new URL(databaseUrl)
  const folder = url.searchParams.get('host')
  const port = Number(url.port || 5432)
  let roundTrips = 0
  const sockets = new Set<Socket>()
  const server = createServer((incoming) => {
    const outgoing =
      folder === null ? createConnection(port, url.hostname) : createConnection(`${folder}/.s.PGSQL.${port}`)
    const count = makeCounter(() => (roundTrips += 1))
    incoming.on('data', count)
    incoming.pipe(outgoing)
    outgoing.pipe(incoming)
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket.setNoDelay(true))
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        incoming.destroy()
        outgoing.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  const through = new URL(databaseUrl)
  through.searchParams.delete('host')
  through.host = `127.0.0.1:${address.port}`
  return {
    url: through.href,
    roundTrips: () => roundTrips,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Walks from one message to the next: a letter and a length; the first one has no letter. */
function makeCounter(note: () => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let toSkip = 0
  let isFirst = true
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const skipped = Math.min(toSkip, rest.length)
      rest = rest.subarray(skipped)
      toSkip -= skipped
      const header = isFirst ? 4 : 5
      if (toSkip > 0 || rest.length < header) return
      if (!isFirst && waitsFor.has(rest[0] ?? 0)) note()
      toSkip = rest.readUInt32BE(header - 4) + header - 4
      isFirst = false
    }
  }
}
