import { lockAssignment, noteTurn, takeTicketNumber } from '#server/desks/feature.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { makeTicketDeps } from '#server/tickets/ticketDeps.adapter.ts'

/** As the server wires them. */
export const ticketDeps = makeTicketDeps({ addJob, desk: { takeNumber: takeTicketNumber, lockAssignment, noteTurn } })
