import * as v from 'valibot'
import type { AddJob, JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { retargetByCalendar } from './adoptedCalendar.commands.ts'
import type { SlaTickets } from './slaTickets.port.ts'

const oneDesk = v.object({ deskId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    retargetByCalendar: v.InferOutput<typeof oneDesk>
  }
}

type Deps = { transaction: Transaction; slaTickets: SlaTickets }

export function calendarJobs({ transaction, slaTickets }: Deps): JobTasks<'retargetByCalendar'> {
  return {
    retargetByCalendar: {
      payload: oneDesk,
      async run({ deskId }) {
        let after: string | null = null
        do {
          const from: string | null = after
          after = await transaction((unit) => retargetByCalendar(unit, { slaTickets, deskId, after: from }))
        } while (after !== null)
      },
    },
  }
}

/** Durable, in the transaction that adopts a year. */
export async function retargetLater(unit: UnitOfWork, addJob: AddJob, deskIds: readonly string[]): Promise<void> {
  for (const deskId of deskIds) await addJob(unit, 'retargetByCalendar', { deskId }, { key: `calendar ${deskId}` })
}
