import type { Generated } from 'kysely'
import type { LetterKind, LetterStatus } from '#contract/tickets/letters.types.ts'
import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    letters: {
      letter_id: string
      desk_id: string
      member_id: string
      kind: LetterKind
      ticket_id: string | null
      addressee_id: number | null
      status: LetterStatus
      written_by: string
      written_by_user: number
      written_at: Date
      waits_since: Date
      due_at: Date | null
      owner_due_at: Date | null
      alerts: Generated<number>
      active_at: Date
      messages: Generated<number>
    }
    letter_messages: {
      letter_id: string
      position: number
      message_id: string
      side: 'client' | 'desk'
      author_member: string
      author_id: number
      author_name: string
      text: string
      at: Date
    }
  }
}
