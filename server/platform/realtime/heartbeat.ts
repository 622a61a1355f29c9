import type { PageSocket } from './sockets.ts'

/** Told by monotonic time: a clock that is put right must not look like silence. */
const silenceMilliseconds = 15_000
const everyMilliseconds = 5000
/** A session that ran out without anybody saying so ends its socket within this time. */
const checkMilliseconds = 60_000
const maxBufferedBytes = 4_000_000
/** A thousand pages that came together are not pinged together: each turn takes its share of them. */
const turns = 20

/** Pings every page once in five seconds, ends those that are silent or do not read, and has their sessions checked. */
export function startHeartbeat(peers: Set<PageSocket>, todo: { check(peer: PageSocket): void; eachTurn(): void }) {
  let turn = 0

  function beat(peer: PageSocket, at: number) {
    if (peer.heardAt < at - silenceMilliseconds || peer.socket.bufferedAmount > maxBufferedBytes)
      peer.socket.terminate()
    // Browsers answer this by themselves, also for a tab in the background whose own timers run once a minute.
    else peer.socket.ping()
    if (at - peer.checkedAt > checkMilliseconds) todo.check(peer)
  }

  const timer = setInterval(() => {
    turn = (turn + 1) % turns
    const at = performance.now()
    for (const peer of peers) if (peer.turn % turns === turn) beat(peer, at)
    todo.eachTurn()
  }, everyMilliseconds / turns)

  return { stop: () => clearInterval(timer) }
}
