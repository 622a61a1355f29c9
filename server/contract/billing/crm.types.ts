import * as v from 'valibot'
import { clientNames, count, id, memberId } from '../common.ts'

/** `waiting`: not in CRM yet; `sent`: there and unpaid; `failed`: CRM says no; `closed`: given up with its order. */
export const invoiceStates = ['waiting', 'sent', 'failed', 'paid', 'closed', 'deleted'] as const
export type InvoiceState = (typeof invoiceStates)[number]

/** What a person of the desk has to know or to do about it. */
export const invoiceProblems = [
  'unreachable',
  'refused',
  'amountDiffers',
  'currencyDiffers',
  'documentUsed',
  'paidAfterEnd',
  /** A payment that was recorded by hand was taken back, and CRM goes on saying that the invoice is paid. */
  'stillPaid',
] as const
export type InvoiceProblem = (typeof invoiceProblems)[number]

/** The smart invoice of an order, in the CRM of the desk's portal (Q4). */
export const invoiceView = v.strictObject({
  state: v.picklist(invoiceStates),
  problem: v.nullable(v.picklist(invoiceProblems)),
  /** Null until CRM has it. */
  invoiceId: v.nullable(count),
  number: v.nullable(v.string()),
  hasCompany: v.boolean(),
})
export type InvoiceView = v.InferOutput<typeof invoiceView>

export const companyId = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647))
/** Which client a company of the desk's CRM is, or which company a client is. */
export const readCompanyInput = v.strictObject({
  of: v.variant('by', [
    v.strictObject({ by: v.literal('client'), memberId }),
    v.strictObject({ by: v.literal('company'), companyId }),
  ]),
})
export const companyView = v.strictObject({
  /** Whether the desk's portal has granted its CRM. */
  isGranted: v.boolean(),
  link: v.nullable(
    v.strictObject({ companyId: count, title: v.string(), memberId, ...clientNames, linkedBy: v.string() }),
  ),
})
export type CompanyView = v.InferOutput<typeof companyView>
/** `companyId` null: no company any more. */
export const linkCompanyInput = v.strictObject({ memberId, companyId: v.nullable(companyId) })
export const invoiceInput = v.strictObject({ orderId: id })
