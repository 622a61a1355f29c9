import { livePlans } from '#server/billing/accounts/accounts.queries.ts'
import { findStaff } from '#server/desks/desks.queries.ts'
import { isAwayNow } from '#server/desks/staff.queries.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { regulationAt, regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { DeskPort } from './desk.port.ts'
import { ticketTerms } from './domain/ticketTerms.ts'
import type { TicketDeps } from './ticketDeps.port.ts'

/** From the queries of the features below, and jobs. */
export function makeTicketDeps({ addJob, desk }: { addJob: AddJob; desk: DeskPort }): TicketDeps {
  return {
    desk,
    versionNow: async (unit, deskId) => (await regulationAt(unit.tx, deskId, unit.at)).version,
    termsOf: async (db, { ticket, regulationVersion }) =>
      ticketTerms(await regulationOfVersion(db, ticket.deskId, regulationVersion)),
    async kindsOf(unit, deskId, version) {
      const { categories, queue } = await regulationOfVersion(unit.tx, deskId, version)
      return { categories, first: queue.first }
    },
    plansOf: (unit, memberId, deskId) => livePlans(unit, { deskId, memberId }),
    staffPerson: async (unit, deskId, userId) => (await findStaff(unit.tx, deskId, userId))?.person ?? null,
    isAway: isAwayNow,
    dateIsOverdue: (unit, ticketId, date) => {
      const notice = `expected date ${ticketId} ${date.getTime()}`
      const fired = { ticketId, clock: 'expectedDate', percent: 100 } as const
      return addJob(unit, 'noticeAlarm', { ...fired, who: ['lead'], notice }, { key: notice })
    },
    wakeAt: (unit, ticketId, at) => addJob(unit, 'ticketDue', { ticketId }, { key: `ticket ${ticketId}`, runAt: at }),
  }
}
