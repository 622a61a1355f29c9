import type { Generated } from 'kysely'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { LockReason, TicketStatus } from '#contract/tickets/types.ts'
import type { Json } from '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    tickets: {
      ticket_id: string
      desk_id: string
      member_id: string
      number: string
      subject: string
      status: TicketStatus
      state: Json<Record<string, unknown>>
      lock_reason: LockReason | null
      assignee_id: number | null
      opened_by_user: number
      opened_by: string
      opened_at: Date
      regulation_version: number
      last_at: Date
      active_at: Date
      last_seq: Generated<number>
      last_public_seq: Generated<number>
      preview: Generated<string>
      category: Generated<Category | null>
      priority: Generated<Priority>
      wish: Generated<Priority | null>
      due_at: Generated<Date | null>
      queued_at: Date
      queue_rank: Generated<number>
      awaits_payment: Generated<boolean>
      merged_into: Generated<string | null>
      was_merged: Generated<boolean>
    }
    read_marks: {
      ticket_id: string
      side: 'client' | 'desk'
      user_id: number
      seq: number
      public_seq: number
      at: Date
    }
  }
}
