import type { Generated } from 'kysely'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    connection_versions: {
      id: Generated<number>
      connection_id: string
      version: number
      from_at: Date
      written_at: Date
      began_at: Date | null
      withdrawn_at: Date | null
    }
  }
}
