import type { JobTasks } from '#server/platform/jobs.ts'
import type { Work } from '#server/platform/unit.ts'
import { ticketIsDue } from './commands.ts'
import type { TicketDeps } from './record.ts'

export function ticketJobs({ work, ticketDeps }: { work: Work; ticketDeps: TicketDeps }): JobTasks {
  return { ticketDue: (payload) => work((unit) => ticketIsDue(unit, ticketDeps, String(payload['ticketId']))) }
}
