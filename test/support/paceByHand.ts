import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Logger, runOnce, type WorkerEvents } from 'graphile-worker'
import { runJob, type JobsDeps } from '#server/platform/jobs/jobs.ts'
import type { Loop } from '#server/platform/loop.ts'
import type { Surroundings } from '#server/server.ts'

/** For servers in this process: nothing happens by itself, until a test says so. */
export type HandPace = Required<Pick<Surroundings, 'pace' | 'startWorker'>> & {
  /** Everything that is due at this instant, and what follows from it, until nothing is left to do. What fails, fails here. */
  turn(): Promise<void>
}

const patienceMilliseconds = 20_000
const lookMilliseconds = 4

export function paceByHand(): HandPace {
  const loops = new Set<Loop>()
  const workers = new Set<JobsDeps>()
  const { signal } = new AbortController()

  async function turnAll(): Promise<boolean> {
    let isIdle = true
    for (const loop of loops) if ((await loop.turn(signal)) !== 'idle') isIdle = false
    for (const worker of workers) if ((await runDueJobs(worker)) > 0) isIdle = false
    return isIdle
  }

  return {
    pace(added) {
      for (const loop of added) loops.add(loop)
      return {
        async stop() {
          for (const loop of added) loops.delete(loop)
        },
      }
    },
    async startWorker(deps) {
      workers.add(deps)
      return {
        orphans: { name: 'orphaned jobs', turn: async () => 'idle' },
        stop: async () => void workers.delete(deps),
      }
    },
    async turn() {
      const until = performance.now() + patienceMilliseconds
      for (;;) {
        const isIdle = await turnAll()
        const behind = await readBehind(workers)
        if (isIdle && behind.length === 0) return
        if (performance.now() > until) throw new Error(`it does not come to rest: ${behind.join(', ')}`)
        // An open transaction anywhere in this database server holds the journal back, and nobody says when it is over.
        if (isIdle) await delay(lookMilliseconds)
      }
    },
  }
}

async function readBehind([worker]: Iterable<JobsDeps>): Promise<string[]> {
  const { rows } = (await worker?.pool.query<{ reaction: string }>(`
    select reaction from reaction_cursors c
     where exists (select 1 from journal j where (j.xid, j.entry_id) > (c.xid, c.entry_id))`)) ?? { rows: [] }
  return rows.map(({ reaction }) => reaction)
}

/** Returns how many ran. */
async function runDueJobs({ pool, tasks }: JobsDeps): Promise<number> {
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
