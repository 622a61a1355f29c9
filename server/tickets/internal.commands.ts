import { houseMember, type IncidentStep } from '#contract/tickets/internal.types.ts'
import type { InThree } from '#contract/common.ts'
import { priorities, type Category, type Priority } from '#contract/regulations/base.types.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { appendEvents, change, theProduct } from './appendEvents.commands.ts'
import { appendTicketEntry } from './appendTicketEntry.commands.ts'
import { queueRank, type Kinds } from './domain/classification.ts'
import { begin } from './domain/evolve.ts'
import { decideOpening } from './domain/open.ts'
import type { TicketForUpdate } from './domain/ticketForUpdate.ts'
import { findDeskLanguage } from './internal.sql.ts'
import type { TicketDeps } from './ticketDeps.port.ts'
import { insertTicket, lockTicket } from './tickets.sql.ts'

/** `title`: what the desk calls what has failed. */
export type IncidentTicket = { ticketId: string; deskId: string; subject: InThree; title: InThree }

/**
 * D3: an incident has one ticket, under the incident's own id, for the desk alone: no client, no promise, no bill. Told again, it
 * is the same one. Where nobody has taken it when the incident is over, it closes by itself.
 */
export async function tellIncident(
  unit: UnitOfWork,
  deps: TicketDeps,
  incident: IncidentTicket,
  step: IncidentStep,
): Promise<void> {
  const known = await lockTicket(unit, incident.ticketId)
  if (known !== null && step === 'opened') return
  const ticketForUpdate = known ?? (await openInternal(unit, deps, incident))
  if (known === null) await appendStep(unit, ticketForUpdate, incident, 'opened')
  if (step === 'opened') return
  await appendStep(unit, ticketForUpdate, incident, step)
  if (step === 'closed' && ticketForUpdate.ticket.status !== 'closed')
    await change(unit, deps, ticketForUpdate, {
      command: { type: 'endIncident', at: unit.at },
      ticketActor: theProduct,
    })
}

function appendStep(
  unit: UnitOfWork,
  ticketForUpdate: TicketForUpdate,
  { title }: IncidentTicket,
  step: IncidentStep,
): Promise<void> {
  return appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'ticket.incident', payload: { step, title } },
    actor: theSystem,
    isPublic: false,
    isActivity: true,
  })
}

async function openInternal(
  unit: UnitOfWork,
  deps: TicketDeps,
  { ticketId, deskId, subject: said }: IncidentTicket,
): Promise<TicketForUpdate> {
  const client = { deskId, memberId: houseMember }
  const { version: regulationVersion } = await deps.termsFor(unit, client)
  const kinds = await deps.kindsOf(unit, deskId, regulationVersion)
  const kind = kindOfIncident(kinds)
  const opened = decideOpening({
    at: unit.at,
    by: '0',
    ticketId,
    portalId: houseMember,
    deskId,
    couponId: null,
    origin: 'agent',
    assistantIsOn: false,
    wantsPerson: true,
    hasPeople: true,
  })
  const ticket = begin(opened)
  const subject = said[await findDeskLanguage(unit.tx, deskId)]
  const number = await deps.desk.takeNumber(unit, deskId)
  const opening = { number, subject, regulationVersion, wish: null }
  const rank = queueRank(ticket, kind.priority, kinds)
  await insertTicket(unit, ticket, { ...opening, kind, rank, byUser: 0, byName: '' })
  const made = { ticket, ...opening, ...kind, openedByUser: 0, lastSeq: 0, lastPublicSeq: 0 }
  const events = [{ ...opened, by: { side: 'system', personId: null } } as const]
  await appendEvents(unit, deps, made, { events, ticketActor: theProduct, messages: [] })
  return made
}

/** An incident as grave as this regulation knows them; where it has no such category, not classified. */
function kindOfIncident({ categories }: Kinds): { category: Category | null; priority: Priority } {
  const known = categories.find(({ code }) => code === 'incident')
  const gravest = priorities.findLast((priority) => known?.priorities.includes(priority))
  return known === undefined || gravest === undefined
    ? { category: null, priority: 'medium' }
    : { category: known.code, priority: gravest }
}

/** For who finds an incident by itself. */
export function incidentTicketPort(deps: TicketDeps) {
  return {
    tellIncident: (unit: UnitOfWork, incident: IncidentTicket, step: IncidentStep) =>
      tellIncident(unit, deps, incident, step),
  }
}
