import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    client_names: {
      desk_id: string
      member_id: string
      name: string
      named_by: string
      named_at: Date
    }
  }
}
