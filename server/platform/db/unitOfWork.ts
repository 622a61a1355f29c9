import type { Db, Reader, Tx } from './db.ts'
import { now } from '../clock.ts'

/**
 * One unit of work: a transaction, the instant at which it happens and whom to wake after it is committed.
 * Opened at the edge (routes, jobs, reactions), never inside a command, so commands compose.
 */
export type UnitOfWork = {
  tx: Tx
  at: Date
  /** Names of streams (`t:ticket`, `p:portal`, `d:desk`) whose readers have something new. */
  streams: Set<string>
}

/** As much of a unit of work as somebody needs who only reads: with or without a transaction, and nothing is locked. */
export type ReadAt = { tx: Reader; at: Date }

export type Transaction = <Result>(act: (unit: UnitOfWork) => Promise<Result>, at?: Date) => Promise<Result>

export function makeTransaction(db: Db, wake: (streams: Iterable<string>) => void): Transaction {
  return async (act, at = now()) => {
    const streams = new Set<string>()
    const result = await db.transaction().execute((tx) => act({ tx, at, streams }))
    if (streams.size > 0) wake(streams)
    return result
  }
}
