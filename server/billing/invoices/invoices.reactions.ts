import type { Reaction } from '#server/platform/journal/reactions.ts'
import { beginInvoices, reviewInvoices, type SyncLater } from './invoices.commands.ts'

const endings = ['order.paid', 'order.cancelled', 'order.lapsed']

/** Q4: what follows in CRM from what happened to orders. */
export function invoiceReaction(later: SyncLater): Reaction {
  return {
    name: 'invoices',
    async react(unit, entries) {
      for (const { type, at, deskId, memberId } of entries) {
        if (deskId === null || memberId === null) continue
        if (type === 'order.placed') await beginInvoices(unit, { deskId, memberId }, at, later)
        if (endings.includes(type)) await reviewInvoices(unit, { deskId, memberId }, later)
      }
    },
  }
}
