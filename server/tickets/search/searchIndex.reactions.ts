import type { FollowedEntries } from '#server/platform/journal/journal.ts'
import { foundBehind } from '#server/platform/journal/projectionWalks.ts'
import type { Projection } from '#server/platform/journal/projections.ts'
import { findUnindexed, indexNewMessages, indexTickets, lockIndex, markOpen } from './searchIndex.sql.ts'

/** Searching lags a moment behind writing (design, decision 9): a message waits for nothing of this. */
export const searchIndexProjection: Projection = {
  name: 'words',
  revision: 1,
  behind: findUnindexed,
  async react(unit, tickets) {
    const written = tickets.filter(({ types }) => types.includes('message.sent') || types.some(changesAll))
    const moved = tickets.filter(({ types }) => types.includes('ticket.moved') || types.includes(foundBehind))
    if (written.length === 0 && moved.length === 0) return
    await lockIndex(unit)
    await indexTickets(unit, idsOf(written.filter(isWhole)))
    await indexNewMessages(unit, idsOf(written.filter((ticket) => !isWhole(ticket))))
    await markOpen(unit, idsOf(moved))
  },
}

function idsOf(tickets: readonly FollowedEntries[]): string[] {
  return tickets.map(({ ticketId }) => ticketId)
}

function isWhole({ types }: FollowedEntries): boolean {
  return types.some(changesAll)
}

function changesAll(type: string): boolean {
  return ['ticket.opened', 'message.edited', 'message.deleted', foundBehind].includes(type)
}
