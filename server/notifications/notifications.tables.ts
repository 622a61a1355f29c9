import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    notices_due: {
      ticket_id: string
      due_at: Date
    }
    notices_sent: {
      notice: string
      at: Date
    }
  }
}
