import {
  type Checked,
  checkLedger,
  type Unfit,
  type Verdict,
  verdictOf,
} from '#server/billing/statements/domain/verifyLedger.ts'

/** A whole export as the verifier takes it, for documents that were never in a file. */
export function verifyLedger(document: unknown, known: { publicKey?: string; earlier?: unknown } = {}): Verdict {
  const { publicKey, ...rest } = known
  return verdictOf(checked(document), {
    publicKey,
    earlier: 'earlier' in rest ? checked(rest.earlier) : undefined,
  })
}

function checked(document: unknown): Checked | Unfit {
  const { head, entries } = partsOf(document)
  const check = checkLedger(head, 'hashes')
  if ('fault' in check) return check
  for (const candidate of entries) {
    const unfit = check.add(candidate)
    if (unfit !== null) return unfit
  }
  return check.done()
}

/** The head of an export and its entries as they came. */
export function partsOf(document: unknown): { head: unknown; entries: readonly unknown[] } {
  if (typeof document !== 'object' || document === null || !('entries' in document)) return { head: null, entries: [] }
  const { entries, ...head } = document
  return Array.isArray(entries) ? { head, entries } : { head: null, entries: [] }
}
