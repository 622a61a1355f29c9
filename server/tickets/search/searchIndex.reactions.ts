import type { JournalEventType } from '#contract/events.ts'
import type { FollowedEntries } from '#server/platform/journal/journal.ts'
import type { Projection } from '#server/platform/journal/projections.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { indexNewMessages, lockIndex, markOpen, indexTickets, takeTicketsDue } from './searchIndex.sql.ts'

const dueAtOnce = 100

/** After these the whole ticket is indexed anew. */
const changesAll = ['ticket.opened', 'message.edited', 'message.deleted'] as const

/** Searching lags a moment behind writing (design, decision 9): a message waits for nothing of this. */
export const searchIndexProjection: Projection = {
  name: 'words',
  async react(unit, tickets) {
    const written = tickets.filter(({ types }) => types.some(isOf(['message.sent', ...changesAll])))
    const moved = tickets.filter(({ types }) => types.some(isOf(['ticket.moved'])))
    if (written.length === 0 && moved.length === 0) return
    await lockIndex(unit)
    await indexTickets(unit, idsOf(written.filter(isWhole)))
    await indexNewMessages(unit, idsOf(written.filter((ticket) => !isWhole(ticket))))
    await markOpen(unit, idsOf(moved))
  },
}

/** Tickets that were there before there was a search. */
export async function indexDueTickets(unit: UnitOfWork): Promise<void> {
  const ticketIds = await takeTicketsDue(unit, dueAtOnce)
  if (ticketIds.length === 0) return
  await lockIndex(unit)
  await indexTickets(unit, ticketIds)
  await markOpen(unit, ticketIds)
}

function idsOf(tickets: readonly FollowedEntries[]): string[] {
  return tickets.map(({ ticketId }) => ticketId)
}

function isWhole({ types }: FollowedEntries): boolean {
  return types.some(isOf(changesAll))
}

function isOf(known: readonly JournalEventType[]): (type: string) => boolean {
  return (type) => known.some((one) => one === type)
}
