import type { Db } from '#server/platform/db/db.ts'
import type { SlaTickets } from '#server/sla/slaTickets.port.ts'
import { listSessions } from '../remoteSessions.sql.ts'
import { sideOfTicket } from '../tickets.queries.ts'
import { appendAdopted } from './adoptedCalendar.commands.ts'
import { listOpen, saveDue } from './due.sql.ts'

/** What tickets do for their clocks. */
export function makeSlaTickets(db: Db): SlaTickets {
  return {
    sideOf: (actor, ticketId) => sideOfTicket(db, actor, ticketId),
    remoteWork: listSessions,
    saveDue,
    listOpen,
    appendAdopted,
  }
}
