import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import { ticketIsDue } from '../tickets.commands.ts'
import type { TicketDeps } from '../appendEvents.commands.ts'

export function ticketJobs({
  transaction,
  ticketDeps,
}: {
  transaction: Transaction
  ticketDeps: TicketDeps
}): JobTasks {
  return { ticketDue: (payload) => transaction((unit) => ticketIsDue(unit, ticketDeps, String(payload['ticketId']))) }
}
