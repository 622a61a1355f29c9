import type { ListedRating } from '#contract/tickets/ratings.types.ts'
import type { RatingRow } from './ratings.sql.ts'

/** For the head of support: who has left the desk stays without a name. */
export function presentRated({ agentId, agentName, agentPhoto, ratedAt, ...row }: RatingRow): ListedRating {
  const agent = agentId === null || agentName === null ? null : { userId: agentId, name: agentName, photo: agentPhoto }
  return { ...row, ratedAt: ratedAt.toISOString(), agent }
}
