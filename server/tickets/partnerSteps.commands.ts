import type { JournalPayload } from '#contract/events.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { appendTicketEntry } from './appendTicketEntry.commands.ts'
import type { TicketForUpdate } from './domain/ticketForUpdate.ts'

/**
 * E11: where the search stands, for both sides to read between the messages. It names the partner and nobody of its people. A locked
 * ticket gets nothing more (E3).
 */
export async function appendPartnerStep(
  unit: UnitOfWork,
  ticketForUpdate: TicketForUpdate,
  payload: JournalPayload<'ticket.partnerStep'>,
): Promise<void> {
  if (ticketForUpdate.ticket.lock !== null) return
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'ticket.partnerStep', payload },
    actor: theSystem,
    isPublic: true,
    isActivity: true,
  })
}
