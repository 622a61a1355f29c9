import type { KeyObject } from 'node:crypto'
import type { LedgerEntry, LedgerExport } from '#contract/billing/ledger.types.ts'
import { emptyHead, headAfter } from '#server/billing/domain/chain.ts'
import { signHead } from '#server/billing/statements/domain/ledgerExport.ts'

type Exported = { deskId: string; portalId: string; exportedAt: Date; entries: LedgerEntry[]; privateKey: KeyObject }

/** A whole ledger as a document, as the server writes it part by part. */
export function exportLedger({ deskId, portalId, exportedAt, entries, privateKey }: Exported): LedgerExport {
  const last = entries.at(-1)
  const { count, hash: headHash } = last === undefined ? emptyHead(deskId, portalId) : headAfter(last)
  return { ...signHead({ deskId, portalId, exportedAt, count, headHash }, privateKey), entries }
}
