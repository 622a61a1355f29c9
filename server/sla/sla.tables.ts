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
  }
}
