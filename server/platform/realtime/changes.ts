import type { ServerFrame } from '#contract/realtime.ts'
import type { Actor } from '../actor.ts'
import { mayChangeAccess, type ThingWake } from '../db/wakes.ts'
import type { Feed } from './feed.ts'
import type { Log } from '../log.ts'
import { send, type PageSocket, type Watch } from './sockets.ts'

/**
 * A desk's queue moves with every ticket, and its order follows the clocks a moment later: once in so long whoever waits in it
 * asks for the place anew. It also keeps the instants of other clients' tickets from those who wait.
 */
const queueMilliseconds = 1000

type ChangesDeps = {
  feed: Pick<Feed, 'findWaiting'>
  log: Log
  peers: ReadonlySet<PageSocket>
  watchesOf: ReadonlyMap<string, ReadonlySet<Watch>>
  /** Who may still be here, asked before anything more is said. */
  reconsider: (peer: PageSocket) => Promise<void>
}

/** Something besides conversations changed: the pages that may know of it are told what, and read anew what they show of it. */
export function makeChanges({ feed, log, peers, watchesOf, reconsider }: ChangesDeps) {
  let queues = new Set<string>()
  let queueTimer: NodeJS.Timeout | null = null

  function tell(wakes: readonly ThingWake[]): void {
    if (wakes.length === 0) return
    for (const peer of peers) {
      const frames = wakes.flatMap((wake) => frameFor(wake, peer) ?? [])
      if (frames.length > 0) void tellOne(peer, frames, wakes)
    }
  }

  async function tellOne(peer: PageSocket, frames: readonly ServerFrame[], wakes: readonly ThingWake[]): Promise<void> {
    if (wakes.some((wake) => mayChangeAccess(wake) && concerns(wake, peer.actor))) await reconsider(peer)
    for (const frame of frames) send(peer, frame)
  }

  /** Only to clients that wait: the others' page shows no place. */
  async function tellQueues(deskIds: ReadonlySet<string>): Promise<void> {
    const readers = (watches: Iterable<Watch>) => [...watches].filter((watched) => isReader(watched, deskIds))
    const open = [...watchesOf].flatMap(([ticketId, watches]) => (readers(watches).length > 0 ? [ticketId] : []))
    if (open.length === 0) return
    for (const ticketId of await feed.findWaiting(open)) {
      for (const { peer, deskId } of readers(watchesOf.get(ticketId) ?? [])) {
        send(peer, { type: 'changed', what: 'queue', key: { deskId, memberId: null } })
      }
    }
  }

  function tellQueuesSoon(): void {
    queueTimer ??= setTimeout(() => {
      queueTimer = null
      const moved = queues
      queues = new Set()
      tellQueues(moved).catch((error: unknown) => log.warn({ err: error }, 'waiting tickets were not read'))
    }, queueMilliseconds)
  }

  return {
    tell(wakes: readonly ThingWake[]): void {
      tell(wakes.filter(({ what }) => what !== 'queue'))
      for (const { what, deskId } of wakes) if (what === 'queue' && deskId !== null) queues.add(deskId)
      if (queues.size > 0) tellQueuesSoon()
    },
    /** While this process could not listen, something may have changed that no journal tells of: accounts and their quanta. */
    tellMissed(): void {
      for (const peer of peers) send(peer, { type: 'changed', what: 'billing' })
    },
    close(): void {
      if (queueTimer !== null) clearTimeout(queueTimer)
    },
  }
}

/** Null for a page that has nothing to do with it. Of accounts a desk has many: they are named. */
function frameFor(wake: ThingWake, { actor }: PageSocket): ServerFrame | null {
  const { what, deskId, memberId } = wake
  if (!concerns(wake, actor)) return null
  return what === 'billing' ? { type: 'changed', what, key: { deskId, memberId } } : { type: 'changed', what }
}

/** Accounts are for those who may act for the portal; the rest is told to everybody of it, also to those whose page only says who can help. */
function concerns(wake: ThingWake, { memberId: portal, userId, client, desk }: Actor): boolean {
  const { what, deskId, memberId } = wake
  if (wake.userId !== undefined)
    return memberId === portal && wake.userId === userId && (deskId === null || desk?.deskId === deskId)
  const isOfPortal = memberId === portal && (what !== 'billing' || client !== null)
  return isOfPortal || (deskId !== null && desk?.deskId === deskId)
}

/** A client that has a ticket of one of these desks open. */
function isReader({ side, deskId }: Watch, deskIds: ReadonlySet<string>): boolean {
  return side === 'client' && deskIds.has(deskId)
}
