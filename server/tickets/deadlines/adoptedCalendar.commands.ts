import type { JournalPayload } from '#contract/events.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import { loadTicketForUpdate } from '../appendEvents.commands.ts'

/** S1: an official year was adopted. Where it moves a deadline the client reads so; else the desk alone. */
export async function appendAdopted(
  unit: UnitOfWork,
  ticketId: string,
  payload: JournalPayload<'ticket.calendarAdopted'>,
): Promise<void> {
  await appendTicketEntry(unit, await loadTicketForUpdate(unit, ticketId), {
    event: { type: 'ticket.calendarAdopted', payload },
    actor: theSystem,
    isPublic: payload.deadlines.length > 0,
    isActivity: false,
  })
}
