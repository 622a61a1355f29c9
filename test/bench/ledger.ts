import { generateKeyPairSync } from 'node:crypto'
import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import { chainEntries, emptyHead, headAfter } from '#server/billing/domain/chain.ts'
import type { EntryContent } from '#server/billing/domain/entries.ts'
import { publicKeyText } from '#server/billing/statements/domain/ledgerExport.ts'
import { verifyLedger } from '#test/support/verifyLedger.ts'
import { exportLedger } from '#test/support/ledgerExport.ts'
import { benchAccounts } from './accounts.ts'
import { type Figures, median, round } from './figures.ts'

const ENTRIES = 100_000

/** Quanta taken and the balance page on a real database; and the verifier. */
export async function benchLedger({ entries = 1_000_000 }: Record<string, number>): Promise<Figures> {
  return { ...(await benchAccounts(entries)), ...benchVerifier() }
}

/** From the text of an export to the verdict: what a client waits for who checks ten years of work. */
function benchVerifier(): Figures {
  const { privateKey } = generateKeyPairSync('ed25519')
  const entries = manyEntries()
  const exported = exportLedger({ deskId: 'desk', portalId: 'portal', exportedAt: new Date(0), entries, privateKey })
  const text = JSON.stringify(exported)
  const known = { publicKey: publicKeyText(privateKey) }
  const times: number[] = []
  while (times.length < 5) {
    const startedAt = performance.now()
    const verdict = verifyLedger(JSON.parse(text), known)
    times.push(performance.now() - startedAt)
    if (!verdict.fits) throw new Error(`the ledger of the bench does not fit: ${verdict.fault}`)
  }
  return { verifyMs100k: round(median(times)) }
}

function manyEntries(): LedgerEntry[] {
  const nothing = { planCode: null, ends: null, orderId: null, price: null, ticketId: null, intervalId: null }
  const blank = { ...nothing, endedPackageId: null, reason: null, by: null, packageId: 'package' }
  const start = Date.UTC(2026, 0, 1)
  const bought: EntryContent = {
    ...blank,
    at: new Date(start).toISOString(),
    kind: 'purchase',
    quanta: ENTRIES,
    planCode: 'subscription',
    ends: new Date(start + ENTRIES * 600_000).toISOString(),
    orderId: 'order',
    price: { minor: ENTRIES * 500_00, currency: 'RUB' },
  }
  const entries = [chainEntries(emptyHead('desk', 'portal'), bought)]
  for (let last = entries[0]; last !== undefined && entries.length < ENTRIES;) {
    const at = new Date(start + entries.length * 300_000).toISOString()
    const place = { ticketId: `ticket-${entries.length % 997}`, intervalId: `interval-${entries.length % 9973}` }
    last = chainEntries(headAfter(last), { ...blank, at, kind: 'work', quanta: -1, ...place })
    entries.push(last)
  }
  return entries
}
