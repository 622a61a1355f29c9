import { readFollowed, type FollowedEntries } from './journal.ts'
import type { Log } from '../log.ts'
import type { Loop, Turned } from '../loop.ts'
import { foundBehind, readWalk, saveWalk, type WalkedPage } from './projectionWalks.ts'
import { dueRetries, forgetRetry, retryLater } from './reactionRetries.ts'
import { moveCursor, takeCursor } from './reactions.ts'
import type { UnitOfWork, Transaction } from '../db/unitOfWork.ts'

/**
 * What is kept of a ticket beside its journal (clocks, words) and may follow a moment later. Doing it twice changes nothing: a
 * part that was committed before a kill -9 is done again. It catches up by state (P9): beside the journal, which it follows
 * from the instant at which it was new, it walks once through all the tickets for those that it lacks.
 */
export type Projection = {
  name: string
  /** Raised by a release that keeps something more, which `behind` then finds missing: all tickets are looked at once more. */
  revision: number
  /** Returns the ids of those whose rows somebody holds: each of them is done again alone, where it may wait for its one row. */
  react(unit: UnitOfWork, tickets: FollowedEntries[]): Promise<readonly string[]>
  /**
   * Looks at the next so many tickets after this one by their primary key, from the first one on where it is null, and names
   * those of which less is kept than there is. It may cost no more than so many looks into indexes, however many there are.
   */
  behind(unit: UnitOfWork, after: string | null, limit: number): Promise<WalkedPage>
}

/** Work of one second is followed by a rest of four: under load each ticket is then looked at once for all that was appended. */
const restsPerWork = 4
const entriesAtOnce = 10_000
/** So few that a message that is being sent meanwhile waits for milliseconds. */
const ticketsAtOnce = 20
const walkedAtOnce = 5000
/** Of those that are behind: new entries are followed again after so many. */
const caughtUpAtOnce = 100

type Deps = { transaction: Transaction; log: Pick<Log, 'error'> }
/** `elsewhere`: another process is at it. */
type Walked = 'more' | 'over' | 'elsewhere'

/** Any process may run it, one at a time does. */
export function projectionLoop(deps: Deps, projection: Projection): Loop {
  let walked: Walked = 'more'
  return {
    name: projection.name,
    restsPerWork,
    async turn(stopping) {
      const followed = await followOnce(deps, projection, stopping)
      // What was appended goes before what was there.
      if (followed === 'more' || walked === 'over') return followed
      walked = await walk(deps, projection, stopping)
      return walked === 'more' ? 'more' : followed
    },
  }
}

/** Stopped, it leaves the rest to the next process. The lock is held by a transaction that writes nothing before all the parts are committed. */
function followOnce(deps: Deps, projection: Projection, stopping?: AbortSignal): Promise<Turned> {
  return deps.transaction(async (unit) => {
    const start = await takeCursor(unit, projection.name)
    if (start === null) return 'idle'
    for (const ticket of await dueRetries(unit, projection.name, ticketsAtOnce)) {
      await reactAlone(deps, projection, ticket)
    }
    const followed = await readFollowed(unit.tx, start, entriesAtOnce)
    if (followed === null) return 'idle'
    // Where it was stopped the cursor stays: what is done already is done again, which is cheaper than being waited for.
    if (!(await reactToAll(deps, projection, followed.tickets, stopping))) return 'idle'
    await moveCursor(unit, projection.name, followed.end)
    return followed.isFull ? 'more' : 'done'
  })
}

/**
 * The next tickets of the walk, under the same lock, so that no two fold one ticket at once. The cursor was stored before: what
 * a walk does not see because it was not committed yet, the journal brings.
 */
function walk(deps: Deps, projection: Projection, stopping?: AbortSignal): Promise<Walked> {
  return deps.transaction(async (unit) => {
    if ((await takeCursor(unit, projection.name)) === null) return 'elsewhere'
    const { after, isOver } = await readWalk(unit, projection)
    if (isOver) return 'over'
    const { ticketIds, end } = await projection.behind(unit, after, walkedAtOnce)
    const found = ticketIds.slice(0, caughtUpAtOnce)
    const tickets = found.map((ticketId) => ({ ticketId, types: [foundBehind] }))
    if (!(await reactToAll(deps, projection, tickets, stopping))) return 'elsewhere'
    await saveWalk(unit, projection, found.length < ticketIds.length ? (found.at(-1) ?? end) : end)
    return 'more'
  })
}

/** A few at a time, each few in a transaction of their own; false where it was stopped before the last. */
async function reactToAll(
  deps: Deps,
  projection: Projection,
  tickets: readonly FollowedEntries[],
  stopping?: AbortSignal,
): Promise<boolean> {
  for (let from = 0; from < tickets.length; from += ticketsAtOnce) {
    await reactTogether(deps, projection, tickets.slice(from, from + ticketsAtOnce))
    if (stopping?.aborted === true) return false
  }
  return true
}

/** Where they cannot be done together each is tried alone: one that fails holds no other back. */
async function reactTogether(deps: Deps, projection: Projection, tickets: FollowedEntries[]): Promise<void> {
  for (const ticket of await notDoneTogether(deps, projection, tickets)) await reactAlone(deps, projection, ticket)
}

async function notDoneTogether(
  { transaction, log }: Deps,
  projection: Projection,
  tickets: FollowedEntries[],
): Promise<FollowedEntries[]> {
  try {
    const held = await transaction((unit) => projection.react(unit, tickets))
    return tickets.filter(({ ticketId }) => held.includes(ticketId))
  } catch (error) {
    log.error({ err: error, reaction: projection.name }, 'a reaction failed; its tickets are tried one by one')
    return tickets
  }
}

async function reactAlone({ transaction, log }: Deps, projection: Projection, ticket: FollowedEntries): Promise<void> {
  try {
    await transaction(async (unit) => {
      await projection.react(unit, [ticket])
      await forgetRetry(unit, projection.name, ticket.ticketId)
    })
  } catch (error) {
    log.error({ err: error, reaction: projection.name, ticketId: ticket.ticketId }, 'a ticket waits and is tried again')
    await transaction((unit) => retryLater(unit, projection.name, ticket))
  }
}
