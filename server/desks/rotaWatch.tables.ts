import type { GapWarning } from './domain/rotaGaps.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    rota_watches: { desk_id: string; due_at: Date; begins_at: Date }
    rota_warnings: {
      desk_id: string
      who: GapWarning['who']
      step: GapWarning['step']
      starts_at: Date
      ends_at: Date | null
    }
  }
}
