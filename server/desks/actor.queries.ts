import type { Actor } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { batchLoader } from '#server/platform/db/batchLoader.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { PubSub } from '#server/platform/realtime/pubsub.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { mayChangeAccess, type Wake } from '#server/platform/db/wakes.ts'
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
  pubSub.onPublished((wakes) => remembered.forget(wakes))
  pubSub.onProgress(({ wakes }) => remembered.forget(wakes))
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
    /** Of portals and desks in which something happened that may have changed a right. */
    forget(wakes: readonly Wake[]) {
      const changed = wakes.filter(mayChangeAccess)
      if (changed.length === 0) return
      const names = new Set(changed.flatMap(({ deskId, memberId }) => [deskId, memberId]))
      for (const [key, { actor }] of known) {
        if (names.has(actor.memberId) || (actor.desk !== null && names.has(actor.desk.deskId))) known.delete(key)
      }
    },
  }
}
