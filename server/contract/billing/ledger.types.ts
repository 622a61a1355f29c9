import * as v from 'valibot'

export const entryKinds = ['purchase', 'work', 'expire', 'adjust'] as const

export const ledgerFormat = 'opora-ledger-1'

const quanta = v.pipe(v.number(), v.safeInteger())
/** No pattern: a hash is compared with one that was computed, and everything else is unlike it. */
const hash = v.pipe(v.string(), v.length(64))
const price = v.strictObject({ minor: quanta, currency: v.string() })
const optionalText = v.nullable(v.string())
/** Exactly as `toISOString` writes it: one instant has one spelling, and one hash. */
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const exactInstant = v.pipe(v.string(), v.regex(instantPattern))

/** One line of the account of quanta: what it says, then how it hangs on the line before (Q9). */
export const ledgerEntry = v.strictObject({
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  at: exactInstant,
  kind: v.picklist(entryKinds),
  /** Null: quanta that are owed, under a plan without packages. */
  packageId: optionalText,
  /** What the balance grows by; below 0 what it shrinks by. */
  quanta,
  /** The four of a package that begins here. */
  planCode: optionalText,
  ends: v.nullable(exactInstant),
  orderId: optionalText,
  price: v.nullable(price),
  ticketId: optionalText,
  intervalId: optionalText,
  /** The package that had ended when these quanta were given back as a new one. */
  endedPackageId: optionalText,
  reason: optionalText,
  /** Who adjusted: an id, never a name, so that names can be erased and the hashes still fit. */
  by: optionalText,
  previousHash: hash,
  hash,
})
export type LedgerEntry = v.InferOutput<typeof ledgerEntry>

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/))

/** What an export says about itself; the signature covers all of it and, through the head's hash, every entry. */
export const ledgerHead = v.strictObject({
  format: v.literal(ledgerFormat),
  deskId: v.string(),
  portalId: v.string(),
  exportedAt: exactInstant,
  count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  headHash: hash,
  /** Ed25519: the 32 bytes of the desk's public key, and the signature. */
  publicKey: base64url,
  signature: base64url,
})
export type LedgerHead = v.InferOutput<typeof ledgerHead>
export type LedgerExport = LedgerHead & { entries: LedgerEntry[] }

/** The head of an export, for a verifier that reads what stands behind it one by one; null if it is none. */
export function readHead(input: unknown): LedgerHead | null {
  const result = v.safeParse(ledgerHead, input)
  return result.success ? result.output : null
}

/**
 * Null if it is no entry. The schema said again by hand, held together by a test: a ledger of 100,000 entries is read in a
 * quarter of the schema's time.
 */
export function readEntry(input: unknown): LedgerEntry | null {
  return isEntry(input) ? input : null
}

const fieldCount = Object.keys(ledgerEntry.entries).length

function isEntry(input: unknown): input is LedgerEntry {
  if (!isRecord(input) || Object.keys(input).length !== fieldCount) return false
  const { number, at, kind, packageId, quanta: moved, planCode, ends, orderId, price: paid } = input
  const { ticketId, intervalId, endedPackageId, reason, by, previousHash, hash: own } = input
  return (
    Number.isSafeInteger(number) &&
    Number(number) >= 1 &&
    isInstant(at) &&
    entryKinds.some((known) => known === kind) &&
    isTextOrNull(packageId) &&
    Number.isSafeInteger(moved) &&
    isTextOrNull(planCode) &&
    (ends === null || isInstant(ends)) &&
    isTextOrNull(orderId) &&
    (paid === null || v.is(price, paid)) &&
    isTextOrNull(ticketId) &&
    isTextOrNull(intervalId) &&
    isTextOrNull(endedPackageId) &&
    isTextOrNull(reason) &&
    isTextOrNull(by) &&
    isHash(previousHash) &&
    isHash(own)
  )
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string'
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && instantPattern.test(value)
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && value.length === 64
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}
