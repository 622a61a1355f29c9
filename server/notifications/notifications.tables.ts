import type { Generated } from 'kysely'
import type { NotificationChannel } from '#contract/notifications/table.types.ts'
import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    notices_due: {
      ticket_id: string
      due_at: Date
    }
    notices_sent: {
      notice: string
      at: Date
      event: string | null
      member_id: string | null
      user_id: number | null
      channel: Generated<NotificationChannel>
    }
  }
}
