import { setTimeout as pause } from 'node:timers/promises'
import { now } from './clock.ts'
import type { Db } from './db/db.ts'
import type { Transaction, UnitOfWork } from './db/unitOfWork.ts'
import type { Log } from './log.ts'

/** `more`: there is still something to do, `done`: not any more, `idle`: there was nothing. */
export type Turned = 'more' | 'done' | 'idle'

/** What happens by itself, over and over: one loop does not wait for another, and one that fails runs again. */
export type Loop = {
  name: string
  /** Does some of what there is, so little that nobody has to wait for it: who stops the server, or a message. */
  turn(stopping: AbortSignal): Promise<Turned>
  /** When something of it is due that no look of a second would hit; null where nothing is. */
  nextDueAt?(): Promise<Date | null>
  /** Work of one second is followed by a rest of so many. */
  restsPerWork?: number
  /** It is looked at each second and not at the very instant. */
  isUnhurried?: boolean
}

/** What starts loops and keeps them going until `stop`, which waits for their turns. */
export type Pace = (loops: readonly Loop[], log: Pick<Log, 'error'>) => { stop(): Promise<void> }

/** Also the longest that something waits which another process has set, or brought nearer. */
const everyMilliseconds = 1000
/** What is due but locked by another process is tried again after a moment. */
const leastMilliseconds = 50
const mostRestMilliseconds = 5000

/** At once, then each second and at the very instant of what is due next, and again without waiting while there is more. */
export const realPace: Pace = (loops, log) => {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = Promise.all(loops.map((loop) => keepOn(loop)))

  async function keepOn(loop: Loop): Promise<void> {
    while (!signal.aborted) {
      const startedAt = performance.now()
      const untilNext = await turnOnce(loop)
      const rest = Math.min((performance.now() - startedAt) * (loop.restsPerWork ?? 0), mostRestMilliseconds)
      await pause(Math.max(untilNext, rest), undefined, { signal }).catch(() => undefined)
    }
  }

  /** In how many milliseconds the next turn is. */
  async function turnOnce(loop: Loop): Promise<number> {
    try {
      if ((await loop.turn(signal)) === 'more') return 0
      const next = loop.isUnhurried === true ? null : ((await loop.nextDueAt?.()) ?? null)
      if (next === null) return everyMilliseconds
      return Math.min(everyMilliseconds, Math.max(leastMilliseconds, next.getTime() - now().getTime()))
    } catch (error) {
      log.error({ err: error, loop: loop.name }, 'what happens by itself failed and will run again')
      return everyMilliseconds
    }
  }

  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Things of a table that are due at an instant of their own. Any process may claim them; each is claimed by one. */
export type DueClock = {
  name: string
  /** Claims some of what is due at the unit's instant, in one statement that skips what another process has locked; how many. */
  claim(unit: UnitOfWork): Promise<number>
  /** After some could not be done together: each by itself, so that one holds no other back. */
  claimEach?: () => Promise<number>
  /** What is due may wait for a second, and then for what others do: it is taken together, with rests four times as long as the work. */
  isUnhurried?: boolean
  nextDueAt(db: Db): Promise<Date | null>
}

type DueClockDeps = { db: Db; transaction: Transaction; log: Pick<Log, 'error'> }

export function dueClockLoop({ db, transaction, log }: DueClockDeps, clock: DueClock): Loop {
  const { name, claimEach, isUnhurried = false } = clock
  const claim = async (): Promise<number> => {
    if (claimEach === undefined) return transaction((unit) => clock.claim(unit))
    return transaction((unit) => clock.claim(unit)).catch((error: unknown) => {
      log.error({ err: error, clock: name }, 'what is due was not done together and is tried one by one')
      return claimEach()
    })
  }
  return {
    name,
    turn: async () => ((await claim()) > 0 ? 'more' : 'idle'),
    nextDueAt: () => clock.nextDueAt(db),
    ...(isUnhurried && { isUnhurried, restsPerWork: 4 }),
  }
}
