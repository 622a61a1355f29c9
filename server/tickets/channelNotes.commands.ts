import type { ChannelNote } from '#contract/tickets/channelNotes.types.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { appendTicketEntry } from './appendTicketEntry.commands.ts'
import { lockTicket } from './tickets.sql.ts'

/** I1: a line for the desk's people; it moves nothing, brings the ticket to no top and starts no clock. None where the ticket is gone. */
export async function noteInTicket(unit: UnitOfWork, ticketId: string, { what, detail }: ChannelNote): Promise<void> {
  const ticketForUpdate = await lockTicket(unit, ticketId)
  if (ticketForUpdate === null) return
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'ticket.channelNoted', payload: { what, detail: detail.slice(0, 320) } },
    actor: theSystem,
    isPublic: false,
    isActivity: false,
  })
}
