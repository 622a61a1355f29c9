import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Work } from '#server/platform/db/unitOfWork.ts'
import { ticketIsDue } from './tickets.commands.ts'
import type { TicketDeps } from './appendEvents.commands.ts'

export function ticketJobs({ work, ticketDeps }: { work: Work; ticketDeps: TicketDeps }): JobTasks {
  return { ticketDue: (payload) => work((unit) => ticketIsDue(unit, ticketDeps, String(payload['ticketId']))) }
}
