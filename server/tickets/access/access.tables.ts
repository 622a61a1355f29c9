import type { Generated } from 'kysely'
import type { AccessEnding, AccessKind, AccessState, RemoteTool } from '#contract/tickets/access.types.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    access_boxes: {
      access_id: string
      ticket_id: string
      kind: AccessKind
      tool: RemoteTool | null
      purpose: string
      until: Date
      state: AccessState
      asked_side: 'client' | 'desk'
      asked_by: string
      asked_by_user: number
      asked_at: Date
      answered_by: string | null
      answered_by_user: number | null
      answered_at: Date | null
      reason: Generated<string>
      key_id: string | null
      content: Buffer | null
      looks: Generated<number>
      looked_by: string | null
      looked_at: Date | null
      ended_at: Date | null
      end_cause: AccessEnding | null
      confirmed_by: string | null
      confirmed_by_user: number | null
      confirmed_at: Date | null
    }
    remote_sessions: {
      session_id: string
      access_id: string
      ticket_id: string
      tool: RemoteTool
      agent_id: number
      agent_name: string
      started_at: Date
      ended_at: Date | null
      ended_by: 'client' | 'desk' | 'system' | null
    }
  }
}
