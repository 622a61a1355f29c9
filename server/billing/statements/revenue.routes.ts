import type { Db } from '#server/platform/db/db.ts'
import { readSnapshot } from '#server/platform/db/snapshot.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { monthAfter, monthOf, monthsBefore } from '#server/calendar/months.ts'
import type { ReadingDeps } from '../accounts/accountNow.queries.ts'
import { findFirstAccount, readRevenueRows } from './revenue.sql.ts'
import { zoneOf } from '../domain/workTerms.ts'

const monthsAtOnce = 12

/** D2: what the desk was paid month by month, on the calendar of its own zone. */
export function revenueRoutes(deps: ReadingDeps & { db: Db }): Handlers<'readRevenue'> {
  const { db } = deps
  return {
    async readRevenue({ before }, { actor, at }) {
      const { deskId } = actor.desk
      const { regulation } = await regulationAt(db, deskId, at)
      const timeZone = zoneOf(regulation)
      const { quantumMinutes } = regulation.work
      const months = monthsBefore(before ?? monthAfter(monthOf(timeZone, at)), monthsAtOnce, timeZone)
      const rows = await readSnapshot(db, at, async (snapshot) => {
        const due = await deps.reads.unstoredAccounts(snapshot, { deskId, memberIds: null })
        const unstored = [...due.values()].flatMap(({ entries }) => entries)
        return readRevenueRows(snapshot.tx, { deskId, unstored }, months)
      })
      const first = await findFirstAccount(db, deskId)
      const last = months.at(-1)
      const isMore = first !== null && last !== undefined && first.getTime() < last.start.getTime()
      return {
        timeZone,
        months: months.flatMap(({ month }, index) => {
          const row = rows[index]
          return row === undefined ? [] : [{ month, ...row, quantumMinutes }]
        }),
        nextBefore: isMore ? last.month : null,
      }
    },
  }
}
