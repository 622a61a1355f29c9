import pg from 'pg'
import type { Log } from '../log.ts'

const lockSpace = 0x4f50 // 'OP': our advisory locks among others in the same database
const reconnectMilliseconds = 500

/** A session advisory lock named after this process's pool of workers: held for as long as the process lives. */
export type WorkerLock = { hold(poolId: string): void; close(): Promise<void> }

/** A lock lives as long as its connection: when the database goes away, it is taken again as soon as it is back. */
export async function openWorkerLock(databaseUrl: string, log: Log): Promise<WorkerLock> {
  let lockedFor: string | null = null
  let client: pg.Client | null = null
  let isClosed = false

  const lock = () => {
    if (lockedFor === null) return
    client
      ?.query('select pg_advisory_unlock_all(), pg_advisory_lock($1, hashtext($2))', [lockSpace, lockedFor])
      .catch((error: unknown) => log.warn({ err: error }, 'the lock of this worker was not taken'))
  }
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: databaseUrl })
    fresh.on('error', () => fresh.end().catch(() => {}))
    fresh.on('end', () => {
      if (client === fresh) client = null
      if (!isClosed) setTimeout(() => connect().catch(() => {}), reconnectMilliseconds).unref()
    })
    await fresh.connect()
    client = fresh
    lock()
  }
  await connect()

  return {
    hold(poolId) {
      lockedFor = poolId
      lock()
    },
    async close() {
      isClosed = true
      await client?.end()
    },
  }
}

/** Pools whose lock is free are dead: their jobs, and queues of which no job is left, are free for others. */
export async function unlockDead(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ locked_by: string }>(
    `select locked_by from graphile_worker._private_jobs where locked_by is not null
      union select locked_by from graphile_worker._private_job_queues where locked_by is not null`,
  )
  for (const { locked_by: poolId } of rows) {
    // In one statement, so that the lock is let go at once; a lock that is held by its pool is left alone.
    await pool.query(
      `with free as (select pg_try_advisory_xact_lock($1, hashtext($2)) as taken)
       select graphile_worker.force_unlock_workers(array[$2]) from free where taken`,
      [lockSpace, poolId],
    )
  }
}
