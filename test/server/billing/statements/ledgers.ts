import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { LedgerEntry, LedgerExport } from '#contract/billing/ledger.types.ts'
import type { BillingEvent } from '#server/billing/domain/billingEvents.ts'
import { chainEntries, emptyHead, headAfter } from '#server/billing/domain/chain.ts'
import { entriesOf, type EntryContent } from '#server/billing/domain/entries.ts'
import { exportLedger } from '#test/support/ledgerExport.ts'
import { adjust, after, days, emptyScene, minutes, monday, pay, settled, start, stop } from '../scene.ts'

export const deskKey = generateKeyPairSync('ed25519').privateKey

/** Entries of every kind: two packages, work, an adjustment, an end, quanta given back after it. */
export const everyKind: BillingEvent[] = settled(
  after(
    emptyScene(),
    pay(12, monday),
    start('i1', minutes(5)),
    stop('i1', minutes(45)),
    adjust('p1', 1, minutes(60)),
    pay(30, days(10), { packageId: 'p2', orderId: 'order-2', validity: { unit: 'days', count: 90 } }),
    adjust('p1', 2, days(40)),
    start('i2', days(41)),
    stop('i2', new Date(days(41).getTime() + 1_500_000)),
  ),
  days(150),
).events

export function chained(contents: readonly EntryContent[]): LedgerEntry[] {
  const entries: LedgerEntry[] = []
  let head = emptyHead('desk-1', 'portal-1')
  for (const content of contents) {
    const entry = chainEntries(head, content)
    entries.push(entry)
    head = headAfter(entry)
  }
  return entries
}

export function ledgerOf(events: readonly BillingEvent[]): LedgerEntry[] {
  return chained(events.flatMap(entriesOf))
}

export function exported(entries: LedgerEntry[], privateKey: KeyObject = deskKey, portalId = 'portal-1'): LedgerExport {
  return exportLedger({ deskId: 'desk-1', portalId, exportedAt: days(200), entries, privateKey })
}
