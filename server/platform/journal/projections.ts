import { setTimeout as pause } from 'node:timers/promises'
import { dueRetries, retryLater, forgetRetry } from './reactionRetries.ts'
import { readFollowed, type FollowedEntries } from './journal.ts'
import type { Log } from '../log.ts'
import { moveCursor, takeCursor } from './reactions.ts'
import type { UnitOfWork, Transaction } from '../db/unitOfWork.ts'

/**
 * What is kept of a ticket beside its journal (clocks, words) and may follow a moment later. Doing it twice changes nothing: a
 * part that was committed before a kill -9 is done again.
 */
export type Projection = { name: string; react(unit: UnitOfWork, tickets: FollowedEntries[]): Promise<void> }

const restMilliseconds = { least: 1000, most: 5000 }
/** Work of one second is followed by a rest of four: under load each ticket is then looked at once for all that was appended. */
const restsPerWork = 4
const entriesAtOnce = 10_000
/** So few that a message that is being sent meanwhile waits for milliseconds. */
const ticketsAtOnce = 20

type Deps = { transaction: Transaction; log: Pick<Log, 'error'> }

/** Any process may run them, one at a time does each. */
export function startProjections(deps: Deps & { reactions: Projection[] }) {
  const stopping = new AbortController()
  const running = Promise.all(deps.reactions.map(keepOn))

  async function keepOn(reaction: Projection) {
    do {
      const startedAt = performance.now()
      try {
        await catchUp(deps, reaction, stopping.signal)
      } catch (error) {
        deps.log.error({ err: error, reaction: reaction.name }, 'a reaction failed and will run again')
      }
      const earned = (performance.now() - startedAt) * restsPerWork
      await rest(Math.min(Math.max(earned, restMilliseconds.least), restMilliseconds.most))
    } while (!stopping.signal.aborted)
  }

  const rest = (milliseconds: number) =>
    pause(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)

  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Until nothing is left that was appended before; stopped, it leaves the rest to the next process. */
export async function catchUp(deps: Deps, reaction: Projection, stopping?: AbortSignal): Promise<void> {
  while (await runOnce(deps, reaction, stopping));
}

/** True where more may be waiting. The lock is held by a transaction that writes nothing before all the parts are committed. */
function runOnce(deps: Deps, reaction: Projection, stopping?: AbortSignal): Promise<boolean> {
  return deps.transaction(async (unit) => {
    const start = await takeCursor(unit, reaction.name)
    if (start === null) return false
    for (const ticket of await dueRetries(unit, reaction.name, ticketsAtOnce)) await reactAlone(deps, reaction, ticket)
    const followed = await readFollowed(unit.tx, start, entriesAtOnce)
    if (followed === null) return false
    for (let from = 0; from < followed.tickets.length; from += ticketsAtOnce) {
      await reactTogether(deps, reaction, followed.tickets.slice(from, from + ticketsAtOnce))
      // The cursor stays: what is done already is done again, which is cheaper than being waited for.
      if (stopping?.aborted === true) return false
    }
    await moveCursor(unit, reaction.name, followed.end)
    return followed.isFull
  })
}

/** Where they cannot be done together each is tried alone: one that fails holds no other back. */
async function reactTogether(deps: Deps, reaction: Projection, tickets: FollowedEntries[]): Promise<void> {
  try {
    await deps.transaction((unit) => reaction.react(unit, tickets))
  } catch (error) {
    deps.log.error({ err: error, reaction: reaction.name }, 'a reaction failed; its tickets are tried one by one')
    for (const ticket of tickets) await reactAlone(deps, reaction, ticket)
  }
}

async function reactAlone({ transaction, log }: Deps, reaction: Projection, ticket: FollowedEntries): Promise<void> {
  try {
    await transaction(async (unit) => {
      await reaction.react(unit, [ticket])
      await forgetRetry(unit, reaction.name, ticket.ticketId)
    })
  } catch (error) {
    log.error({ err: error, reaction: reaction.name, ticketId: ticket.ticketId }, 'a ticket waits and is tried again')
    await transaction((unit) => retryLater(unit, reaction.name, ticket))
  }
}
