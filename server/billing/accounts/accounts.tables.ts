import type { ColumnType, Generated } from 'kysely'
import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import type { Validity } from '#contract/regulations/plans.types.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    accounts: {
      desk_id: string
      member_id: string
      opened_at: Date
      settled_at: Date
      limit_quanta: Generated<number>
      least_quanta: Generated<number>
      owed_quanta: Generated<number>
      interrupted_since: Date | null
      entries: Generated<number>
      head_hash: string
      balance: Generated<number>
      wake_at: Date | null
      usage_plan: string | null
      usage_currency: string | null
      usage_version: number | null
      usage_since: Date | null
    }
    packages: {
      package_id: string
      desk_id: string
      member_id: string
      order_id: string | null
      plan_code: string
      quanta: number
      left_quanta: number
      extra_quanta: Generated<number>
      starts_at: Date
      ends_at: Date
      validity: ColumnType<Validity, string, string>
      has_ended: Generated<boolean>
      warned_days: number | null
      entry: number
      /** Under which version of the regulation it was sold (E9). */
      regulation_version: number
    }
    ledger: {
      desk_id: string
      member_id: string
      number: number
      at: Date
      kind: LedgerEntry['kind']
      package_id: string | null
      quanta: number
      plan_code: string | null
      ends_at: Date | null
      order_id: string | null
      price_minor: number | null
      price_currency: string | null
      ticket_id: string | null
      interval_id: string | null
      ended_package_id: string | null
      reason: string | null
      by: string | null
      previous_hash: string
      hash: string
      balance: number
    }
    adjustments: {
      adjustment_id: string
      desk_id: string
      member_id: string
      at: Date
      package_id: string | null
      quanta: number | null
      reason: string | null
    }
    disputes: {
      dispute_id: string
      interval_id: string
      desk_id: string
      member_id: string
      opened_at: Date
      opened_by: string
      reason: string
      answered_at: Date | null
      answered_by: string | null
      answer: string | null
      given_back: number | null
    }
    work_groups: { desk_id: string; member_id: string; name: string; worked_seconds: number; paid_seconds: number }
    least_charges: {
      desk_id: string
      member_id: string
      ticket_id: string
      left_quanta: number
      is_open: Generated<boolean>
    }
    ledger_keys: { desk_id: string; public_key: string; sealed_key: string; made_at: Date }
  }
}
