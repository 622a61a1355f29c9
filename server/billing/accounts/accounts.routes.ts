import { readSnapshot } from '#server/platform/db/snapshot.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { enterAccount, sideOfAccount, type AccessDeps } from './accountAccess.routes.ts'
import type { ReadingDeps } from './accountNow.queries.ts'
import { readStaffNames } from './accountReads.sql.ts'
import { findAccountView } from './accountView.queries.ts'
import { listAccountsNow } from './accountsList.queries.ts'
import { accountCursor, readAccountCursor } from './domain/accountCursor.ts'
import { presentSummary } from './accounts.present.ts'
import type { Adjustments } from './adjustments.commands.ts'
import { burnDownOf } from './burnDown.queries.ts'
import { presentEntry } from './ledger.present.ts'
import { listEntries } from './ledger.sql.ts'
import { refuseStrangers } from './strangers.queries.ts'

type AccountRoutesDeps = AccessDeps & ReadingDeps & { adjustments: Adjustments }
type Names = 'readAccount' | 'readBurnDown' | 'listLedger' | 'listAccounts' | 'adjustQuanta'

/** A week, as the page says "ends soon". */
const soonMs = 7 * 86_400_000

/** Q9, D2: what an account has, how that came to be, and which of the desk's accounts need attention. */
export function accountRoutes(deps: AccountRoutesDeps): Handlers<Names> {
  const { db, reads, adjustments } = deps
  return {
    readAccount: async ({ account }, call) => findAccountView(deps, await sideOfAccount(deps, call, account), call.at),
    async readBurnDown({ account }, call) {
      const { side: _side, ...key } = await enterAccount(deps, call, account)
      const levels = await readSnapshot(db, call.at, async (snapshot) =>
        burnDownOf(snapshot, deps, await reads.ledgerNow(snapshot, key)),
      )
      return { levels }
    },
    async listLedger({ account, before, limit }, call) {
      const key = await sideOfAccount(deps, call, account)
      const [entries, staff] = await Promise.all([
        readSnapshot(db, call.at, async (snapshot) =>
          listEntries(snapshot.tx, await reads.ledgerNow(snapshot, key), { before: before ?? null, limit: limit + 1 }),
        ),
        readStaffNames(db, key.deskId),
        refuseStrangers(deps, key),
      ])
      const page = entries.slice(0, limit)
      return {
        entries: page.map((entry) => presentEntry(entry, staff)),
        nextBefore: entries.length > limit ? (page.at(-1)?.number ?? null) : null,
      }
    },
    async listAccounts({ only, search, cursor, limit }, { actor, at }) {
      const query = {
        only: only ?? null,
        search: search === undefined || search === '' ? null : search,
        endsBefore: new Date(at.getTime() + soonMs),
        after: readAccountCursor(cursor),
        limit: limit + 1,
      }
      const found = await readSnapshot(db, at, (snapshot) => listAccountsNow(snapshot, deps, actor.desk.deskId, query))
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        accounts: page.map(presentSummary),
        nextCursor: last === undefined ? null : accountCursor(last.place),
      }
    },
    async adjustQuanta(input, call) {
      const entered = await enterAccount(deps, call, { side: 'desk', memberId: input.memberId })
      await call.transaction((unit) => adjustments.adjustQuanta(unit, call.actor, input))
      return findAccountView(deps, entered, call.at)
    },
  }
}
