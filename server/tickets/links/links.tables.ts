import type { Generated } from 'kysely'
import type { linkKinds } from '#contract/tickets/links.types.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    ticket_links: {
      link_id: string
      kind: (typeof linkKinds)[number]
      from_ticket: string
      to_ticket: string
      made_at: Date
      message_ids: Generated<string[]>
      took_clock: Generated<boolean>
      queued_before: Date | null
      undone_at: Date | null
    }
  }
}
