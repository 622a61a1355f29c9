import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    article_voices: {
      voice_id: string
      article_id: string
      version: number
      is_helpful: boolean
      comment: string
      member_id: string | null
      user_id: number | null
      name: string | null
      at: Date
    }
  }
}
