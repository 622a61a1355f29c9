import * as v from 'valibot'
import { stopCauses } from './timers.types.ts'

const nothing = v.object({})
const plan = { plan: v.string(), quanta: v.number() }
const order = v.object(plan)
/** `amount` as the log shows it: `1500.00 RUB`. */
const pricedOrder = v.object({ ...plan, amount: v.string() })
const quanta = v.object({ quanta: v.number() })
const notedQuanta = v.object({ quanta: v.number(), note: v.string() })

/** Orders and payments, packages and service, timers and disputes. */
export const billingEvents = {
  'order.placed': { payload: pricedOrder },
  'order.paid': { payload: order },
  'order.cancelled': { payload: order },
  'order.lapsed': { payload: order },
  'payment.recorded': { payload: v.object({ document: v.string(), amount: v.string() }) },
  'plan.chosen': { payload: pricedOrder },
  'plan.left': { payload: v.object({ plan: v.string() }) },
  'invoice.asked': { payload: pricedOrder },
  'invoice.sent': { payload: v.object({ ...pricedOrder.entries, document: v.string() }) },
  'invoice.failed': { payload: pricedOrder },
  'invoice.deleted': { payload: v.object({ document: v.string() }) },
  'client.companySet': { payload: v.object({ name: v.string() }) },
  /** Without an end the status holds until it is set anew. */
  'client.statusSet': { payload: v.object({ clientStatus: v.number(), until: v.optional(v.string()) }) },
  'package.ending': { payload: v.object({ days: v.number(), quanta: v.number() }) },
  'package.ended': { payload: quanta },
  'quanta.low': { payload: quanta },
  'quanta.adjusted': { payload: notedQuanta },
  'quanta.returned': { payload: notedQuanta },
  'service.interrupted': { payload: nothing },
  'service.resumed': { payload: nothing },
  'timer.started': { payload: v.object({ intervalId: v.string() }) },
  'timer.stopped': {
    payload: v.object({ intervalId: v.string(), cause: v.picklist(stopCauses), quanta: v.number() }),
  },
  /** Between a timer and its agent: in nobody's log (Q11). */
  'timer.asked': { payload: v.object({ intervalId: v.string(), askedAt: v.string() }) },
  'dispute.opened': { payload: v.object({ note: v.string() }) },
  'dispute.answered': { payload: notedQuanta },
  'ledger.exported': {
    payload: v.object({ rows: v.number(), format: v.picklist(['json', 'csv', 'xlsx', 'pdf']) }),
  },
} as const
