import type { Handlers } from '#server/platform/http/api.ts'
import { noCursor } from '#server/platform/http/cursor.ts'
import { viewTicket, type ViewDeps } from '../ticketView.queries.ts'
import { exportRatings } from './export.commands.ts'
import { rateTicket } from './rating.commands.ts'
import { presentRated } from './ratings.present.ts'
import { listRatings, type RatingPlace } from './ratings.sql.ts'

export type RatingRoutes = 'rateTicket' | 'listRatings' | 'exportRatings'

/** T11: the client's rating of its ticket, and what its desk's heads read of all. */
export function ratingRoutes(deps: ViewDeps): Handlers<RatingRoutes> {
  return {
    async rateTicket(input, call) {
      await call.transaction((unit) => rateTicket(unit, call.actor, input))
      return viewTicket(deps, call, input.ticketId)
    },
    async listRatings({ filter, cursor, limit }, { actor }) {
      const after = cursor === undefined ? null : readPlace(cursor)
      const found = await listRatings(deps.db, actor.desk.deskId, filter, { limit: limit + 1, after })
      const shown = found.slice(0, limit)
      const last = shown.at(-1)
      return {
        ratings: shown.map(presentRated),
        nextCursor: found.length > limit && last !== undefined ? writePlace(last) : null,
      }
    },
    async exportRatings(input, { actor, at, transaction }) {
      const file = await transaction((unit) => exportRatings(unit, actor, input))
      return { fileName: `opora-ratings-${at.toISOString().slice(0, 10)}.csv`, ...file }
    },
  }
}

function writePlace({ ratedAt, ticketId, endingSeq }: { ratedAt: Date; ticketId: string; endingSeq: number }): string {
  return `${ratedAt.getTime()}_${ticketId}_${endingSeq}`
}

function readPlace(cursor: string): RatingPlace {
  const parts = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,9})$/.exec(cursor)
  if (parts === null) throw noCursor()
  return { at: new Date(Number(parts[1])), ticketId: parts[2] ?? '', endingSeq: Number(parts[3]) }
}
