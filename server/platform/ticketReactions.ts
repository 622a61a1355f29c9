import { setTimeout as pause } from 'node:timers/promises'
import { readToldTickets, type ToldTicket } from './journal.ts'
import type { Log } from './log.ts'
import { moveCursor, takeCursor } from './reactions.ts'
import type { Unit, Work } from './unit.ts'

/**
 * What is kept of a ticket beside its journal (clocks, words) and may follow a moment later. Doing it twice changes nothing: a
 * part that was committed before a kill -9 is done again.
 */
export type TicketReaction = { name: string; react(unit: Unit, tickets: ToldTicket[]): Promise<void> }

const restMilliseconds = { least: 1000, most: 5000 }
/** Work of one second is followed by a rest of four: under load each ticket is then looked at once for more that was told. */
const restsPerWork = 4
const entriesAtOnce = 10_000
/** So few that a message that is being sent meanwhile waits for milliseconds. */
const ticketsAtOnce = 20

/** Any process may run them, one at a time does each. */
export function startTicketReactions(deps: { work: Work; log: Log; reactions: TicketReaction[] }) {
  const stopping = new AbortController()
  const running = Promise.all(deps.reactions.map(keepOn))

  async function keepOn(reaction: TicketReaction) {
    do {
      const startedAt = performance.now()
      try {
        await catchUp(deps.work, reaction, stopping.signal)
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

/** Until nothing is left that was told before; stopped, it leaves the rest to the next process. */
export async function catchUp(work: Work, reaction: TicketReaction, stopping?: AbortSignal): Promise<void> {
  while (await runOnce(work, reaction, stopping));
}

/** True where more may be waiting. The lock is held by a transaction that writes nothing before all the parts are committed. */
function runOnce(work: Work, reaction: TicketReaction, stopping?: AbortSignal): Promise<boolean> {
  return work(async (unit) => {
    const start = await takeCursor(unit, reaction.name)
    const told = start === null ? null : await readToldTickets(unit.tx, start, entriesAtOnce)
    if (told === null) return false
    for (let from = 0; from < told.tickets.length; from += ticketsAtOnce) {
      const some = told.tickets.slice(from, from + ticketsAtOnce)
      await work((part) => reaction.react(part, some))
      // The cursor stays: what is done already is done again, which is cheaper than being waited for.
      if (stopping?.aborted === true) return false
    }
    await moveCursor(unit, reaction.name, told.end)
    return told.isFull
  })
}
