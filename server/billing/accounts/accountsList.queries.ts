import type { Snapshot } from '#server/platform/db/snapshot.ts'
import type { TermsOfEachPort } from '#server/regulations/terms.port.ts'
import type { ReadingDeps } from './accountNow.queries.ts'
import type { ListedAccount } from './accounts.present.ts'
import { listAccountRows, type AccountsQuery } from './accountsList.sql.ts'
import { accountFigures, noFigures } from './domain/accountFigures.ts'
import { workTermsOfEach } from './workTerms.queries.ts'

/** D2: a page of the desk's clients as they are now, in the order of now, with the figures that each account's own page has, in its own quanta (E9). */
export async function listAccountsNow(
  snapshot: Snapshot,
  { reads, termsOfEach }: ReadingDeps & TermsOfEachPort,
  deskId: string,
  query: AccountsQuery,
): Promise<ListedAccount[]> {
  const due = await reads.unstoredAccounts(snapshot, { deskId, memberIds: null })
  const unstored = new Map([...due].map(([memberId, { state }]) => [memberId, accountFigures(state)]))
  const rows = await listAccountRows(snapshot.tx, deskId, query, unstored)
  const shown = rows.map(({ place }) => place.memberId)
  const memberIds = shown.filter((memberId) => !due.has(memberId))
  const stored = await reads.accountsNow(snapshot, { deskId, memberIds })
  const workTermsOf = await workTermsOfEach(snapshot, { termsOfEach }, deskId, shown)
  return Promise.all(
    rows.map(async (row) => {
      const { memberId } = row.place
      const account = due.get(memberId) ?? stored.get(memberId)
      const { regulation } = await workTermsOf(memberId)
      const figures = account === undefined ? noFigures : accountFigures(account.state)
      return { ...row, figures, quantumMinutes: regulation.work.quantumMinutes }
    }),
  )
}
