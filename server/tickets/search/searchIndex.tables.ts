import type { Generated } from 'kysely'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    ticket_words: {
      ticket_id: string
      desk_id: string
      member_id: string
      said_at: Date
      words: string
      note_words: string
      upto_seq: number
      is_open: Generated<boolean>
      revision: Generated<number>
    }
  }
}
