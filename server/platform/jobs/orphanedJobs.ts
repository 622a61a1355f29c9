import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'

const freeJobs = `
  update graphile_worker._private_jobs set locked_by = null, locked_at = null
   where id = any($1::bigint[]) and locked_by = $2`

/** A queue is locked, and let go, in one statement with a job of it. */
const freeQueues = `
  update graphile_worker._private_job_queues as queue set locked_by = null, locked_at = null
   where locked_by = $1
     and not exists (select from graphile_worker._private_jobs where job_queue_id = queue.id and locked_by = $1)`

/**
 * When the connection breaks between the commit that gives a job to this process and the answer that names it, the job is
 * locked by a living worker that knows nothing of it, and nobody else may take it for hours. So each look names the jobs
 * that are locked by this process and not being worked on; those that were already so at the look before are freed. A job
 * that is freed wrongly, because the process stood still for that long, only runs twice, which every job may. With a job
 * its queue was taken, which would hold up all that come after it.
 */
export function watchOrphanedJobs(pool: pg.Pool, events: WorkerEvents): { freeOrphans(): Promise<void> } {
  let poolId: string | null = null
  // Ids come as `db.ts` has int8 read, whatever the library's type says; they are only compared.
  const working = new Set<unknown>()
  let suspected = new Set<unknown>()
  events.on('pool:create', ({ workerPool }) => {
    poolId = workerPool.id
    working.clear()
    suspected.clear()
  })
  events.on('job:start', ({ job }) => working.add(job.id))
  events.on('job:complete', ({ job }) => working.delete(job.id))

  return {
    async freeOrphans() {
      if (poolId === null) return
      const { rows } = await pool.query<{ id: unknown }>(
        'select id from graphile_worker._private_jobs where locked_by = $1',
        [poolId],
      )
      const idle = rows.map(({ id }) => id).filter((id) => !working.has(id))
      const forgotten = idle.filter((id) => suspected.has(id))
      suspected = new Set(idle)
      if (forgotten.length > 0) await pool.query(freeJobs, [forgotten, poolId])
      await pool.query(freeQueues, [poolId])
    },
  }
}
