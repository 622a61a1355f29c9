import type { Language } from '#contract/common.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { AnsweringPort } from '#server/tickets/answering.port.ts'
import type { DialogueTicket } from '#server/tickets/dialogue.queries.ts'
import { handOver, type TicketActor, type TicketDeps } from '#server/tickets/feature.ts'
import type { Learning } from '../learning/learning.port.ts'
import type { AssistantTerms } from './domain/reply.ts'
import { speak } from './speaking.commands.ts'
import { findPeopleBack, wordsWithPeople } from './wording.queries.ts'

export type HandingDeps = {
  ticketDeps: TicketDeps
  answering: Pick<AnsweringPort, 'findAnswering'>
  learning: Learning
}

type Handing = { ticket: DialogueTicket; terms: AssistantTerms; language: Language; by: TicketActor }

/** A3: its last word, and from then on people speak. False: there is nothing to hand over any more. */
export async function handToPeople(
  unit: UnitOfWork,
  { ticketDeps, answering, learning }: HandingDeps,
  { ticket, terms, language, by }: Handing,
): Promise<boolean> {
  const { ticketId, deskId, memberId } = ticket
  // The portal before the ticket: a switch cannot come between.
  const found = await answering.findAnswering(unit, memberId)
  if (!found.hasPeople || found.deskId !== deskId) throw new Refusal('no_people')
  const text = wordsWithPeople('handOver', language, await findPeopleBack(unit.tx, memberId, unit.at))
  const owners = { memberId, deskId }
  const isHanded = await handOver(unit, ticketDeps, { ticketId, owners, by, hasPeople: true }, (ticketForUpdate) =>
    speak(unit, ticketForUpdate, terms, { kind: 'handOver', language, text }),
  )
  if (isHanded) await learning.recordHandover(unit, { deskId, memberId, ticketId, step: 'taken', at: unit.at })
  return isHanded
}
