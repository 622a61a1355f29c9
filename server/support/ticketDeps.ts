import type { JobSpec } from '#server/platform/jobs.ts'
import type { Unit } from '#server/platform/unit.ts'
import { ticketTerms } from '#server/regulations/domain/document.ts'
import { regulationAt, regulationOfVersion } from '#server/regulations/inForce.ts'
import { isAwayNow } from '#server/staff/commands.ts'
import type { TicketDeps } from '#server/tickets/record.ts'
import { findStaff } from './sql.ts'

type AddJob = (unit: Unit, task: string, payload: Record<string, unknown>, spec?: JobSpec) => Promise<void>

/** What tickets need to know of their desk: its regulation, its people, and a durable alarm clock. */
export function makeTicketDeps(addJob: AddJob): TicketDeps {
  return {
    versionNow: async (unit, deskId) => (await regulationAt(unit.tx, deskId, unit.at)).version,
    termsOf: async (unit, { ticket, regulationVersion }) =>
      ticketTerms(await regulationOfVersion(unit.tx, ticket.deskId, regulationVersion)),
    async kindsOf(unit, deskId, version) {
      const { categories, queue } = await regulationOfVersion(unit.tx, deskId, version)
      return { categories, first: queue.first }
    },
    // Until packages are sold nobody has a plan.
    plansOf: async () => [],
    staffPerson: async (unit, deskId, userId) => (await findStaff(unit.tx, deskId, userId))?.person ?? null,
    isAway: isAwayNow,
    wakeAt: (unit, ticketId, at) => addJob(unit, 'ticketDue', { ticketId }, { key: `ticket ${ticketId}`, runAt: at }),
  }
}
