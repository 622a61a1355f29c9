import * as v from 'valibot'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { JobTasks } from '#server/platform/jobs/jobs.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { ticketIsDue } from './ticketDue.commands.ts'

type DueDeps = { transaction: Transaction; ticketDeps: TicketDeps }

const oneTicket = v.object({ ticketId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    ticketDue: v.InferOutput<typeof oneTicket>
  }
}

export function ticketJobs({ transaction, ticketDeps }: DueDeps): JobTasks<'ticketDue'> {
  return {
    ticketDue: {
      payload: oneTicket,
      run: ({ ticketId }) => transaction((unit) => ticketIsDue(unit, ticketDeps, ticketId)),
    },
  }
}
