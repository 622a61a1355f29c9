import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { now } from '#server/platform/clock.ts'
import { catchUp } from '#server/platform/journal/projections.ts'
import { clockProjection } from '#server/sla/clocks.reactions.ts'
import { saveDue } from '#server/tickets/deadlines/due.sql.ts'
import { searchIndexProjection } from '#server/tickets/search/searchIndex.reactions.ts'
import type { World } from '#test/support/world.ts'
import { turnLoops } from './standingClock.ts'

type Waiting = {
  behind: string[]
  jobs: string[]
  failed: string[]
  alarms: number
  accounts: number
  /** When something is due next by itself. */
  nextAt: Date | null
}

const patienceMilliseconds = 20_000
const lookMilliseconds = 4
/** Looked at only now and then: a job that has just been taken must not be thought forgotten. */
const looksPerTurn = 8

/**
 * Until everything that follows from what was said has happened, at the instant at which the clock stands. Returns when
 * something is due next.
 */
export async function comeToRest(world: World): Promise<Date | null> {
  const until = performance.now() + patienceMilliseconds
  for (let looks = 0; ; looks++) {
    const waiting = await readWaiting(world)
    if (waiting.failed.length > 0) throw new Error(`jobs failed: ${waiting.failed.join('; ')}`)
    if (isNothing(waiting)) return waiting.nextAt
    if (performance.now() > until) throw new Error(`it does not come to rest: ${JSON.stringify(waiting)}`)
    if (waiting.behind.length > 0 && looks % looksPerTurn === 0) await turn(world)
    await delay(lookMilliseconds)
  }
}

async function turn({ transaction }: World): Promise<void> {
  turnLoops()
  // Their own pauses are not intervals, so they are asked by hand besides.
  const log = { error: (cause: object) => fail(cause) }
  for (const reaction of [clockProjection(saveDue), searchIndexProjection])
    await catchUp({ transaction, log }, reaction)
}

function fail(cause: object): never {
  throw new Error('a reaction failed', { cause })
}

function isNothing({ behind, jobs, alarms, accounts }: Waiting): boolean {
  return behind.length + jobs.length + alarms + accounts === 0
}

/** In the tables' own words, which stay when files and functions get other names. */
async function readWaiting({ store }: World): Promise<Waiting> {
  const at = now()
  const { rows } = await sql<Waiting>`
    select array(select reaction from reaction_cursors c where exists (
             select 1 from journal j where (j.xid, j.entry_id) > (c.xid, c.entry_id))) as behind,
           array(select task_identifier from graphile_worker.jobs
                  where attempts < max_attempts and (run_at <= ${at} or locked_at is not null)) as jobs,
           array(select task_identifier || ': ' || last_error from graphile_worker.jobs
                  where last_error is not null) as failed,
           (select count(*)::int from sla_alarms where fired_at is null and due_at <= ${at}) as alarms,
           (select count(*)::int from accounts where wake_at <= ${at})
             + (select count(*)::int from orders where status = 'open' and lapses_at <= ${at}) as accounts,
           least((select min(due_at) from sla_alarms where fired_at is null),
                 (select min(run_at) from graphile_worker.jobs where attempts < max_attempts),
                 (select min(wake_at) from accounts),
                 (select min(lapses_at) from orders where status = 'open')) as "nextAt"`.execute(store.db)
  const [waiting] = rows
  if (waiting === undefined) throw new Error('nothing was read')
  return waiting
}
