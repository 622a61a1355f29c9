import { Refusal } from '#server/platform/refusal.ts'
import type { JobSpec } from '#server/platform/jobs.ts'
import type { Unit } from '#server/platform/unit.ts'
import { ticketTerms } from '#server/regulations/domain/document.ts'
import type { TicketDeps } from '#server/tickets/record.ts'
import { regulationOf } from './entitled.ts'
import { findDesk, findStaff } from './sql.ts'

type AddJob = (unit: Unit, task: string, payload: Record<string, unknown>, spec?: JobSpec) => Promise<void>

/** What tickets need to know of their desk: its regulation, its people, and a durable alarm clock. */
export function makeTicketDeps(addJob: AddJob): TicketDeps {
  return {
    async termsOf(unit, deskId) {
      const desk = await findDesk(unit.tx, deskId)
      if (desk === null) throw new Refusal('no_desk')
      return ticketTerms(regulationOf(desk))
    },
    staffPerson: async (unit, deskId, userId) => (await findStaff(unit.tx, deskId, userId))?.person ?? null,
    wakeAt: (unit, ticketId, at) => addJob(unit, 'ticketDue', { ticketId }, { key: `ticket ${ticketId}`, runAt: at }),
  }
}
