import { join } from 'node:path'
import { choosePlaces } from '#server/platform/embedded/places.ts'
import { ensurePostgres } from '#server/platform/embedded/postgres.ts'
import { findPostmaster } from '#server/platform/embedded/postmaster.ts'
import { until } from './until.ts'

/**
 * What `pg_ctl restart -m immediate` does: every connection is torn down at once, nothing is written to the tables' files,
 * and the start recovers from the write-ahead log. Only for a database that the caller has started itself.
 */
export async function restartImmediately(dataDir: string): Promise<{ stop: () => Promise<void> }> {
  const pg = join(dataDir, 'pg')
  const running = findPostmaster(pg)
  if (running === undefined) throw new Error('the database does not run')
  process.kill(running.pid, 'SIGQUIT')
  await until('the database has ended', () => findPostmaster(pg) === undefined)
  return ensurePostgres({ dataDir, pgbin: choosePlaces(undefined).pgbin, fsync: true })
}
