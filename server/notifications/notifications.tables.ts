import type { Generated } from 'kysely'
import type { ChoiceScope, NotifiedSide } from '#contract/notifications/choices.types.ts'
import type { DeliveryOutcome, DeliveryReason } from '#contract/notifications/deliveries.types.ts'
import type { NotificationChannel } from '#contract/notifications/table.types.ts'
import type { Language } from '#contract/common.ts'
import type { Json } from '#server/platform/db/tables.ts'
import type { LineContent } from './domain/composedMail.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    notices_due: {
      ticket_id: string
      due_at: Date
    }
    notices_sent: {
      notice: string
      at: Date
      event: string | null
      member_id: string | null
      user_id: number | null
      channel: Generated<NotificationChannel>
      desk_id: string | null
      outcome: Generated<DeliveryOutcome>
      reason: DeliveryReason | null
      tries: Generated<number>
      delivery_id: Generated<number>
    }
    notification_choices: {
      member_id: string
      user_id: number
      side: NotifiedSide
      event: string
      scope: ChoiceScope
      channel: NotificationChannel
      is_on: boolean
    }
    notification_people: {
      member_id: string
      user_id: number
      language: Language | null
      time_zone: string | null
      quiet_from: number | null
      quiet_until: number | null
      sound: Generated<boolean>
      desktop: Generated<boolean>
    }
    mail_addresses: {
      member_id: string
      user_id: number
      source: 'portal' | 'typed'
      address: string | null
      at: Date
    }
    mail_confirmations: {
      confirmation_id: string
      member_id: string
      user_id: number
      address: string
      asked_at: Date
      expires_at: Date
      used_at: Date | null
    }
    mail_lines: {
      notice: string
      member_id: string
      user_id: number
      side: NotifiedSide
      event: string
      desk_id: string | null
      thread: string
      ticket_id: string | null
      seq: number | null
      content: Json<LineContent>
      made_at: Date
      due_at: Date
      taken_at: Date | null
    }
    mails: {
      mail_id: string
      member_id: string
      user_id: number
      desk_id: string | null
      ticket_id: string | null
      thread: string
      upto_seq: Generated<number>
      notices: string[]
      address: string
      message_id: string
      raw: string | null
      made_at: Date
      next_at: Date | null
      tries: Generated<number>
      claimed_at: Date | null
      trying_until: Date | null
      sent_at: Date | null
      failed_at: Date | null
      reason: DeliveryReason | null
    }
    shown_notices: {
      notice_id: string
      notice: string
      member_id: string
      user_id: number
      side: NotifiedSide
      desk_id: string | null
      event: string
      ticket_id: string | null
      seq: number | null
      text: string
      at: Date
      rung_at: Date | null
      seen_at: Date | null
    }
  }
}
