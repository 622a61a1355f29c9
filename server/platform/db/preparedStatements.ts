import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/** Above what the program has; texts that are put together anew at each call take no more names than this. */
const mostNames = 2000
/** Of one connection: a prepared statement costs the database memory for as long as its connection lives. */
const mostOfConnection = 250

/**
 * A pool whose connections have PostgreSQL parse a statement once, from its second coming on, instead of at each call: with the
 * short statements that most of the program consists of, that is a good part of the database's work. Whether it is planned anew
 * for its values stays PostgreSQL's choice.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = makeNames()
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client) ?? preparingClient(client, names)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}

/** As much of a pool as a statement needs that brings the name by which it is prepared. */
export type HotPool = {
  query: <Row extends pg.QueryResultRow>(statement: pg.QueryConfig & { name: string }) => Promise<pg.QueryResult<Row>>
}

/** Their names left out, so that none is prepared. */
export function unnamed(pool: pg.Pool): HotPool {
  return { query: ({ text, values = [] }) => pool.query({ text, values }) }
}

type Names = ReturnType<typeof makeNames>

/** The name of a statement is the same on all connections; a renewed one is prepared anew on each of them. */
function makeNames() {
  const names = new Map<string, string>()
  let last = 0
  const give = (text: string) => {
    last += 1
    const name = `opora${last}`
    names.set(text, name)
    return name
  }
  return {
    of: (text: string) => names.get(text) ?? (names.size < mostNames ? give(text) : null),
    renew: (text: string) => void (names.has(text) && give(text)),
  }
}

function preparingClient(client: pg.PoolClient, names: Names): PostgresPoolClient {
  const seen = new Set<string>()
  const prepared = new Set<string>()

  function nameOf(text: string): string | null {
    if (prepared.has(text)) return names.of(text)
    if (prepared.size >= mostOfConnection) return null
    if (!seen.delete(text)) {
      if (seen.size < mostNames) seen.add(text)
      return null
    }
    prepared.add(text)
    return names.of(text)
  }

  async function ask<Row>(text: string, values: unknown[]): Promise<PostgresQueryResult<Row>> {
    // Those without values begin and end transactions: they take one message anyway.
    const name = values.length === 0 ? null : nameOf(text)
    try {
      return resultOf(await client.query({ text, values, ...(name !== null && { name }) }))
    } catch (error) {
      if (name === null || !isStalePlan(error)) throw error
      names.renew(text)
      // Within a transaction nothing can be asked any more: it is done again as a whole.
      return resultOf(await client.query({ text, values }).catch(() => Promise.reject(error)))
    }
  }

  function query<Row>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query<Row>(asked: string | PostgresCursor<Row>, parameters: readonly unknown[] = []) {
    return typeof asked === 'string' ? ask<Row>(asked, [...parameters]) : asked
  }

  return {
    ...('processID' in client && typeof client.processID === 'number' && { processID: client.processID }),
    query,
    release: (destroy) => client.release(destroy),
  }
}

const commands = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'COMMIT', 'ROLLBACK'] as const

function resultOf<Row>({ command, rowCount, rows }: pg.QueryResult): PostgresQueryResult<Row> {
  return { command: commands.find((one) => one === command) ?? 'SELECT', rowCount: rowCount ?? 0, rows }
}

/** Another release has changed a table meanwhile, and a statement that is prepared would answer with other columns. */
export function isStalePlan(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '0A000' &&
    error.message.startsWith('cached plan must not change result type')
  )
}
