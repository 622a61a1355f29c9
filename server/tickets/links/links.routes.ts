import type { Handlers } from '#server/platform/http/api.ts'
import { viewOpened, viewTicket, type ViewDeps } from '../ticketView.queries.ts'
import { openOne } from './continuation.commands.ts'
import { mergeTicket } from './merge.commands.ts'
import { openTickets } from './openTickets.commands.ts'
import { splitTicket } from './split.commands.ts'
import { undoLink } from './undo.commands.ts'

export type LinkRoutes = 'openTicket' | 'openTickets' | 'splitTicket' | 'mergeTicket' | 'undoLink'

/** What makes tickets that belong together, and takes that back (T4). */
export function linkRoutes(deps: ViewDeps): Handlers<LinkRoutes> {
  const { ticketDeps, answering } = deps
  return {
    async openTicket(input, call) {
      const opened = await call.transaction(async (unit) => {
        const found = await answering.findAnswering(unit, call.actor.memberId)
        return openOne(unit, ticketDeps, call.actor, input, found)
      })
      return opened === null ? viewTicket(deps, call, input.ticketId) : viewOpened(deps, call, opened)
    },
    async openTickets({ tickets }, call) {
      await call.transaction(async (unit) => {
        const found = await answering.findAnswering(unit, call.actor.memberId)
        await openTickets(unit, ticketDeps, call.actor, tickets, found)
      })
      return { tickets: await Promise.all(tickets.map(({ ticketId }) => viewTicket(deps, call, ticketId))) }
    },
    async splitTicket(input, call) {
      await call.transaction((unit) => splitTicket(unit, ticketDeps, call.actor, input))
      return viewTicket(deps, call, input.ticketId)
    },
    async mergeTicket(input, call) {
      await call.transaction((unit) => mergeTicket(unit, ticketDeps, call.actor, input))
      return viewTicket(deps, call, input.ticketId)
    },
    async undoLink(input, call) {
      await call.transaction((unit) => undoLink(unit, ticketDeps, call.actor, input))
      return viewTicket(deps, call, input.ticketId)
    },
  }
}
