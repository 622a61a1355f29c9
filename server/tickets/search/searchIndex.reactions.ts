import type { JournalEventType } from '#contract/events.ts'
import type { FollowedEntries } from '#server/platform/journal/journal.ts'
import { foundBehind } from '#server/platform/journal/projectionWalks.ts'
import type { Projection } from '#server/platform/journal/projections.ts'
import { findUnindexed, indexNewMessages, indexTickets, lockIndex, markOpen, wordsRevision } from './searchIndex.sql.ts'

/** After these the whole ticket is indexed anew. */
const changesAll = ['ticket.opened', 'message.edited', 'message.deleted', 'ticket.linked', 'ticket.unlinked'] as const

/** Searching lags a moment behind writing (design, decision 9): a message waits for nothing of this. */
export const searchIndexProjection: Projection = {
  name: 'words',
  revision: wordsRevision,
  behind: findUnindexed,
  async react(unit, tickets) {
    const written = tickets.filter(({ types }) => isWhole({ types }) || types.some(isOf(['message.sent'])))
    const moved = tickets.filter(({ types }) => types.some(isOf(['ticket.moved'])) || types.includes(foundBehind))
    if (written.length === 0 && moved.length === 0) return []
    await lockIndex(unit)
    await indexTickets(unit, idsOf(written.filter(isWhole)))
    await indexNewMessages(unit, idsOf(written.filter((ticket) => !isWhole(ticket))))
    await markOpen(unit, idsOf(moved))
    return []
  },
}

function idsOf(tickets: readonly FollowedEntries[]): string[] {
  return tickets.map(({ ticketId }) => ticketId)
}

function isWhole({ types }: Pick<FollowedEntries, 'types'>): boolean {
  return types.some(isOf(changesAll)) || types.includes(foundBehind)
}

function isOf(known: readonly JournalEventType[]): (type: string) => boolean {
  return (type) => known.some((one) => one === type)
}
