import * as v from 'valibot'
import { inThree, texts } from '#contract/common.ts'
import { textFor } from '#contract/announcements/shown.types.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { addJob, type JobTasks } from '#server/platform/jobs/jobs.ts'
import type { Component } from './components.sql.ts'
import type { Happening } from './domain/monitor.ts'
import type { IncidentTicketPort } from './incidentTicket.port.ts'
import { incidentSaid } from './incidents.texts.ts'

const steps = ['opened', 'unstable', 'closed'] as const
const payload = v.object({
  incidentId: v.string(),
  deskId: v.string(),
  title: texts,
  isUnstable: v.boolean(),
  step: v.picklist(steps),
})
type Payload = v.InferOutput<typeof payload>

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    tellIncident: Payload
  }
}

/** In the transaction of what happened; the ticket follows in its own, so that no call of a monitor waits for a desk's counter. */
export async function tellIncidentLater(
  unit: UnitOfWork,
  { deskId, title }: Component,
  { what, incident: { incidentId, isUnstable }, isFirst }: Happening,
): Promise<void> {
  if (what === 'silent') return
  const step = isFirst ? 'opened' : what
  const told = { incidentId, deskId, title: inThree((language) => textFor(title, language)), isUnstable, step }
  await addJob(unit, 'tellIncident', told, { key: `incident ${incidentId} ${step}` })
}

export function incidentTicketJobs({
  transaction,
  incidentTickets,
}: {
  transaction: Transaction
  incidentTickets: IncidentTicketPort
}): Pick<JobTasks, 'tellIncident'> {
  return {
    tellIncident: {
      payload,
      run: (told) => transaction((unit) => incidentTickets.tellIncident(unit, ticketOf(told), told.step)),
    },
  }
}

function ticketOf({ incidentId, deskId, title, isUnstable }: Payload) {
  const subject = incidentSaid(title, { isUnstable, isOver: false }).title
  return { ticketId: incidentId, deskId, title, subject }
}
