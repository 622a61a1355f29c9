import type { Db, Reader, Tx } from './db.ts'
import { now } from '../clock.ts'
import { isStalePlan } from './preparedStatements.ts'
import { distinctWakes, type Wake } from './wakes.ts'

/**
 * One unit of work: a transaction, the instant at which it happens and whom to wake after it is committed.
 * Opened at the edge (routes, jobs, reactions), never inside a command, so commands compose.
 *
 * Whoever locks several rows takes them in this order, so that nobody waits in a circle:
 *
 * 1. a portal, 2. a support code, 3. whoever orders for a client (`lockOrdering`), then whether it has an account (`holdUnopened`), then accounts, by the keys of their portals,
 * 4. an order, then its invoice, then coupons by their ends, 5. the turn of a desk that gives its tickets away (`lockAssignment`), 6. tickets, by their ids,
 * 7. a component that is watched, then a desk, then where its clients pay, and whether it takes requests, 8. one of its staff, then what hangs on them (duties, views),
 * 9. files, then their contents by their ids, then the space that is taken, by whose it is, 10. jobs, by their keys.
 *
 * - Two tickets of one portal at one desk are locked under its account, where it has one; so what happens by itself there, which
 *   nobody knows beforehand, may lock some of them first.
 * - Whoever works for many at once (alarms, due accounts, due orders, the dates of the queue) takes what is free, `skip locked`,
 *   and comes back for the rest.
 * - Rows are locked `for no key update`, never `for update`: that one also waits for foreign keys, which are checked wherever a
 *   row is inserted that names the portal or the desk, and even where one is updated for the second time in its transaction
 *   (PostgreSQL then checks keys that have not changed). So a second entry in a ticket waited for the portal, against the order.
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

const mostTries = 3

/**
 * What PostgreSQL itself has ended, because somebody else needed what it had, is done again from its beginning, at the same
 * instant: nothing of it has happened. So nothing in a transaction may have an effect outside of the database (that is a job of
 * the same transaction), but for the renewal of tokens and the visit to CRM, which hold one lock and wait for no second one.
 * `repeated` hears of each: it means that somebody does not keep the order of the locks.
 */
export function makeTransaction(
  db: Db,
  publish: (wakes: readonly Wake[]) => void,
  repeated: (error: unknown) => void = () => {},
): Transaction {
  return async (act, at = now()) => {
    for (let tries = 1; ; tries += 1) {
      try {
        const { result, wakes } = await actOnce(db, act, at)
        if (wakes.length > 0) publish(distinctWakes(wakes))
        return result
      } catch (error) {
        if (tries === mostTries || !isEndedByDatabase(error)) throw error
        repeated(error)
      }
    }
  }
}

async function actOnce<Result>(db: Db, act: (unit: UnitOfWork) => Promise<Result>, at: Date) {
  const wakes: Wake[] = []
  const result = await db.transaction().execute((tx) => act({ tx, at, wakes }))
  return { result, wakes }
}

const deadlock = '40P01'
const notSerializable = '40001'

function isEndedByDatabase(error: unknown): boolean {
  if (isStalePlan(error)) return true
  return error instanceof Error && 'code' in error && (error.code === deadlock || error.code === notSerializable)
}
