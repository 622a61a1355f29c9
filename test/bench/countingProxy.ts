import { startProxy } from '#test/support/proxy.ts'

/** What goes between a server and its database, counted. */
export type CountingProxy = {
  /** The same database by way of this proxy. */
  url: string
  /** Questions that wait for an answer, since the beginning. */
  roundTrips: () => number
  close: () => Promise<void>
}

/** Of PostgreSQL's protocol: after each of these whoever asks waits for the database. */
const waitsFor = new Set(['Q', 'S'].map((letter) => letter.charCodeAt(0)))

/** Of a database on this machine, by TCP or by its socket. */
export async function openCountingProxy(databaseUrl: string): Promise<CountingProxy> {
  const url = new URL(databaseUrl)
  const folder = url.searchParams.get('host')
  const port = Number(url.port || 5432)
  let roundTrips = 0
  const count = () => makeCounter(() => (roundTrips += 1))
  const proxy = await startProxy(folder === null ? port : `${folder}/.s.PGSQL.${port}`, count)
  url.searchParams.delete('host')
  url.host = `127.0.0.1:${proxy.port}`
  return { url: url.href, roundTrips: () => roundTrips, close: () => proxy.close() }
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
