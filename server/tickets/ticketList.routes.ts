import type { ListTicketsInput, WalkedPage } from '#contract/tickets/conversation.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { searchedFor } from './search/domain/searchTerms.ts'
import { searchTickets } from './search/search.sql.ts'
import { listTicketIds, ofClient, readTickets, type ListCursor } from './ticketReads.sql.ts'
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

async function list(db: Db, actor: Actor, input: ListTicketsInput, after: ListCursor | null): Promise<WalkedPage> {
  const { limit } = input
  const ids = await listTicketIds(db, actor, { ...input, limit: limit + 1 }, after)
  const rows = await readTickets(db, ids.slice(0, limit), { side: 'client', userId: actor.userId })
  const last = rows.at(-1)
  const hasMore = ids.length > limit && last !== undefined
  return {
    tickets: rows.map((row) => presentSummary(row, 'client')),
    nextCursor: hasMore ? writeCursor({ at: last.activeAt, ticketId: last.ticketId }) : null,
  }
}

async function search(db: Db, actor: Actor, input: ListTicketsInput, after: ListCursor | null): Promise<WalkedPage> {
  const { limit } = input
  const searchTerms = searchedFor(input.search ?? '')
  if (searchTerms === null) return { tickets: [], nextCursor: null }
  const found = await searchTickets(
    db,
    { side: 'client', memberId: actor.memberId },
    {
      searchTerms,
      after: after === null ? null : { writtenAt: after.at, ticketId: after.ticketId },
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
    nextCursor: hasMore ? writeCursor({ at: last.writtenAt, ticketId: last.ticketId }) : null,
  }
}

function writeCursor({ at, ticketId }: ListCursor): string {
  return `${at.getTime()}_${ticketId}`
}

function readCursor(text: string): ListCursor {
  const parts = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text)
  if (parts === null) throw new Refusal('invalid_input', { field: 'cursor', problem: 'not a cursor' })
  return { at: new Date(Number(parts[1])), ticketId: parts[2] ?? '' }
}
