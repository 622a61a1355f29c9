import type { Db, Reader, Tx } from './db.ts'
import { now } from '../clock.ts'
import { distinctWakes, type Wake } from './wakes.ts'

/**
 * One unit of work: a transaction, the instant at which it happens and whom to wake after it is committed.
 * Opened at the edge (routes, jobs, reactions), never inside a command, so commands compose.
 */
export type UnitOfWork = {
  tx: Tx
  at: Date
  /** Whose readers have something new; told once each after the commit, however often it was said. */
  wakes: Wake[]
}

/** As much of a unit of work as somebody needs who only reads: with or without a transaction, and nothing is locked. */
export type ReadAt = { tx: Reader; at: Date }

export type Transaction = <Result>(act: (unit: UnitOfWork) => Promise<Result>, at?: Date) => Promise<Result>

export function makeTransaction(db: Db, publish: (wakes: readonly Wake[]) => void): Transaction {
  return async (act, at = now()) => {
    const wakes: Wake[] = []
    const result = await db.transaction().execute((tx) => act({ tx, at, wakes }))
    if (wakes.length > 0) publish(distinctWakes(wakes))
    return result
  }
}
