import type { Generated } from 'kysely'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { Json } from '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    people_accounts: {
      member_id: string
      user_id: number
      source: 'portal' | 'typed'
      first_name: string
      last_name: string
      second_name: Generated<string>
      position: string
      email: string | null
      checked_at: Date
      ended_at: Date | null
    }
    channel_identities: {
      identity_id: string
      desk_id: string
      channel: Channel
      external_id: string
      member_id: string
      user_id: number
      name: string
      role: 'admin' | 'integrator'
      how: 'pairing' | 'facts' | 'code'
      email: string | null
      proven_at: Date
      ended_at: Date | null
    }
    identification_pairings: {
      pairing_id: string
      token_hash: Buffer
      desk_id: string
      channel: Channel
      member_id: string
      user_id: number
      name: string
      made_at: Date
      expires_at: Date
      external_id: string | null
      check_number: number | null
      agreed_at: Date | null
      ended_at: Date | null
    }
    identification_talks: {
      desk_id: string
      channel: Channel
      external_id: string
      state: Json<unknown>
      code_id: string | null
      heard_at: Date
    }
    identification_heard: {
      desk_id: string
      channel: Channel
      event_key: string
      reply: Json<unknown> | null
      at: Date
    }
    identification_attempts: { key: string; at: Date }
    identification_codes: {
      code_id: string
      desk_id: string
      purpose: 'talk' | 'ticket' | 'call'
      ticket_id: string | null
      channel: Channel
      external_id: string | null
      email: string
      has_recipient: boolean
      member_id: string | null
      user_id: number | null
      digits: number
      digest: Buffer | null
      tries: Generated<number>
      most_tries: number
      issued_at: Date
      expires_at: Date
      sent_at: Date | null
      failed_at: Date | null
      used_at: Date | null
      ended_at: Date | null
    }
    identification_tickets: {
      ticket_id: string
      desk_id: string
      member_id: string
      user_id: number
      channel: Channel
      external_id: string | null
      demanded_at: Date | null
      proven_at: Date | null
      opened_at: Date
      call_direction: 'in' | 'out' | null
      call_began_at: Date | null
      call_ended_at: Date | null
      call_by: string | null
    }
  }
}
