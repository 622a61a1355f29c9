import { sql } from 'kysely'
import { journalEnd, readJournal, type Cursor } from './journal.ts'
import type { Log } from '../log.ts'
import type { Loop, Turned } from '../loop.ts'
import type { PassedOver, Reaction } from './reaction.ts'
import type { UnitOfWork, Transaction } from '../db/unitOfWork.ts'

const page = 1000
const mostNoted = 10_000

/** Any process may run it, one at a time does; after a kill -9 the next one goes on behind the stored cursor. */
export function reactionLoop(deps: { transaction: Transaction; passedOver: NotePassedOver }, reaction: Reaction): Loop {
  const passedOver = deps.passedOver(reaction.name)
  return { name: reaction.name, turn: () => deps.transaction((unit) => runOnce(unit, reaction, passedOver)) }
}

export type NotePassedOver = (reaction: string) => PassedOver

/** One line for each entry, however many reactions come past it and however often one of them is tried again. */
export function noteOnce(log: Pick<Log, 'error'>): NotePassedOver {
  let noted = new Set<number>()
  return (reaction) => (entry) => {
    const { entryId } = entry.cursor
    if (noted.has(entryId)) return
    if (noted.size >= mostNoted) noted = new Set()
    noted.add(entryId)
    log.error({ reaction, type: entry.type, entryId }, 'an entry of the journal cannot be read and is passed over')
  }
}

async function runOnce(unit: UnitOfWork, reaction: Reaction, passedOver: PassedOver): Promise<Turned> {
  const { tx } = unit
  const start = await takeCursor(unit, reaction.name)
  if (start === null) return 'idle'
  const entries = await readJournal(tx, start, page)
  const end = entries.at(-1)?.cursor
  if (end === undefined) return 'idle'
  await reaction.react(unit, entries, passedOver)
  await moveCursor(unit, reaction.name, end)
  return entries.length === page ? 'more' : 'done'
}

/** Behind which entry this reaction goes on, for this transaction alone; null while another process has it. */
export async function takeCursor(unit: UnitOfWork, name: string): Promise<Cursor | null> {
  const lock = sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(hashtext(${`reaction ${name}`})) as taken`
  if ((await lock.execute(unit.tx)).rows[0]?.taken !== true) return null
  const stored = await unit.tx
    .selectFrom('reaction_cursors')
    .select(['xid', 'entry_id'])
    .where('reaction', '=', name)
    .executeTakeFirst()
  if (stored !== undefined) return { xid: stored.xid, entryId: stored.entry_id }
  const end = await journalEnd(unit.tx)
  await moveCursor(unit, name, end)
  return end
}

export async function moveCursor(unit: UnitOfWork, name: string, to: Cursor): Promise<void> {
  await sql`
    insert into reaction_cursors (reaction, xid, entry_id) values (${name}, ${to.xid}::xid8, ${to.entryId})
    on conflict (reaction) do update set xid = excluded.xid, entry_id = excluded.entry_id`.execute(unit.tx)
}
