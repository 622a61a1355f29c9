import type { Handlers } from '#server/platform/http/api.ts'
import { viewTicket, type ViewDeps } from '../ticketView.queries.ts'
import { confirmDutyPage } from './dutyPaging.commands.ts'

export type DutyRoutes = 'confirmDutyPage'

export function dutyRoutes(deps: ViewDeps): Handlers<DutyRoutes> {
  return {
    async confirmDutyPage({ ticketId }, call) {
      await call.transaction((unit) => confirmDutyPage(unit, call.actor, ticketId))
      return viewTicket(deps, call, ticketId)
    },
  }
}
