import type { Db, Tx } from './db.ts'
import { now } from '../clock.ts'

/**
 * One unit of work: a transaction, the instant at which it happens and whom to wake after it is committed.
 * Opened at the edge (routes, jobs, reactions), never inside a command, so commands compose.
 */
export type Unit = {
  tx: Tx
  at: Date
  /** Names of streams (`t:ticket`, `p:portal`, `d:desk`) whose readers have something new. */
  woken: Set<string>
}

export type Work = <Result>(act: (unit: Unit) => Promise<Result>, at?: Date) => Promise<Result>

export function makeWork(db: Db, wake: (streams: Iterable<string>) => void): Work {
  return async (act, at = now()) => {
    const woken = new Set<string>()
    const result = await db.transaction().execute((tx) => act({ tx, at, woken }))
    if (woken.size > 0) wake(woken)
    return result
  }
}
