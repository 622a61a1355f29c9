import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import type { BillingEvent, QuantaTaken } from './billingEvents.ts'

/** An entry without its place; the chain adds its number and hashes. */
export type EntryContent = Omit<LedgerEntry, 'number' | 'previousHash' | 'hash'>

/** What of an event belongs into the ledger: exactly what changes a balance. */
export function entriesOf(event: BillingEvent): EntryContent[] {
  switch (event.type) {
    case 'package.bought': {
      const { packageId, planCode, quanta, ends } = event.package
      const { orderId, price } = event
      return [entry(event, 'purchase', { packageId, quanta, planCode, ends: ends.toISOString(), orderId, price })]
    }
    case 'owed.paid': {
      const { quanta, orderId, price } = event
      return [entry(event, 'purchase', { packageId: null, quanta, orderId, price })]
    }
    case 'quanta.taken':
      return workEntries(event)
    case 'package.ended':
      // A package that was used up leaves nothing to expire.
      if (event.quanta === 0) return []
      return [entry(event, 'expire', { packageId: event.packageId, quanta: -event.quanta })]
    case 'quanta.adjusted': {
      const { packageId, quanta, reason, by } = event
      return [entry(event, 'adjust', { packageId, quanta, reason, by })]
    }
    case 'quanta.returned': {
      const { packageId, planCode, quanta, ends } = event.package
      const { endedPackageId, reason, by } = event
      return [
        entry(event, 'adjust', { packageId, quanta, planCode, ends: ends.toISOString(), endedPackageId, reason, by }),
      ]
    }
    case 'limit.set':
    case 'leastCharge.set':
    case 'ticket.ended':
    case 'ticket.reopened':
    case 'package.ending':
    case 'quanta.low':
    case 'timer.started':
    case 'timer.stopped':
    case 'service.interrupted':
    case 'service.resumed':
      return []
  }
}

/** One entry for each package that pays: a least charge may take the last of one and the first of the next. */
function workEntries(event: QuantaTaken): EntryContent[] {
  const { intervalId, ticketId } = event
  const byPackage = Map.groupBy(event.payers, ({ packageId }) => packageId)
  return [...byPackage].map(([packageId, payers]) =>
    entry(event, 'work', { packageId, quanta: -payers.length, ticketId, intervalId }),
  )
}

type Content = Partial<EntryContent> & Pick<EntryContent, 'packageId' | 'quanta'>

function entry({ at }: { at: Date }, kind: EntryContent['kind'], content: Content): EntryContent {
  const nothing = { planCode: null, ends: null, orderId: null, price: null, ticketId: null, intervalId: null }
  return { ...nothing, endedPackageId: null, reason: null, by: null, ...content, at: at.toISOString(), kind }
}
