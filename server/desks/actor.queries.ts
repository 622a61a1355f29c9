import type { Actor } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { batchLoader } from '#server/platform/db/batchLoader.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { PubSub } from '#server/platform/realtime/pubsub.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { loadActors } from './actor.sql.ts'

/** Asked for every call, so that a right taken away is gone with the next click. */
export async function loadActor(db: Db, tokenHash: Buffer, at: Date, address: string | null): Promise<Actor> {
  const [found] = await loadActors(db, [tokenHash], at)
  if (found === undefined || found instanceof Refusal) throw found ?? new Refusal('no_session')
  return { ...found, address }
}

export type Actors = {
  load: (tokenHash: Buffer, at: Date, address: string | null) => Promise<Actor>
  /** For pages that connect, many at once; nothing is remembered. */
  loadBatched: (tokenHash: Buffer) => Promise<Actor>
  /** For the hot path alone. */
  findRemembered: (tokenHash: Buffer, address: string | null) => Promise<Actor>
}

/** Who asks, in the three ways in which the edge wants to know. */
export function makeActors(db: Db, pubSub: Pick<PubSub, 'onPublished' | 'onProgress'>): Actors {
  const loadBatched = batchLoader<Buffer, Actor>((tokenHashes) => loadActors(db, tokenHashes, now()))
  const remembered = rememberActors(loadBatched)
  pubSub.onPublished((streams) => remembered.forget(streams))
  pubSub.onProgress(({ streams }) => remembered.forget(streams))
  return {
    load: (tokenHash, at, address) => loadActor(db, tokenHash, at, address),
    loadBatched,
    findRemembered: (tokenHash, address) => remembered.find(tokenHash, address),
  }
}

const rememberMilliseconds = 60_000
const maxRemembered = 20_000

/**
 * The statement that writes a message checks session and role by itself, so the actor (a name, a side) may be a minute old.
 * Everything else asks anew.
 */
function rememberActors(load: (tokenHash: Buffer) => Promise<Actor>) {
  const known = new Map<string, { actor: Actor; until: number }>()
  return {
    async find(tokenHash: Buffer, address: string | null): Promise<Actor> {
      const key = tokenHash.toString('base64')
      const remembered = known.get(key)
      if (remembered !== undefined && remembered.until > now().getTime()) return { ...remembered.actor, address }
      const actor = await load(tokenHash)
      if (known.size > maxRemembered) known.clear()
      known.set(key, { actor, until: now().getTime() + rememberMilliseconds })
      return { ...actor, address }
    },
    /** Of portals and desks in which something happened. */
    forget(streams: string[]) {
      const names = new Set(streams.filter((stream) => !stream.startsWith('t:')).map((stream) => stream.slice(2)))
      if (names.size === 0) return
      for (const [key, { actor }] of known) {
        if (names.has(actor.memberId) || names.has(actor.desk?.deskId ?? '')) known.delete(key)
      }
    },
  }
}
