import type { Generated } from 'kysely'
import type { StopCause } from '#contract/billing/timers.types.ts'
import type { Json } from '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    timers: {
      interval_id: string
      desk_id: string
      member_id: string
      ticket_id: string
      agent_id: number
      agent_name: string
      started_at: Date
      terms: Json<Record<string, unknown>>
      regulation_version: number
      stopped_at: Date | null
      stop_cause: StopCause | null
      quanta: Generated<number>
      asked_at: Date | null
      ask_stops_at: Date | null
      ask_cause: 'noAnswer' | 'dayEnded' | null
      answered_at: Date | null
    }
  }
}
