import { reaction, type Reaction } from '#server/platform/journal/reaction.ts'
import { beginInvoices, reviewInvoices, type SyncLater } from './invoices.commands.ts'

/** Q4: what follows in CRM from what happened to orders. */
export function invoiceReaction(later: SyncLater): Reaction {
  return reaction({
    name: 'invoices',
    on: ['order.placed', 'order.paid', 'order.reopened', 'order.cancelled', 'order.lapsed'],
    async react(unit, entries) {
      for (const { type, at, deskId, memberId } of entries) {
        if (deskId === null || memberId === null) continue
        if (type === 'order.placed') await beginInvoices(unit, { deskId, memberId }, at, later)
        else await reviewInvoices(unit, { deskId, memberId }, later)
      }
    },
  })
}
