import type { Generated } from 'kysely'
import type { InvoiceProblem, InvoiceState } from '#contract/billing/crm.types.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    client_companies: {
      desk_id: string
      member_id: string
      company_id: number
      title: string
      linked_at: Date
      linked_by: string
    }
    order_invoices: {
      order_id: string
      desk_id: string
      member_id: string
      state: InvoiceState
      problem: InvoiceProblem | null
      invoice_id: number | null
      number: string | null
      attempts: Generated<number>
      pay_link: Generated<string | null>
      is_moved: Generated<boolean>
      changed_at: Date
    }
  }
}
