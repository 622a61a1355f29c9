import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db.ts'
import { feedPage, type Feed } from '#server/platform/realtime.ts'
import { sideOf } from './commands.ts'
import { presentForFeed, presentSummary } from './present.ts'
import { positionOf } from './sql.ts'
import { findOwners, readEntriesOfMany, readTickets } from './sqlReads.ts'

/** What the realtime gateway asks of tickets: who may watch, what is new, what lists show. */
export function ticketFeed(db: Db): Omit<Feed, 'findActor'> {
  return {
    async watch(actor: Actor, ticketId: string, after: number) {
      const side = sideOf(actor, await findOwners(db, ticketId))
      return { side, position: (await positionOf(db, ticketId, side, after)).seq }
    },
    async read(wanted) {
      return (await readEntriesOfMany(db, wanted, feedPage)).flatMap(presentForFeed)
    },
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
