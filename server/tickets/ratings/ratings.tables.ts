import type { Generated } from 'kysely'
import type { Score } from '#contract/tickets/ratings.types.ts'
import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    ticket_ratings: {
      ticket_id: string
      ending_seq: number
      desk_id: string
      member_id: string
      agent_id: number | null
      score: Score
      is_low: boolean
      comment: Generated<string>
      rated_by: string
      rated_by_user: number
      rated_at: Date
    }
  }
}
