import type { Generated } from 'kysely'
import type { Side } from '#contract/common.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    messages: {
      message_id: string
      ticket_id: string
      seq: number
      public_seq: number | null
      side: Side
      author_member: string
      author_id: number
      author_name: string
      kind: 'public' | 'note'
      is_question: Generated<boolean>
      text: string
      at: Date
      edited_at: Date | null
      deleted_at: Date | null
      mentions: Generated<number[]>
      has_files: Generated<boolean>
    }
  }
}
