import pg from 'pg'

const lockSpace = 0x4f43 // 'OC': accounts among the other advisory locks of this database

/**
 * Which accounts this process receives for: a session advisory lock each, on one connection. When it breaks, all of them are lost at
 * once, and another process takes them over.
 */
export type Holding = {
  /** Which of these it has from now on; the others another process has. */
  take(accountIds: readonly string[]): Promise<string[]>
  give(accountId: string): Promise<void>
  close(): Promise<void>
}

export function makeHolding(databaseUrl: string, lost: () => void): Holding {
  let client: pg.Client | null = null

  async function connected(): Promise<pg.Client> {
    if (client !== null) return client
    const fresh = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000, keepAlive: true })
    const end = () => {
      if (client !== fresh) return
      client = null
      lost()
    }
    fresh.on('error', end)
    fresh.on('end', end)
    await fresh.connect()
    client = fresh
    return fresh
  }

  return {
    async take(accountIds) {
      if (accountIds.length === 0) return []
      const session = await connected()
      const { rows } = await session.query<{ id: string }>(
        'select id from unnest($2::text[]) as id where pg_try_advisory_lock($1, hashtext(id))',
        [lockSpace, [...accountIds]],
      )
      return rows.map(({ id }) => id)
    },
    async give(accountId) {
      await client?.query('select pg_advisory_unlock($1, hashtext($2))', [lockSpace, accountId])
    },
    async close() {
      const last = client
      client = null
      await last?.end()
    },
  }
}
