import type { Json } from '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    queue_views: {
      view_id: string
      desk_id: string
      user_id: number
      name: string
      query: Json<Record<string, unknown>>
      created_at: Date
    }
  }
}
