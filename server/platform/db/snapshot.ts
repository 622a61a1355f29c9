import type { Db } from './db.ts'
import { isStalePlan } from './preparedStatements.ts'
import type { ReadAt } from './unitOfWork.ts'

/** What a read goes by whose statements all see one moment. It locks nothing and waits for nobody. */
export type Snapshot = ReadAt

/**
 * Several statements that see one moment, so that figures of one page fit each other. Nothing can be written there, so nobody
 * waits for the transaction's end: it has nothing to say any more.
 */
export async function readSnapshot<Result>(
  db: Db,
  at: Date,
  read: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  try {
    return await readOnce(db, at, read)
  } catch (error) {
    if (!isStalePlan(error)) throw error
    return readOnce(db, at, read)
  }
}

function readOnce<Result>(db: Db, at: Date, read: (snapshot: Snapshot) => Promise<Result>): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>()
  db.transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => resolve(await read({ tx, at })))
    .catch(reject)
  return promise
}
