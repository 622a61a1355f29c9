import type { Db, Reader } from './db.ts'

/** What a read goes by: everything as it was at one moment. It locks nothing and waits for nobody. `at`: the instant of the call. */
export type Snapshot = { tx: Reader; at: Date }

/** Several statements that see one moment, so that figures of one page fit each other. Nothing can be written there. */
export function readSnapshot<Result>(db: Db, at: Date, read: (snapshot: Snapshot) => Promise<Result>): Promise<Result> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => read({ tx, at }))
}
