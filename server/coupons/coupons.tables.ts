import type { ColumnType, Generated } from 'kysely'
import type { EntryKind } from '#contract/coupons/types.ts'
import type { Json } from '#server/platform/db/tables.ts'

/** A local date, as `2026-03-14`. */
type Day = ColumnType<Date, string, string>

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    coupons: {
      coupon_id: string
      desk_id: string
      issue_id: string
      issue_place: number
      code_hash: Buffer
      last_group: string
      portal: string | null
      portal_member_id: string | null
      requests: number
      purchased_on: Day
      starts_at: Date
      ends_at: Date
      last_day: Day
      order_number: Generated<string>
      note: Generated<string>
      issued_by: string
      issued_at: Date
      member_id: string | null
      entered_at: Date | null
      entered_by: string | null
    }
    coupon_entries: {
      coupon_id: string
      position: number
      kind: EntryKind
      change: number
      left_after: number
      ticket_id: string | null
      at: Date
    }
    coupon_entry_notes: {
      coupon_id: string
      position: number
      by_side: 'client' | 'desk'
      by_member: string
      by_user: number
      by_name: string
      reason: Generated<string>
    }
    special_requests: {
      ticket_id: string
      coupon_id: string
      kind: string | null
      objects: Json<Record<string, unknown>>
    }
  }
}
