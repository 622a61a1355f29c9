import type { Generated } from 'kysely'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    support_codes: {
      code_id: string
      desk_id: string
      code_hash: Buffer
      last_group: string
      portal: string | null
      portal_member_id: string | null
      max_uses: number
      used: Generated<number>
      client_status: number
      plans: string[] | null
      note: string
      issued_by: string
      issued_at: Date
      expires_at: Date
      revoked_at: Date | null
      revoked_by: string | null
      sent_at: Date | null
      sent_by: string | null
      delivered_at: Date | null
      delivered_to: number | null
    }
    activation_attempts: {
      attempt_id: Generated<number>
      member_id: string
      at: Date
    }
  }
}
