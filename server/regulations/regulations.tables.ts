import type { Json } from '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    regulation_versions: {
      desk_id: string
      version: number
      effective_at: Date
      document: Json<Record<string, unknown>>
      written_by: string
      written_at: Date
      withdrawn_by: string | null
      withdrawn_at: Date | null
      existing_from: Date | null
    }
    adopted_years: { version: number; adopted_at: Date }
  }
}
