import type { Channel } from '#contract/regulations/base.types.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    client_messengers: {
      desk_id: string
      member_id: string
      messenger: Channel
      chosen_by: string
      chosen_at: Date
    }
    desk_channels: { desk_id: string; channel: Channel; address: string; since: Date }
  }
}
