import type { ChatTiming } from '#test/support/chatTiming.ts'
import { prepareConversations } from '#test/support/chatWorld.ts'
import { wholeMs, type Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'

export type RestartedDatabaseSize = {
  conversations: number
  restarts: number
  everyMs: number
  messagesBetween: number
  /** Waiting when the database goes away, so that some are being worked on. */
  jobs: number
  timing: ChatTiming
}

/** P5: PostgreSQL goes down in the middle of everything and comes back; the servers are not touched. */
export async function databaseIsRestarted(
  databaseUrl: string,
  restart: () => Promise<void>,
  size: RestartedDatabaseSize,
): Promise<Outcome> {
  const conversations = await prepareConversations(databaseUrl, size)
  const stage = await openStage(databaseUrl)
  try {
    const servers = [await stage.launch(), await stage.launch()]
    const urlOf = (index: number) => `http://127.0.0.1:${servers[index]?.port}`
    const { timing } = size
    for (const conversation of conversations) {
      stage.open(conversation, 'client', { url: () => urlOf(0), timing })
      stage.open(conversation, 'desk', { url: () => urlOf(1), timing })
    }
    const pages = stage.pages()
    const writing = stage.write(pages, size.everyMs)
    const goOn = () => {
      const target = stage.acknowledgedCount() + pages.length * size.messagesBetween
      return stage.until('messages are acknowledged', () => stage.acknowledgedCount() >= target, 60_000)
    }
    const backMs: number[] = []
    for (let index = 0; index < size.restarts; index += 1) {
      await goOn()
      await addJobs(stage, size.jobs)
      const stoppedAt = performance.now()
      await restart()
      await goOn()
      backMs.push(wholeMs(performance.now() - stoppedAt))
    }
    writing.stop()
    const faults = await stage.judge()
    await stage.until('the servers hear each other again', () => listens(stage, servers.length))
    await stage.until('each server holds the lock of its worker again', () => holdsLocks(stage, servers.length))
    await stage
      .until('all jobs are done', () => areJobsDone(stage), 90_000)
      .catch(async (cause: unknown) => {
        throw new Error(`jobs are left: ${await describeJobsLeft(stage)}`, { cause })
      })
    return { faults, facts: { messages: stage.acknowledgedCount(), 'ms until all goes on': Math.max(...backMs) } }
  } finally {
    await stage.close()
  }
}

async function listens({ pool }: Stage, wanted: number): Promise<boolean> {
  const { rows } = await pool.query<{ listening: number }>(
    `select count(*)::int as listening from pg_stat_activity
      where (query like '%; listen opora' or query like 'select pg_notify(%')
        and pid <> pg_backend_pid() and datname = current_database()`,
  )
  return rows[0]?.listening === wanted
}

const lockSpace = 0x4f50

async function holdsLocks({ pool }: Stage, wanted: number): Promise<boolean> {
  const { rows } = await pool.query<{ held: number }>(
    `select count(*)::int as held from pg_locks join pg_database on pg_database.oid = pg_locks.database
      where locktype = 'advisory' and classid = $1 and granted and datname = current_database()`,
    [lockSpace],
  )
  return rows[0]?.held === wanted
}

async function addJobs({ pool }: Stage, count: number): Promise<void> {
  await pool.query(`select graphile_worker.add_job('dropOldSessions') from generate_series(1, $1)`, [count])
}

async function areJobsDone({ pool }: Stage): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from graphile_worker.jobs where task_identifier = 'dropOldSessions' limit 1`,
  )
  return rows.length === 0
}

async function describeJobsLeft({ pool }: Stage): Promise<string> {
  const { rows } = await pool.query(
    `select attempts, locked_by, locked_at, run_at, last_error from graphile_worker.jobs
      where task_identifier = 'dropOldSessions' limit 5`,
  )
  return JSON.stringify(rows)
}
