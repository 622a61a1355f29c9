import type { HandoverStatus } from '#contract/connections/partnerRequests.types.ts'
import type { Generated } from 'kysely'
import '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    partner_requests: {
      request_id: string
      member_id: string
      desk_id: string
      ticket_id: string
      answers: unknown
      asked_by: string
      asked_by_user: number
      asked_at: Date
      status: 'active' | 'connected' | 'withdrawn' | 'closed'
      ended_at: Date | null
    }
    partner_handovers: {
      handover_id: string
      request_id: string
      desk_id: string
      note: string
      handed_by: string
      handed_by_user: number
      handed_at: Date
      status: HandoverStatus
      answered_by: string | null
      answered_by_user: number | null
      answered_at: Date | null
      decline_reason: Generated<string>
      code_id: string | null
    }
    partner_request_takers: {
      desk_id: string
      accepts: boolean
      changed_by: string
      changed_at: Date
    }
  }
}
