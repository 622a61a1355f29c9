import type { AuditKind } from '../audit/kinds.types.ts'
import type { billingEvents } from './events.ts'

/** What the owner's log tells of orders, packages, timer and ledger, by kind. */
export const billingActs = {
  'order.placed': 'money',
  'plan.chosen': 'money',
  'plan.left': 'money',
  'order.paid': 'money',
  'order.cancelled': 'money',
  'order.lapsed': 'money',
  'payment.recorded': 'money',
  'payment.takenBack': 'money',
  'order.reopened': 'money',
  'payment.detailsSet': 'money',
  'invoice.stillPaid': 'money',
  'invoice.asked': 'money',
  'invoice.sent': 'money',
  'invoice.failed': 'money',
  'invoice.deleted': 'money',
  'client.companySet': 'money',
  'client.statusSet': 'money',
  'package.ending': 'money',
  'package.ended': 'money',
  'quanta.low': 'money',
  'quanta.adjusted': 'money',
  'quanta.returned': 'money',
  'service.interrupted': 'money',
  'service.resumed': 'money',
  'dispute.opened': 'money',
  'dispute.answered': 'money',
  'ledger.exported': 'exports',
} as const satisfies Partial<Record<keyof typeof billingEvents, AuditKind>>

/** What is known of these acts, in the order in which it is shown. */
export const billingFacts = [
  'plan',
  'quanta',
  'quantumMinutes',
  'amount',
  'document',
  'daysLeft',
  'licenceUntil',
  'note',
] as const
