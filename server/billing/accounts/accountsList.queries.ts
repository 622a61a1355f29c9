import type { Snapshot } from '#server/platform/db/snapshot.ts'
import type { ReadingDeps } from './accountNow.queries.ts'
import type { ListedAccount } from './accounts.present.ts'
import { listAccountRows, type AccountsQuery } from './accountsList.sql.ts'
import { accountFigures, noFigures } from './domain/accountFigures.ts'

/** D2: a page of the desk's clients as they are now, in the order of now, with the figures that each account's own page has. */
export async function listAccountsNow(
  snapshot: Snapshot,
  { reads }: ReadingDeps,
  deskId: string,
  query: AccountsQuery,
): Promise<ListedAccount[]> {
  const due = await reads.unstoredAccounts(snapshot, { deskId, memberIds: null })
  const unstored = new Map([...due].map(([memberId, { state }]) => [memberId, accountFigures(state)]))
  const rows = await listAccountRows(snapshot.tx, deskId, query, unstored)
  const memberIds = rows.map(({ place }) => place.memberId).filter((memberId) => !due.has(memberId))
  const stored = await reads.accountsNow(snapshot, { deskId, memberIds })
  return rows.map((row) => {
    const { memberId } = row.place
    const account = due.get(memberId) ?? stored.get(memberId)
    return { ...row, figures: account === undefined ? noFigures : accountFigures(account.state) }
  })
}
