import * as v from 'valibot'
import { clientNames, count, id, instant, language, namedInstant, note, person, sequence, userId } from '../common.ts'

export const scores = [1, 2, 3, 4, 5] as const
export const score = v.picklist(scores)
export type Score = (typeof scores)[number]

/** T11: what the client says of how its ticket ended. */
export const rating = v.strictObject({ score, comment: v.string(), ratedBy: v.string(), ratedAt: instant })
export type Rating = v.InferOutput<typeof rating>

/** Without a comment the one that was written before stays, so that a star alone is a rating. */
export const rateInput = v.strictObject({ ticketId: id, score, comment: v.optional(note) })
export type RateInput = v.InferOutput<typeof rateInput>

/** `low`: up to the score of which the regulation has the head of support told. */
export const ratingsFilter = v.strictObject({
  low: v.optional(v.boolean(), false),
  agentId: v.optional(userId),
  from: v.optional(namedInstant),
  until: v.optional(namedInstant),
})
export type RatingsFilter = v.InferOutput<typeof ratingsFilter>

export const listRatingsInput = v.strictObject({
  filter: ratingsFilter,
  cursor: v.optional(v.pipe(v.string(), v.maxLength(100))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
})

/** One rating as the head of support reads it; `agent`: who had the ticket when it was rated. */
export const listedRating = v.strictObject({
  ticketId: id,
  endingSeq: sequence,
  number: v.string(),
  subject: v.string(),
  ...clientNames,
  ...rating.entries,
  isLow: v.boolean(),
  agent: v.nullable(person),
})
export type ListedRating = v.InferOutput<typeof listedRating>

export const ratingsPage = v.strictObject({ ratings: v.array(listedRating), nextCursor: v.nullable(v.string()) })

/** So many of the newest are in a file. */
export const mostExportedRatings = 5000
export const exportRatingsInput = v.strictObject({ filter: ratingsFilter, language })
/** `isCut`: there are older ones, which are not in it. */
export const ratingsFile = v.strictObject({ fileName: v.string(), text: v.string(), rows: count, isCut: v.boolean() })
