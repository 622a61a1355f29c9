import pg from 'pg'

const lockSpace = 0x4f43 // 'OC': accounts among the other advisory locks of this database

/**
 * Which accounts this process receives for: a session advisory lock each, on one connection. When it breaks, all of them are lost at
 * once, and another process takes them over.
 */
export type Holding = {
  /** False: another process has it, or the database is away. */
  take(accountId: string): Promise<boolean>
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
    async take(accountId) {
      const { rows } = await (
        await connected()
      ).query<{ taken: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as taken', [lockSpace, accountId])
      return rows[0]?.taken === true
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
