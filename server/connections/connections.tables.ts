import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    connections: {
      connection_id: string
      member_id: string
      desk_id: string
      code_id: string | null
      client_status: number
      plans: string[] | null
      regulation_version: number
      started_at: Date
      activated_by: string
      activated_by_user: number
      ends_at: Date | null
      ended_at: Date | null
      ended_reason: 'client_left' | 'desk_ended' | 'switched' | 'uninstalled' | null
    }
  }
}
