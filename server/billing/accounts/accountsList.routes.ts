import type { Handlers } from '#server/platform/http/api.ts'
import type { Db } from '#server/platform/db/db.ts'
import { accountCursor, readAccountCursor } from '../domain/cursors.ts'
import { presentSummary } from './accounts.present.ts'
import { listAccountRows } from './accountsList.sql.ts'

/** A week, as the page says "ends soon". */
const soonMs = 7 * 86_400_000

/** D2: the desk's clients with their balances, what needs attention first. */
export function accountsRoute(db: Db): Handlers<'listAccounts'> {
  return {
    async listAccounts({ only, search, cursor, limit }, { actor, at }) {
      const found = await listAccountRows(db, actor.desk?.deskId ?? '', {
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
  }
}
