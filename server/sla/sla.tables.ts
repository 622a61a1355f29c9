import type { AlarmClock } from '#contract/sla/types.ts'
import type { Json } from '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    ticket_clocks: {
      ticket_id: string
      upto_seq: number
      state: Json<Record<string, unknown>>
    }
    sla_alarms: {
      ticket_id: string
      clock: AlarmClock
      round: number
      at_percent: number
      due_at: Date
      fired_at: Date | null
    }
    sla_missed: {
      ticket_id: string
      clock: string
      at_percent: number
      due_at: Date
      desk_id: string
      recipients: string[]
      gathered_at: Date
      summary_id: string | null
    }
  }
}
