import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    quick_replies: {
      reply_id: string
      desk_id: string
      owner_id: number | null
      title: string
      text: string
      revision: number
      changed_by: string
      changed_at: Date
    }
  }
}
