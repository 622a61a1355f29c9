import type { Generated } from 'kysely'
import type { DutyStep } from '#contract/tickets/duty.types.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    duty_pages: {
      page_id: string
      ticket_id: string
      paged_at: Date
      steps: Generated<DutyStep[]>
      told: Generated<number[]>
      due_at: Date | null
      confirmed_by: number | null
      confirmed_at: Date | null
      ended_at: Date | null
    }
  }
}
