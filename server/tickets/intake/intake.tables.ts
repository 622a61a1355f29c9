import type { Json } from '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    tickets_intakes: {
      ticket_id: string
      answers: Json<Record<string, unknown>>
      from_portal: Json<Record<string, unknown>>
    }
  }
}
