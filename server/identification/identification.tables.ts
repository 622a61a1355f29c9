import type { BotReply, MessengerChannel } from './identities.port.ts'
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
    }
  }
}
