import { loadActor } from '#server/desks/actor.queries.ts'
import { makeApi, type Handlers } from '#server/platform/http/api.ts'
import { makeMetrics } from '#server/platform/metrics.ts'
import { listen } from '#server/platform/http/node.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { routeNames } from '#test/server/goodInputs.ts'
import { secrets, type Situation } from '#test/server/situation.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'

/** For controls: the edge of the real server on the same database, with one seeded fault of each kind behind it. */
export async function startFaultyServer({ world, tokens }: Situation) {
  const memory = makeMemoryLog()
  const handlers: Record<string, () => Promise<unknown>> = {
    ...Object.fromEntries(routeNames.map((name) => [name, nothingThere])),
    readDesk: () => Promise.reject(new TypeError("Cannot read properties of undefined (reading 'name')")),
    listQueue: () => Promise.resolve({ tickets: [], nextCursor: secrets.rivalAtBureau, order: 'newest' }),
    readStaff: () => new Promise(() => {}),
    listConnections: () => Promise.resolve({ connections: 'none' }),
    readViews: () => Promise.resolve({ views: [] }),
  }
  if (!isWhole(handlers)) throw new Error('a route has no handler')
  const app = makeApi({
    handlers,
    transaction: world.transaction,
    log: memory.log,
    metrics: makeMetrics(),
    isStopping: () => false,
    // Whoever has a session is taken for the partner's owner.
    async findActor(tokenHash, at, address) {
      await loadActor(world.store.db, tokenHash, at, address)
      return loadActor(world.store.db, hashToken(tokens.owner), at, address)
    },
    lookAgain: async (actor) => actor,
    addressOf: () => null,
  })
  const listening = await listen(app, '127.0.0.1', 0)
  const url = `http://127.0.0.1:${listening.port}`
  return { url, takeErrors: () => memory.takeErrors(), stop: () => listening.close() }
}

function nothingThere(): Promise<never> {
  return Promise.reject(new Refusal('not_found'))
}

function isWhole(handlers: Record<string, unknown>): handlers is Handlers {
  return routeNames.every((name) => handlers[name] !== undefined)
}
