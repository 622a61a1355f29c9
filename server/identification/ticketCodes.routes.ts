import type { Handlers } from '#server/platform/http/api.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { confirmFromPortal, demandCode } from './ticketCodes.commands.ts'

export type TicketCodeRoutes = 'sendTicketCode' | 'confirmIdentity'

/** I4: a code for a ticket that came from outside, or the word of its writer from within the portal. */
export function ticketCodeRoutes({ addJob }: { addJob: AddJob }): Handlers<TicketCodeRoutes> {
  return {
    async sendTicketCode({ ticketId }, call) {
      await call.transaction((unit) => demandCode(unit, { addJob }, call.actor, ticketId))
      return {}
    },
    async confirmIdentity({ ticketId }, call) {
      await call.transaction((unit) => confirmFromPortal(unit, call.actor, ticketId))
      return {}
    },
  }
}
