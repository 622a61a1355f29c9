import type { Handlers } from '#server/platform/http/api.ts'
import { enterAccount, refuseStrangers, sideOfAccount } from './accountAccess.routes.ts'
import { readStaffNames } from './accountReads.sql.ts'
import { readAccountView, type AccountViewDeps } from './accountView.routes.ts'
import { accountCursor, readAccountCursor } from './domain/accountCursor.ts'
import { listAccountRows } from './accountsList.sql.ts'
import { presentSummary } from './accounts.present.ts'
import { adjustQuanta } from './adjustments.commands.ts'
import { burnDownOf } from './burnDown.queries.ts'
import { presentEntry } from './ledger.present.ts'
import { listEntries } from './ledger.sql.ts'

type Names = 'readAccount' | 'readBurnDown' | 'listLedger' | 'listAccounts' | 'adjustQuanta'

/** A week, as the page says "ends soon". */
const soonMs = 7 * 86_400_000

/** Q9, D2: what an account has, how that came to be, and which of the desk's accounts need attention. */
export function accountRoutes(deps: AccountViewDeps): Handlers<Names> {
  const { db, ticketPort } = deps
  return {
    readAccount: async ({ account }, call) => readAccountView(deps, call, await sideOfAccount(deps, call, account)),
    async readBurnDown({ account }, call) {
      const { side: _side, ...key } = await enterAccount(deps, call, account)
      return { levels: await burnDownOf(db, key, call.at) }
    },
    async listLedger({ account, before, limit }, call) {
      const key = await sideOfAccount(deps, call, account)
      const [entries, staff] = await Promise.all([
        listEntries(db, key, { before: before ?? null, limit: limit + 1 }),
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
      const found = await listAccountRows(db, actor.desk.deskId, {
        only: only ?? null,
        search: search === undefined || search === '' ? null : search,
        endsBefore: new Date(at.getTime() + soonMs),
        after: readAccountCursor(cursor),
        limit: limit + 1,
      })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return { accounts: page.map(presentSummary), nextCursor: last === undefined ? null : accountCursor(last) }
    },
    async adjustQuanta(input, call) {
      const entered = await enterAccount(deps, call, { side: 'desk', memberId: input.memberId })
      await call.transaction((unit) => adjustQuanta(unit, ticketPort, call.actor, input))
      return readAccountView(deps, call, entered)
    },
  }
}
