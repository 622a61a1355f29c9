import type { ListTicketsInput, WalkedPage } from '#contract/tickets/conversation.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { readCursor, writeCursor, type TimedPlace } from '#server/platform/http/cursor.ts'
import { searchedFor } from './search/domain/searchTerms.ts'
import { searchTickets } from './search/search.sql.ts'
import { listTicketIds, ofClient, readTickets } from './ticketReads.sql.ts'
import { presentSummary } from './tickets.present.ts'

export type TicketListRoutes = 'listTickets'

/** A client's tickets. */
export function ticketListRoutes({ db }: { db: Db }): Handlers<TicketListRoutes> {
  return {
    async listTickets(input, { actor }) {
      const after = input.cursor === undefined ? null : readCursor(input.cursor)
      const isSearch = input.search !== undefined && input.search !== ''
      return isSearch ? search(db, actor, input, after) : list(db, actor, input, after)
    },
  }
}

async function list(db: Db, actor: Actor, input: ListTicketsInput, after: TimedPlace | null): Promise<WalkedPage> {
  const { limit } = input
  const ids = await listTicketIds(db, actor, { ...input, limit: limit + 1 }, after)
  const rows = await readTickets(db, ids.slice(0, limit), { side: 'client', userId: actor.userId })
  const last = rows.at(-1)
  const hasMore = ids.length > limit && last !== undefined
  return {
    tickets: rows.map((row) => presentSummary(row, 'client')),
    nextCursor: hasMore ? writeCursor({ at: last.activeAt, id: last.ticketId }) : null,
  }
}

async function search(db: Db, actor: Actor, input: ListTicketsInput, after: TimedPlace | null): Promise<WalkedPage> {
  const { limit } = input
  const searchTerms = searchedFor(input.search ?? '')
  if (searchTerms === null) return { tickets: [], nextCursor: null }
  const found = await searchTickets(
    db,
    { side: 'client', memberId: actor.memberId },
    {
      searchTerms,
      after: after === null ? null : { writtenAt: after.at, ticketId: after.id },
      limit: limit + 1,
      conditions: ofClient(actor, input),
      isOpenOnly: false,
      isNarrow: false,
    },
  )
  const page = found.slice(0, limit)
  const ids = page.map(({ ticketId }) => ticketId)
  const rows = await readTickets(db, ids, { side: 'client', userId: actor.userId })
  const last = page.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return {
    tickets: rows.map((row) => presentSummary(row, 'client')),
    nextCursor: hasMore ? writeCursor({ at: last.writtenAt, id: last.ticketId }) : null,
  }
}
