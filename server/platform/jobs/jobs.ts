import { EventEmitter } from 'node:events'
import { Logger, makeWorkerUtils, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import * as v from 'valibot'
import type pg from 'pg'
import { watchBlindWorker } from './blindWorker.ts'
import { watchOrphanedJobs } from './orphanedJobs.ts'
import type { Log } from '../log.ts'
import type { Loop } from '../loop.ts'
import { keepRunning } from './runner.ts'
import type { UnitOfWork } from '../db/unitOfWork.ts'
import { openWorkerLock, unlockDead } from './workerLock.ts'

export type JobSpec = {
  /** A job with the same key replaces the one before: one wake-up a thing, at its newest instant. */
  key?: string
  runAt?: Date
  /** Jobs of one queue run one after the other, whoever works. */
  queue?: string
}

/** Every task and what its payload keeps: each feature merges its own in, beside what runs them. */
export interface Jobs {}

/** Of what only comes at its time, by the crontab. */
export const nothingKept = v.object({})

/**
 * What runs a task. Its payload was written by this release or by one before it, so the schema has a default for what came
 * later; one that cannot be read fails as any job does: it is tried again, and stays in the table.
 */
export type Job<Payload> = { payload: v.GenericSchema<unknown, Payload>; run(payload: Payload): Promise<void> }
export type JobTasks<Task extends keyof Jobs = keyof Jobs> = { [Name in Task]: Job<Jobs[Name]> }

/** Scheduled inside the caller's transaction: what is not committed never runs, what is committed runs. */
export async function addJob<Task extends keyof Jobs>(
  unit: UnitOfWork,
  task: Task,
  payload: Jobs[Task],
  spec: JobSpec = {},
): Promise<void> {
  await sql`
    select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json,
           queue_name := ${spec.queue ?? null}, job_key := ${spec.key ?? null}, run_at := ${spec.runAt ?? unit.at}::timestamptz, max_attempts := 12)
  `.execute(unit.tx)
}

export type AddJob = typeof addJob
/** `orphans` looks for jobs that nobody works on any more, and for a worker that finds none. */
export type RunningJobs = { orphans: Loop; stop(): Promise<void> }

export async function prepareJobs(databaseUrl: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: databaseUrl, logger: silent })
  try {
    await utils.migrate()
  } finally {
    await utils.release()
  }
}

export type JobsDeps = {
  databaseUrl: string
  pool: pg.Pool
  /** False where no connection keeps a prepared statement. */
  prepares?: boolean
  log: Log
  tasks: Partial<JobTasks>
  /** Lines of graphile-worker's crontab; kept in the database, so a missed run is made up. */
  crontab: readonly string[]
}

/**
 * graphile-worker keeps a killed worker's jobs locked for hours. So each process holds a session advisory lock named
 * after its pool; pools whose lock is free are dead, and their jobs are unlocked at start and every second. A live pool
 * that is taken for dead in its first instant only means that a job runs twice, which every job may.
 */
export async function startJobs(deps: JobsDeps): Promise<RunningJobs> {
  const { pool, log } = deps
  const lock = await openWorkerLock(deps.databaseUrl, log)
  await unlockDead(pool)
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => lock.hold(workerPool.id))
  const forgotten = watchOrphanedJobs(pool, events)
  const eyes = watchBlindWorker(events)
  const start = () =>
    run({
      pgPool: pool,
      concurrency: 4,
      noHandleSignals: true,
      pollInterval: 1000,
      useNodeTime: true,
      noPreparedStatements: deps.prepares === false,
      taskList: taskList(deps.tasks),
      crontab: deps.crontab.map(waitsOnce).join('\n'),
      logger: warningsOnly(log),
      events,
      preset: { worker: noteEndsInBatches },
    })
  const worker = await keepRunning(start, { log, events })
  return {
    orphans: {
      name: 'orphaned jobs',
      async turn() {
        try {
          await unlockDead(pool)
          await forgotten.freeOrphans()
        } catch (error) {
          eyes.forget()
          throw error
        }
        if (eyes.isBlind()) worker.restart()
        return 'idle'
      },
    },
    async stop() {
      await worker.stop()
      await lock.close()
    },
  }
}

/** However many of its times have gone by (a machine that slept, a clock that was set), what comes by the crontab waits once. */
function waitsOnce(line: string): string {
  const task = line.split(' ')[5] ?? ''
  return `${line}${line.includes('?') ? '&' : ' ?'}jobKey=${task}`
}

/** One by one nobody waits for the note: that it failed is an unhandled rejection, which ends the whole server. */
const noteEndsInBatches = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }

function taskList(tasks: Partial<JobTasks>): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([task, job]) => [task, (payload: unknown) => runJob(task, job, payload)]),
  )
}

export async function runJob<Payload>(task: string, job: Job<Payload>, stored: unknown): Promise<void> {
  const parsed = v.safeParse(job.payload, stored, { abortEarly: true })
  if (parsed.success) return job.run(parsed.output)
  const [issue] = parsed.issues
  throw new Error(`the payload of the job ${task} cannot be read: ${v.getDotPath(issue) ?? ''}: ${issue.message}`)
}

const silent = new Logger(() => () => {})

function warningsOnly(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ source: 'jobs' }, message)
    else if (level === 'warning') log.warn({ source: 'jobs' }, message)
  })
}
