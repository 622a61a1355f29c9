import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export type Proxy = {
  port: number
  /** From now on nothing goes through, and nothing is closed: what a pulled cable looks like. New ones hang, too. */
  stall(way: 'both' | 'answers'): void
  /** The cable is back: what waited arrives late, or the network has forgotten the connections. */
  resume(connections: 'kept' | 'forgotten'): void
  close(): Promise<void>
}

/**
 * A piece of network between clients and a server, which can be cut without closing anything. `target`: a port, or the path of a socket;
 * `hear` is asked at each connection for what hears all that its client says.
 */
export async function startProxy(target: number | string, hear?: () => (chunk: Buffer) => void): Promise<Proxy> {
  const pairs = new Set<{ near: Socket; far: Socket }>()
  let stalled: 'nothing' | 'both' | 'answers' = 'nothing'

  const server = createServer((near) => {
    const far = typeof target === 'number' ? connect(target, '127.0.0.1') : connect(target)
    if (hear !== undefined) near.on('data', hear())
    const pair = { near, far }
    pairs.add(pair)
    carry(near, far, () => pairs.delete(pair))
    carry(far, near, () => pairs.delete(pair))
    hold(pair)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()

  function hold({ near, far }: { near: Socket; far: Socket }) {
    if (stalled === 'both') near.pause()
    if (stalled !== 'nothing') far.pause()
  }

  function forget() {
    for (const { near, far } of pairs) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
    pairs.clear()
  }

  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stall(way) {
      stalled = way
      for (const pair of pairs) hold(pair)
    },
    resume(connections) {
      stalled = 'nothing'
      if (connections === 'forgotten') forget()
      for (const { near, far } of pairs) {
        near.resume()
        far.resume()
      }
    },
    async close() {
      forget()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Not `pipe`: it would go on by itself as soon as the other end has room. */
function carry(from: Socket, to: Socket, ended: () => void) {
  from.on('data', (chunk) => to.write(chunk))
  from.on('error', () => from.destroy())
  from.on('close', () => {
    ended()
    to.destroySoon()
  })
}
