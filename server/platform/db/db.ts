import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { preparing, unnamed, type HotPool } from './preparedStatements.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>
/** Whoever only reads: with or without a transaction of its own. */
export type Reader = Db | Tx

/** Sequences and counts fit a JavaScript integer; PostgreSQL's int8 comes as a number instead of a string. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export type Store = {
  db: Db
  pool: pg.Pool
  /** For the prepared statement of the hot path alone. */
  hotPool: HotPool
  close: () => Promise<void>
}

const hotConnections = 6

/** `prepares` false: behind a pooler that gives each transaction another connection, where no statement stays prepared. */
export function openStore(
  databaseUrl: string,
  connections: number,
  { prepares = true }: { prepares?: boolean } = {},
): Store {
  const pool = openPool(databaseUrl, connections)
  // Planning the hot statement anew costs more than running it (3.4 ms beside 2 ms), and its best plan never changes.
  const planOnce = prepares ? '-c plan_cache_mode=force_generic_plan' : undefined
  const hotPool = openPool(databaseUrl, hotConnections, planOnce)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: prepares ? preparing(pool) : pool }) })
  return {
    db,
    pool,
    hotPool: prepares ? hotPool : unnamed(hotPool),
    async close() {
      await hotPool.end()
      await db.destroy()
    },
  }
}

function openPool(connectionString: string, max: number, options?: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options === undefined ? connectionString : withOptions(connectionString, options),
    max,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    ...(options !== undefined && { options }),
  })
  // A connection that the database closed while idle is simply replaced by the pool.
  pool.on('error', () => {})
  // graphile-worker asks for this one, too: a connection may fail while somebody holds it.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** What the address itself says would replace them: both hold. */
function withOptions(connectionString: string, options: string): string {
  if (!URL.canParse(connectionString)) return connectionString
  const url = new URL(connectionString)
  const given = url.searchParams.get('options')
  if (given !== null) url.searchParams.set('options', `${given} ${options}`)
  return url.href
}
