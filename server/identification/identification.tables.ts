import type { Generated } from 'kysely'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { BotReply, MessengerChannel } from './identities.port.ts'
import type { Proven, TalkStep } from './domain/talk.ts'
import type { Json } from '#server/platform/db/tables.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    channel_identities: {
      identity_id: string
      desk_id: string
      channel: MessengerChannel
      external_id: string
      member_id: string
      user_id: number
      name: string
      proven_at: Date
      ended_at: Date | null
      email: string | null
    }
    people_accounts: {
      member_id: string
      user_id: number
      first_name: string
      last_name: string
      second_name: string
      position: string
      email: string | null
      checked_at: Date
      ended_at: Date | null
    }
    identification_talks: {
      desk_id: string
      channel: MessengerChannel
      external_id: string
      step: TalkStep
      full_name: Generated<string>
      position: Generated<string>
      code_id: string | null
      heard_at: Date
    }
    identification_codes: {
      code_id: string
      desk_id: string
      channel: MessengerChannel
      external_id: string
      email: string
      people: Json<readonly Proven[]>
      digest: Buffer | null
      tries: Generated<number>
      issued_at: Date
      expires_at: Date
      checked_at: Date | null
      sent_at: Date | null
      used_at: Date | null
      ended_at: Date | null
      ticket_id: string | null
      digits: Generated<number>
      most_tries: Generated<number>
    }
    identification_tickets: {
      ticket_id: string
      desk_id: string
      member_id: string
      user_id: number
      channel: Channel
      external_id: string | null
      opened_at: Date
      demanded_at: Date | null
      proven_at: Date | null
    }
    identification_pairings: {
      pairing_id: string
      token_hash: Buffer
      desk_id: string
      channel: MessengerChannel
      member_id: string
      user_id: number
      name: string
      made_at: Date
      expires_at: Date
      external_id: string | null
      check_number: number | null
      ended_at: Date | null
    }
    identification_heard: {
      desk_id: string
      channel: MessengerChannel
      event_key: string
      external_id: string
      reply: Json<BotReply> | null
      at: Date
      is_hint: Generated<boolean>
    }
  }
}
