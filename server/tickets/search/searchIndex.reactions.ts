import type { ToldTicket } from '#server/platform/journal/journal.ts'
import type { TicketReaction } from '#server/platform/journal/projections.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import { addWords, lockWords, markOpen, readWords, takeWordsDue } from './searchIndex.sql.ts'

const dueAtOnce = 100

/** Searching lags a moment behind writing (design, decision 9): a message waits for nothing of this. */
export const wordReaction: TicketReaction = {
  name: 'words',
  async react(unit, tickets) {
    const written = tickets.filter(({ types }) => types.includes('message.sent') || types.some(changesAll))
    const moved = tickets.filter(({ types }) => types.includes('ticket.moved'))
    if (written.length === 0 && moved.length === 0) return
    await lockWords(unit)
    await readWords(unit, idsOf(written.filter(isWhole)))
    await addWords(unit, idsOf(written.filter((ticket) => !isWhole(ticket))))
    await markOpen(unit, idsOf(moved))
  },
}

/** Tickets that were there before there was a search. */
export async function readWordsDue(unit: Unit): Promise<void> {
  const ticketIds = await takeWordsDue(unit, dueAtOnce)
  if (ticketIds.length === 0) return
  await lockWords(unit)
  await readWords(unit, ticketIds)
  await markOpen(unit, ticketIds)
}

function idsOf(tickets: readonly ToldTicket[]): string[] {
  return tickets.map(({ ticketId }) => ticketId)
}

function isWhole({ types }: ToldTicket): boolean {
  return types.some(changesAll)
}

function changesAll(type: string): boolean {
  return type === 'ticket.opened' || type === 'message.edited' || type === 'message.deleted'
}
