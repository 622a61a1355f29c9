import { livePlans } from '#server/billing/accounts/accounts.queries.ts'
import { findStaff } from '#server/desks/desks.queries.ts'
import { isAwayNow } from '#server/desks/staff.queries.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { gatherMissed, isLate } from '#server/sla/feature.ts'
import { ticketTerms } from './domain/ticketTerms.ts'
import { summarizeAt } from './missedSummary.adapter.ts'
import type { TicketDeps } from './ticketDeps.port.ts'

type Wired = Pick<TicketDeps, 'assistant' | 'billing' | 'coupons' | 'desk' | 'outside' | 'ticketFileBytes'> &
  TermsPort & { addJob: AddJob }

/** From the queries of the features below, and jobs. */
export function makeTicketDeps(wired: Wired): TicketDeps {
  const { addJob, assistant, billing, coupons, desk, outside, termsFor, ticketFileBytes } = wired
  return {
    assistant,
    desk,
    billing,
    coupons,
    outside,
    termsFor,
    ticketFileBytes,
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
      if (isLate(date, unit.at)) {
        const missed = { ticketId, clock: 'expectedDate', percent: 100, dueAt: date, recipients: ['lead'] } as const
        return gatherMissed(unit, [missed], summarizeAt(addJob))
      }
      const notice = `expected date ${ticketId} ${date.getTime()}`
      const fired = { ticketId, clock: 'expectedDate', percent: 100 } as const
      return addJob(unit, 'noticeAlarm', { ...fired, who: ['lead'], notice }, { key: notice })
    },
    access: {
      wakeAt: (unit, accessId, at) => addJob(unit, 'accessDue', { accessId }, { key: `access ${accessId}`, runAt: at }),
      deleteKeys: (unit, keyIds) => addJob(unit, 'deleteBoxKeys', { keyIds: [...keyIds] }),
    },
    wakeAt: (unit, ticketId, at) => addJob(unit, 'ticketDue', { ticketId }, { key: `ticket ${ticketId}`, runAt: at }),
  }
}
