import type { ColumnType, Generated } from 'kysely'
import type { OrderStatus } from '#contract/billing/orders.types.ts'
import type { Validity } from '#contract/regulations/plans.types.ts'

/** One document that says money came. */
type PaymentColumns = {
  order_id: string
  document_number: string
  document_date: ColumnType<Date | string, string, string>
  amount_minor: number
  currency: string
  recorded_at: Date
  recorded_by: string
  desk_id: string
  member_id: string
}

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    orders: {
      order_id: string
      desk_id: string
      member_id: string
      plan_code: string
      client_status: number
      quanta: number
      total_minor: number
      currency: string
      validity: ColumnType<Validity | null, string | null, string | null>
      regulation_version: number
      status: OrderStatus
      placed_at: Date
      placed_by: string
      placed_by_user: number
      lapses_at: Date
      ended_at: Date | null
    }
    order_payments: PaymentColumns
    payments_taken_back: PaymentColumns & {
      id: Generated<number>
      taken_back_at: Date
      taken_back_by: string
      reason: string
    }
    desk_payment_details: {
      desk_id: string
      details: string
      changed_at: Date
    }
    client_statuses: {
      desk_id: string
      member_id: string
      from_at: Date
      status: number
      until_at: Date | null
      afterwards: number | null
      set_by: string
    }
  }
}
