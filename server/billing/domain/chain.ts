import { hash } from 'node:crypto'
import { type LedgerEntry, ledgerFormat } from '#contract/billing/ledger.types.ts'
import type { EntryContent } from './entries.ts'

/** The head of a ledger: how many entries it has, and the hash that the next one carries. */
export type Head = { count: number; hash: string }

/** The head of a ledger without entries names its desk and portal, so that no chain can be passed off as another's. */
export function emptyHead(deskId: string, portalId: string): Head {
  return { count: 0, hash: sha256(JSON.stringify([ledgerFormat, deskId, portalId])) }
}

export function chainEntries(head: Head, content: EntryContent): LedgerEntry {
  const linked = { ...content, number: head.count + 1, previousHash: head.hash }
  return { ...linked, hash: hashOf(linked) }
}

export function headAfter({ number, hash: own }: LedgerEntry): Head {
  return { count: number, hash: own }
}

/**
 * SHA-256 of the hash of the entry before, a line feed, and the entry's values in this order as a JSON array without spaces
 * (RFC 8785), all in UTF-8, in lower-case hexadecimal. Whoever wants to check without this program needs no more than that.
 */
export function hashOf(entry: Omit<LedgerEntry, 'hash'>): string {
  const { number, at, kind, packageId, quanta, planCode, ends, orderId, price } = entry
  const { ticketId, intervalId, endedPackageId, reason, by } = entry
  const paid = price === null ? [null, null] : [price.minor, price.currency]
  const bought = [packageId, quanta, planCode, ends, orderId, ...paid]
  const values = [number, at, kind, ...bought, ticketId, intervalId, endedPackageId, reason, by]
  return sha256(`${entry.previousHash}\n${JSON.stringify(values)}`)
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}
