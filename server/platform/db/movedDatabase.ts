import pg from 'pg'
import type { Log } from '../log.ts'

const lockSpace = 0x4f51 // beside the workers' locks
/** Below every number that a cluster gives: its first thousand are its own. */
const done = 3
const waiting = 4

/**
 * A dump keeps each entry's transaction number, and in the cluster into which it is restored these numbers may lie years ahead: what
 * is appended there would sort before everything, and no cursor would ever come to it. So at the start they are brought
 * down, keeping what every reaction has behind it apart from what one of them still has to see. Whoever runs twice what it had seen
 * already does it in vain, as after a kill -9.
 * Runs as the owner, because the servers' own role may not change the journal. True where something had to be done.
 */
export async function settleMovedJournal(databaseUrl: string, log: Pick<Log, 'warn'>): Promise<boolean> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  owner.on('error', () => {})
  await owner.connect()
  try {
    await owner.query('begin')
    await owner.query('select pg_advisory_xact_lock($1, 1)', [lockSpace])
    const isMoved = await comesFromElsewhere(owner)
    if (isMoved) await bringDown(owner)
    await owner.query('commit')
    if (isMoved) log.warn('the database was restored into another PostgreSQL: its journal goes on here')
    return isMoved
  } finally {
    await owner.end()
  }
}

/** In its own cluster a committed transaction is always below the next one's number. */
async function comesFromElsewhere(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ is_moved: boolean }>(`
    select exists (select 1 from journal where xid >= pg_snapshot_xmax(pg_current_snapshot()))
        or exists (select 1 from reaction_cursors where xid >= pg_snapshot_xmax(pg_current_snapshot())) as is_moved`)
  return rows[0]?.is_moved === true
}

/** What was appended here before anybody noticed waits as well. */
async function bringDown(owner: pg.Client): Promise<void> {
  await owner.query('alter table journal disable trigger journal_only_grows')
  await owner.query(`
    with seen as (select xid, entry_id from reaction_cursors order by xid, entry_id limit 1)
    update journal j set xid = case
      when j.xid < pg_snapshot_xmax(pg_current_snapshot())
        or exists (select 1 from seen where (j.xid, j.entry_id) > (seen.xid, seen.entry_id)) then '${waiting}'::xid8
      else '${done}'::xid8 end`)
  await owner.query('alter table journal enable trigger journal_only_grows')
  await owner.query(`update reaction_cursors set xid = '${done}', entry_id = ${2n ** 63n - 1n}`)
}
