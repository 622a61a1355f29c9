import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    client_managers: {
      desk_id: string
      member_id: string
      user_id: number
      set_by: string
      set_at: Date
    }
  }
}
