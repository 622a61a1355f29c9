import type { Actor } from '#server/platform/actor.ts'
import { batchLoader } from '#server/platform/db/batchLoader.ts'
import type { Db } from '#server/platform/db/db.ts'
import { feedPage, type Feed } from '#server/platform/realtime/feed.ts'
import { sideOf } from '../domain/side.ts'
import { findWaiting, readTickets } from '../ticketReads.sql.ts'
import { presentSummary } from '../tickets.present.ts'
import { presentForFeed } from './entries.present.ts'
import { findPlaces, readEntriesOfMany, type WatchedPlace } from './entries.sql.ts'

/** What the realtime gateway asks of tickets: who may watch, what is new, what lists show. */
export function ticketFeed(db: Db): Omit<Feed, 'findActor'> {
  const findPlace = batchLoader((wanted: readonly WatchedPlace[]) => findPlaces(db, wanted))
  return {
    async watch(actor: Actor, ticketId: string, after: number) {
      const place = await findPlace({ ticketId, after })
      const side = sideOf(actor, place)
      const position = (side === 'client' ? place?.clientPosition : place?.deskPosition) ?? 0
      return { side, deskId: place?.deskId ?? '', position }
    },
    async read(wanted) {
      return (await readEntriesOfMany(db, wanted, feedPage)).flatMap(presentForFeed)
    },
    findWaiting: (ticketIds) => findWaiting(db, ticketIds),
    async readSummaries(ticketIds) {
      const rows = await readTickets(db, ticketIds, null)
      return rows.map((row) => ({
        ticketId: row.ticketId,
        memberId: row.memberId,
        deskId: row.deskId,
        forClient: { ...presentSummary(row, 'client'), readSeq: 0 },
        forDesk: { ...presentSummary(row, 'desk'), readSeq: 0 },
      }))
    },
  }
}
