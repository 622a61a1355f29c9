import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Logger, runOnce, type WorkerEvents } from 'graphile-worker'
import { now } from '#server/platform/clock.ts'
import { runJob, type JobsDeps } from '#server/platform/jobs/jobs.ts'
import type { Loop } from '#server/platform/loop.ts'
import type { Surroundings } from '#server/server.ts'
import { reactionsBehind } from './behind.ts'

/** For servers in this process: nothing happens by itself, until a test says so. */
export type HandPace = Required<Pick<Surroundings, 'pace' | 'startWorker'>> & {
  /** Everything that is due at this instant, and what follows from it, until nothing is left to do. What fails, fails here. */
  turn(): Promise<void>
}

/** What was written when nothing was left to do, and until when that may be so. */
type Rest = { written: string; until: number }

const patienceMilliseconds = 20_000
const lookMilliseconds = 4

export function paceByHand(): HandPace {
  const loops = new Set<Loop>()
  const workers = new Set<JobsDeps>()
  const { signal } = new AbortController()
  let rest: Rest | null = null
  let turning = Promise.resolve()

  async function turnAll(): Promise<boolean> {
    let isIdle = true
    for (const loop of loops) if ((await loop.turn(signal)) !== 'idle') isIdle = false
    for (const worker of workers) if ((await runDueJobs(worker)) > 0) isIdle = false
    return isIdle
  }

  /**
   * Most calls leave nothing to do, and each turn of all loops asks the database sixty times. What loops do follows from the
   * journal, from jobs and from what is due; so where nothing was written, or nothing of that, the rest goes on.
   */
  async function isStillAtRest(): Promise<boolean> {
    if (rest === null) return false
    const written = await readWritten(workers)
    if (written === rest.written) return now().getTime() < rest.until
    if ((await readBehind(workers)).length > 0) return false
    rest = await restFrom(written)
    return now().getTime() < rest.until
  }

  async function restFrom(written: string): Promise<Rest> {
    const dues = await Promise.all([...loops].map(async (loop) => loop.nextDueAt?.()))
    const instants = [...dues, await readNextAt(workers)].flatMap((due) => due?.getTime() ?? [])
    return { written, until: Math.min(...instants) }
  }

  async function turnUntilRest(): Promise<void> {
    const until = performance.now() + patienceMilliseconds
    if (await isStillAtRest()) return
    for (;;) {
      rest = null
      const written = await readWritten(workers)
      const isIdle = await turnAll()
      const behind = await readBehind(workers)
      if (isIdle && behind.length === 0) {
        rest = await restFrom(written)
        return
      }
      if (performance.now() > until) throw new Error(`it does not come to rest: ${behind.join(', ')}`)
      // An open transaction anywhere in this database server holds the journal back, and nobody says when it is over.
      if (isIdle) await delay(lookMilliseconds)
    }
  }

  return {
    pace(added) {
      for (const loop of added) loops.add(loop)
      rest = null
      return {
        async stop() {
          for (const loop of added) loops.delete(loop)
        },
      }
    },
    async startWorker(deps) {
      workers.add(deps)
      rest = null
      return {
        orphans: { name: 'orphaned jobs', turn: async () => 'idle' },
        stop: async () => void workers.delete(deps),
      }
    },
    async turn() {
      turning = turning.catch(() => {}).then(turnUntilRest)
      await turning
    },
  }
}

/** Another one after every transaction that wrote something, anywhere in this database server. */
async function readWritten([worker]: Iterable<JobsDeps>): Promise<string> {
  const snapshots = await worker?.pool.query<{ written: string }>('select pg_current_snapshot()::text as written')
  return snapshots?.rows[0]?.written ?? ''
}

/** When the next of jobs, and of what a reaction tries again, is due. */
async function readNextAt([worker]: Iterable<JobsDeps>): Promise<Date | null> {
  const found = await worker?.pool.query<{ nextAt: Date | null }>(`
    select least((select min(run_at) from graphile_worker.jobs where attempts < max_attempts),
                 (select min(again_at) from reactions_held)) as "nextAt"`)
  return found?.rows[0]?.nextAt ?? null
}

async function readBehind([worker]: Iterable<JobsDeps>): Promise<string[]> {
  return worker === undefined ? [] : reactionsBehind(worker.pool)
}

/** Returns how many ran. A worker asks many things before it asks for a job, so it is started where there is one. */
async function runDueJobs({ pool, tasks }: JobsDeps): Promise<number> {
  const due = await pool.query(
    'select from graphile_worker.jobs where attempts < max_attempts and run_at <= $1 limit 1',
    [now()],
  )
  if (due.rowCount === 0) return 0
  const events: WorkerEvents = new EventEmitter()
  let count = 0
  const failed: unknown[] = []
  events.on('job:start', () => (count += 1))
  events.on('job:error', ({ job, error }) =>
    failed.push(new Error(`the job ${job.task_identifier} failed`, { cause: error })),
  )
  const taskList = Object.fromEntries(
    Object.entries(tasks).map(([name, job]) => [name, (payload: unknown) => runJob(name, job, payload)]),
  )
  await runOnce({ pgPool: pool, taskList, events, noHandleSignals: true, useNodeTime: true, logger: silent })
  if (failed.length > 0) throw failed[0]
  return count
}

const silent = new Logger(() => () => {})
