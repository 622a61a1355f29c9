import type { OpenTicketInput } from '#contract/tickets/opening.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Answering } from './answering.port.ts'
import type { TicketDeps } from './ticketDeps.port.ts'

/**
 * T1, A1: a conversation that begins in the app begins with the assistant, where the desk has one. What an old ticket goes on in was with
 * people already.
 */
export async function withAssistant(
  unit: UnitOfWork,
  deps: TicketDeps,
  {
    memberId,
    continues,
    wantsPerson = false,
  }: Pick<OpenTicketInput, 'continues' | 'wantsPerson'> & { memberId: string },
  answering: Answering,
): Promise<Answering> {
  const { deskId, hasPeople, known } = answering
  if (continues !== undefined || !(await deps.assistant.isOn(unit.tx, deskId))) return answering
  const { regulation } = known?.terms ?? (await deps.termsFor(unit, { deskId, memberId }))
  return { ...answering, assistant: { isSkipped: wantsPerson && hasPeople && regulation.assistant.personOnRequest } }
}
