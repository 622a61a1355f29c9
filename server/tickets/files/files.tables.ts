import type { Generated } from 'kysely'
import type { FileKind } from '#contract/tickets/files.types.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    ticket_file_contents: {
      content_id: string
      desk_id: string
      digest: Buffer
      bytes: number
      kind: FileKind
      type: string
      width: number | null
      height: number | null
      has_thumbnail: boolean
      loose_since: Date | null
    }
    ticket_files: {
      file_id: string
      desk_id: string
      side: 'client' | 'desk'
      member_id: string
      user_id: number
      name: string
      bytes: number
      made_at: Date
      expires_at: Date | null
      lease: Generated<string | null>
      leased_until: Generated<Date | null>
      refused: Generated<string | null>
      content_id: Generated<string | null>
      ticket_id: Generated<string | null>
      message_seq: Generated<number | null>
      place: Generated<number | null>
      is_note: Generated<boolean | null>
      sent_at: Generated<Date | null>
      removed_at: Generated<Date | null>
    }
    ticket_file_usage: { owner: string; bytes: number }
    ticket_file_settings: { desk_id: string; kept_days: number | null }
  }
}
