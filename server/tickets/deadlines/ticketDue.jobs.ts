import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { ticketIsDue } from './ticketDue.commands.ts'

type DueDeps = { transaction: Transaction; ticketDeps: TicketDeps }

export function ticketJobs({ transaction, ticketDeps }: DueDeps): JobTasks {
  return { ticketDue: (payload) => transaction((unit) => ticketIsDue(unit, ticketDeps, String(payload['ticketId']))) }
}
