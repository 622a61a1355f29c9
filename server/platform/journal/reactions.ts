import { sql } from 'kysely'
import { journalEnd, readJournal, type Cursor } from './journal.ts'
import type { Log } from '../log.ts'
import type { PassedOver, Reaction } from './reaction.ts'
import type { UnitOfWork, Transaction } from '../db/unitOfWork.ts'

const everyMilliseconds = 1000
const page = 1000
const mostNoted = 10_000

/** Any process may run them, one at a time does; after a kill -9 the next one goes on behind the stored cursor. */
export function startReactions(deps: {
  transaction: Transaction
  log: Log
  reactions: Reaction[]
  /** What is looked for every second besides: due things in tables of their own. */
  chores: ((unit: UnitOfWork) => Promise<void>)[]
}): { stop: () => Promise<void> } {
  let isStopped = false
  // At once, so that a reaction that is new here starts before anything can be entries that it would miss.
  let running: Promise<void> = runAll()
  const timer = setInterval(() => {
    running = running.then(runAll)
  }, everyMilliseconds)

  const passedOver = noteOnce(deps.log)

  async function runAll() {
    for (const chore of deps.chores) {
      await deps
        .transaction(chore)
        .catch((error: unknown) => deps.log.error({ err: error }, 'a chore failed and will run again'))
    }
    for (const reaction of deps.reactions) {
      try {
        let isFull = true
        // A full page: there may be more behind it.
        while (isFull)
          isFull = (await deps.transaction((unit) => runOnce(unit, reaction, passedOver(reaction.name)))) && !isStopped
      } catch (error) {
        deps.log.error({ err: error, reaction: reaction.name }, 'a reaction failed and will run again')
      }
    }
  }

  return {
    async stop() {
      isStopped = true
      clearInterval(timer)
      await running
    },
  }
}

/** One line for each entry, however many reactions come past it and however often one of them is tried again. */
function noteOnce(log: Pick<Log, 'error'>): (reaction: string) => PassedOver {
  let noted = new Set<number>()
  return (reaction) => (entry) => {
    const { entryId } = entry.cursor
    if (noted.has(entryId)) return
    if (noted.size >= mostNoted) noted = new Set()
    noted.add(entryId)
    log.error({ reaction, type: entry.type, entryId }, 'an entry of the journal cannot be read and is passed over')
  }
}

async function runOnce(unit: UnitOfWork, reaction: Reaction, passedOver: PassedOver): Promise<boolean> {
  const { tx } = unit
  const start = await takeCursor(unit, reaction.name)
  if (start === null) return false
  const entries = await readJournal(tx, start, page)
  const end = entries.at(-1)?.cursor
  if (end === undefined) return false
  await reaction.react(unit, entries, passedOver)
  await moveCursor(unit, reaction.name, end)
  return entries.length === page
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
