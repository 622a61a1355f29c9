import type { Db } from '#server/platform/db.ts'
import type { Handlers } from '#server/platform/http.ts'
import { regulationAt } from '#server/regulations/inForce.ts'
import { monthAfter, monthOf, monthsBefore } from './domain/months.ts'
import { findFirstAccount, readRevenueRows } from './sqlRevenue.ts'
import { zoneOf } from './terms.ts'

const monthsAtOnce = 12

/** D2: what the desk was paid month by month, on the calendar of its own zone. */
export function revenueRoute(db: Db): Handlers<'readRevenue'> {
  return {
    async readRevenue({ before }, { actor, at }) {
      const deskId = actor.desk?.deskId ?? ''
      const timeZone = zoneOf((await regulationAt(db, deskId, at)).regulation)
      const months = monthsBefore(before ?? monthAfter(monthOf(timeZone, at)), monthsAtOnce, timeZone)
      const rows = await readRevenueRows(db, deskId, months)
      const first = await findFirstAccount(db, deskId)
      const last = months.at(-1)
      const isMore = first !== null && last !== undefined && first.getTime() < last.start.getTime()
      return {
        timeZone,
        months: months.flatMap(({ month }, index) => {
          const row = rows[index]
          return row === undefined ? [] : [{ month, ...row }]
        }),
        nextBefore: isMore ? last.month : null,
      }
    },
  }
}
