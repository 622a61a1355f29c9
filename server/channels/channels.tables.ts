import type { Generated } from 'kysely'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { AccountState, InboxState, OutboxState } from '#contract/channels/types.ts'
import type { Json } from '#server/platform/db/tables.ts'
import type { OutgoingKind } from './channel.port.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    channel_accounts: {
      account_id: string
      desk_id: string
      channel: Channel
      revision: Generated<number>
      address: string
      settings: Json<unknown>
      sealed_secret: string
      is_paused: Generated<boolean>
      state: Generated<AccountState>
      reason: string | null
      state_at: Date
      cursor: Json<unknown> | null
      looked_at: Date | null
      heard_at: Date | null
      probe: Json<unknown> | null
      slow_until: Date | null
      added_by: string
      added_at: Date
    }
    channel_inbox: {
      event_id: string
      place: Generated<number>
      account_id: string
      desk_id: string
      external_key: string
      content_key: string
      conversation: string
      raw: Buffer | null
      bytes: number
      is_whole: boolean
      arrived_at: Date
      state: Generated<InboxState>
      tries: Generated<number>
      next_at: Date | null
      held_until: Date | null
      outcome: string | null
      detail: string | null
      ticket_id: string | null
      done_at: Date | null
      choice: string | null
    }
    channel_outbox: {
      outbox_id: string
      place: Generated<number>
      account_id: string
      desk_id: string
      kind: OutgoingKind
      event_key: string
      address: string
      member_id: string | null
      user_id: number | null
      ticket_id: string | null
      content: Json<unknown>
      message_id: string | null
      raw: Buffer | null
      state: Generated<OutboxState>
      reason: string | null
      tries: Generated<number>
      made_at: Date
      claimed_at: Date | null
      next_at: Date | null
      ended_at: Date | null
      parts_sent: Generated<number>
      is_held: Generated<boolean>
    }
    channel_sent_parts: { outbox_id: string; place: Generated<number>; vendor_key: string; is_file: boolean }
    channel_threads: {
      ticket_id: string
      account_id: string
      address: string
      member_id: string
      user_id: number
      subject: string
      last_id: string | null
      began_at: Date
      heard_at: Date
    }
    channel_message_ids: { desk_id: string; message_id: string; ticket_id: string; at: Date }
  }
}
