import * as v from 'valibot'
import { clientNames, count, date, id, instant, memberId, note, shortText } from '../common.ts'
import { code } from '../regulations/base.types.ts'
import { accountOf, money, namedMoney, page, planName, quanta, reason, validity } from './base.types.ts'
import { invoiceView } from './crm.types.ts'

export const orderStatuses = ['open', 'paid', 'lapsed', 'cancelled'] as const
export type OrderStatus = (typeof orderStatuses)[number]

export const orderView = v.strictObject({
  orderId: id,
  deskId: id,
  deskName: v.string(),
  memberId,
  ...clientNames,
  ...planName,
  clientStatus: count,
  quanta: count,
  quantumMinutes: count,
  /** Frozen when the order was placed (Q4). */
  total: money,
  /** Null: it begins no package but pays quanta that were owed (Q12). */
  validity: v.nullable(validity),
  status: v.picklist(orderStatuses),
  placedAt: instant,
  placedBy: v.string(),
  lapsesAt: instant,
  /** When it was paid, lapsed or was cancelled. */
  endedAt: v.nullable(instant),
  paid: money,
  /** What came beyond the total; for the desk alone, 0 for the client. */
  credit: money,
  payments: v.array(
    v.strictObject({
      documentNumber: v.string(),
      documentDate: v.string(),
      amount: money,
      recordedAt: instant,
      /** Empty: read from CRM, where the invoice was paid. */
      recordedBy: v.string(),
      /** It was recorded by mistake, and counts no more. */
      takenBack: v.nullable(v.strictObject({ at: instant, by: v.string(), reason: v.string() })),
    }),
  ),
  /** An unpaid invoice lies with the client. */
  isInvoiced: v.boolean(),
  /** Its number, by which both sides and their banks speak of it; null where none waits for its payment. */
  invoiceNumber: v.nullable(v.string()),
  /** Where it is paid online, as the desk's portal says; null where that gives no such address. */
  payLink: v.nullable(v.string()),
  /** Where to pay, in the desk's own words; for the client while the order waits for its payment, else empty. */
  paymentDetails: v.string(),
  /** For the desk alone; null where none is made. */
  invoice: v.nullable(invoiceView),
  /** Whether the desk may have an invoice made now, for the first time or anew. */
  canInvoice: v.boolean(),
})
export type OrderView = v.InferOutput<typeof orderView>

/**
 * The page makes `orderId`; the same id again is the same order. `total`: what the admin saw and confirmed. Where an order of the
 * same still waits for its payment, the answer is that one, under the id that it has.
 */
export const placeOrderInput = v.strictObject({ deskId: id, orderId: id, planCode: code, quanta, total: namedMoney })
export type PlaceOrderInput = v.InferOutput<typeof placeOrderInput>

/** `instead`: what stood there as the page knew it. */
export const setPaymentDetailsInput = v.strictObject({ details: note, instead: note })
export type SetPaymentDetailsInput = v.InferOutput<typeof setPaymentDetailsInput>
export const paymentDetailsView = v.strictObject({ details: v.string() })

/** An order for so many of the owed quanta, at the total that was seen. */
export const orderOwedInput = v.strictObject({ account: accountOf, orderId: id, quanta, total: namedMoney })
export type OrderOwedInput = v.InferOutput<typeof orderOwedInput>

export const orderInput = v.strictObject({ orderId: id })

/** A client sees its own orders, at all desks; a desk those of all its clients, or of one. */
export const listOrdersInput = v.strictObject({
  side: v.picklist(['client', 'desk']),
  /** Of a client, at one desk; null: the one that answers now. Absent: at all of them. */
  deskId: v.optional(v.nullable(id)),
  memberId: v.optional(memberId),
  status: v.optional(v.picklist(orderStatuses)),
  ...page,
})

export const orderPage = v.strictObject({ orders: v.array(orderView), nextCursor: v.nullable(v.string()) })

/** One document of an order; the same one twice is one payment. */
const document = {
  orderId: id,
  documentNumber: v.pipe(shortText, v.maxLength(60)),
  documentDate: date,
}
export const recordPaymentInput = v.strictObject({ ...document, amount: namedMoney })
export type RecordPaymentInput = v.InferOutput<typeof recordPaymentInput>
/** A payment that was recorded by mistake; the client reads the reason. */
export const takeBackPaymentInput = v.strictObject({ ...document, reason })
export type TakeBackPaymentInput = v.InferOutput<typeof takeBackPaymentInput>
