import type { Db } from '#server/platform/db/db.ts'
import { readSnapshot, type Snapshot } from '#server/platform/db/snapshot.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import type { TermsOfEachPort } from '#server/regulations/terms.port.ts'
import { monthAfter, monthOf, monthsBefore } from '#server/calendar/months.ts'
import type { ReadingDeps } from '../accounts/accountNow.queries.ts'
import { findFirstAccount, listAccountHolders, readRevenueRows, type DeskLedgers } from './revenue.sql.ts'
import { workTermsOfEach } from '../accounts/workTerms.queries.ts'
import { zoneOf } from '../domain/workTerms.ts'

const monthsAtOnce = 12

/** D2: what the desk was paid month by month, on the calendar of its own zone. */
export function revenueRoutes(deps: ReadingDeps & TermsOfEachPort & { db: Db }): Handlers<'readRevenue'> {
  const { db } = deps
  return {
    async readRevenue({ before }, { actor, at }) {
      const { deskId } = actor.desk
      const { regulation } = await regulationAt(db, deskId, at)
      const timeZone = zoneOf(regulation)
      const months = monthsBefore(before ?? monthAfter(monthOf(timeZone, at)), monthsAtOnce, timeZone)
      const rows = await readSnapshot(db, at, async (snapshot) =>
        readRevenueRows(snapshot.tx, await ledgersOf(snapshot, deps, deskId), months),
      )
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

async function ledgersOf(
  snapshot: Snapshot,
  { reads, termsOfEach }: ReadingDeps & TermsOfEachPort,
  deskId: string,
): Promise<DeskLedgers> {
  const due = await reads.unstoredAccounts(snapshot, { deskId, memberIds: null })
  const holders = await listAccountHolders(snapshot.tx, deskId)
  const workTermsOf = await workTermsOfEach(snapshot, { termsOfEach }, deskId, holders)
  const quanta = holders.map(async (memberId) => {
    const { regulation } = await workTermsOf(memberId)
    return { memberId, minutes: regulation.work.quantumMinutes }
  })
  return { deskId, unstored: [...due.values()].flatMap(({ entries }) => entries), quanta: await Promise.all(quanta) }
}
