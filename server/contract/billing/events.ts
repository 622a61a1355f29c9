import * as v from 'valibot'
import { stopCauses } from './timers.types.ts'

const nothing = v.object({})
/** How long a quantum was then; the entries of earlier releases do not say. */
const quantumMinutes = v.optional(v.number(), 0)
const plan = { plan: v.string(), quanta: v.number(), quantumMinutes }
/** `amount` as the log shows it: `1500.00 RUB`. */
const pricedOrder = v.object({ ...plan, amount: v.string() })
const quanta = v.object({ quanta: v.number(), quantumMinutes })
/** Which one it is about: the entries of earlier releases do not say. */
const orderId = v.optional(v.string(), '')
const order = v.object({ ...plan, orderId })
const disputed = {
  note: v.string(),
  intervalId: v.optional(v.string(), ''),
  /** Of the ticket. */
  number: v.optional(v.string(), ''),
}
const notedQuanta = v.object({ quanta: v.number(), quantumMinutes, note: v.string() })

/** Orders and payments, packages and service, timers and disputes. */
export const billingEvents = {
  'order.placed': {
    payload: v.object({ ...pricedOrder.entries, orderId, lapsesAt: v.optional(v.string(), '') }),
    changes: ['billing'],
  },
  'order.paid': { payload: order, changes: ['billing'] },
  'order.cancelled': { payload: order, changes: ['billing'] },
  'order.lapsed': { payload: order, changes: ['billing'] },
  'payment.recorded': {
    payload: v.object({
      document: v.string(),
      amount: v.string(),
      orderId,
      plan: v.optional(v.string(), ''),
      quanta: v.optional(v.number(), 0),
      quantumMinutes,
      /** Of the order: a part, all of it, or beyond; `first`: with it begins the first package of all. */
      pays: v.optional(v.picklist(['part', 'order', 'first', 'beyond']), 'part'),
      /** Until the order is covered. */
      missing: v.optional(v.string(), ''),
    }),
    changes: ['billing'],
  },
  /** It was recorded by mistake; `note` is the reason. */
  'payment.takenBack': {
    payload: v.object({ document: v.string(), amount: v.string(), note: v.string(), orderId }),
    changes: ['billing'],
  },
  /** What was paid does not cover it any more. */
  'order.reopened': { payload: order, changes: ['billing'] },
  /** Where clients pay from now on; `note` is all of it, since money goes there. */
  'payment.detailsSet': { payload: v.object({ note: v.string() }), changes: ['billing'] },
  /** A payment was taken back, and its invoice still says in CRM that it is paid. */
  'invoice.stillPaid': { payload: v.object({ document: v.string() }), changes: ['billing'] },
  'plan.chosen': { payload: pricedOrder, changes: ['billing'] },
  'plan.left': { payload: v.object({ plan: v.string() }), changes: ['billing'] },
  'invoice.asked': { payload: pricedOrder, changes: ['billing'] },
  'invoice.sent': {
    payload: v.object({ ...pricedOrder.entries, document: v.string(), orderId }),
    changes: ['billing'],
  },
  'invoice.failed': { payload: pricedOrder, changes: ['billing'] },
  'invoice.deleted': { payload: v.object({ document: v.string() }), changes: ['billing'] },
  'client.companySet': { payload: v.object({ name: v.string() }), changes: ['billing'] },
  /** Without an end the status holds until it is set anew. */
  'client.statusSet': {
    payload: v.object({ clientStatus: v.number(), until: v.optional(v.string()) }),
    changes: ['billing', 'connections'],
  },
  'package.ending': {
    payload: v.object({ days: v.number(), quanta: v.number(), quantumMinutes }),
    changes: ['billing'],
  },
  'package.ended': { payload: quanta, changes: ['billing'] },
  'quanta.low': { payload: quanta, changes: ['billing'] },
  'quanta.adjusted': { payload: notedQuanta, changes: ['billing'] },
  'quanta.returned': { payload: notedQuanta, changes: ['billing'] },
  /** `quanta`: a rest with which no work can begin. The first releases stopped only at none. */
  'service.interrupted': {
    payload: v.object({ quanta: v.optional(v.number(), 0), quantumMinutes }),
    changes: ['billing'],
  },
  'service.resumed': { payload: nothing, changes: ['billing'] },
  'timer.started': { payload: v.object({ intervalId: v.string() }), changes: ['billing'] },
  'timer.stopped': {
    payload: v.object({
      intervalId: v.string(),
      cause: v.picklist(stopCauses),
      quanta: v.number(),
      /** As the interval was counted; the first releases did not say it. */
      quantumMinutes: v.optional(v.nullable(v.number()), null),
    }),
    changes: ['billing'],
  },
  /** Between a timer and its agent: in nobody's log (Q11). */
  'timer.asked': { payload: v.object({ intervalId: v.string(), askedAt: v.string() }), changes: [] },
  'dispute.opened': { payload: v.object(disputed), changes: ['billing'] },
  'dispute.answered': { payload: v.object({ ...disputed, quanta: v.number(), quantumMinutes }), changes: ['billing'] },
  'ledger.exported': {
    payload: v.object({ rows: v.number(), format: v.picklist(['json', 'csv', 'xlsx', 'pdf']) }),
    changes: [],
  },
} as const
