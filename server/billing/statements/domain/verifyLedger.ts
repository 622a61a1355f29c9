import { type LedgerEntry, type LedgerHead, readEntry, readExport } from '#contract/billing/ledger.types.ts'
import { addEntry, noBalances } from './balances.ts'
import { emptyHead, type Head, hashOf, headAfter } from '../../domain/chain.ts'
import { isSignedBy } from './ledgerExport.ts'

export type LedgerFault =
  /** The file is no export, or the entry is no entry. */
  | 'unreadable'
  /** Its number, its link to the entry before, or its own hash is not what it must be. */
  | 'number'
  | 'link'
  | 'hash'
  | 'earlierThanTheOneBefore'
  /** It would take a balance where no balance can go. */
  | 'sum'
  /** The head counts other entries than there are, or names another last one. */
  | 'count'
  | 'head'
  | 'signature'
  | 'otherKey'
  /** Against the earlier export: it does not fit itself, is of another ledger, or says other things about the past. */
  | 'earlierUnfit'
  | 'earlierOfAnotherLedger'
  | 'earlierDiffers'
  | 'earlierHasMore'

export type Verdict =
  | { fits: true; head: LedgerHead; balance: number; owed: number }
  /** `entry`: the number of the first entry that does not fit; null where it is not about an entry. */
  | { fits: false; fault: LedgerFault; entry: number | null }

type Checked = { head: LedgerHead; entries: LedgerEntry[]; balance: number; owed: number }

/**
 * Checks an export against itself, against the public key (without one against the key that it names, which shows damage but
 * not who signed), and against an export of the same ledger that the client kept.
 */
export function verifyLedger(document: unknown, known: { publicKey?: string; earlier?: unknown } = {}): Verdict {
  const now = checkEntries(document)
  if ('fault' in now) return now
  if ('earlier' in known) {
    const then = checkEntries(known.earlier)
    if ('fault' in then || checkHead(then, known.publicKey) !== null) return unfit('earlierUnfit', null)
    const unlike = compare(now, then)
    if (unlike !== null) return unlike
  }
  const wrong = checkHead(now, known.publicKey)
  if (wrong !== null) return wrong
  return { fits: true, head: now.head, balance: now.balance, owed: now.owed }
}

function checkEntries(document: unknown): Checked | Extract<Verdict, { fits: false }> {
  const read = readExport(document)
  if (read === null) return unfit('unreadable', null)
  let before: Head & { at: string } = { ...emptyHead(read.head.deskId, read.head.portalId), at: '' }
  const entries: LedgerEntry[] = []
  const balances = noBalances()
  for (const candidate of read.entries) {
    const position = before.count + 1
    const entry = readEntry(candidate)
    if (entry === null) return unfit('unreadable', position)
    if (entry.number !== position) return unfit('number', position)
    if (entry.previousHash !== before.hash) return unfit('link', position)
    if (entry.hash !== hashOf(entry)) return unfit('hash', position)
    if (entry.at < before.at) return unfit('earlierThanTheOneBefore', position)
    if (!addEntry(balances, entry)) return unfit('sum', position)
    entries.push(entry)
    before = { ...headAfter(entry), at: entry.at }
  }
  return { head: read.head, entries, balance: balances.balance, owed: balances.owed }
}

function checkHead({ head, entries }: Checked, publicKey = head.publicKey): Extract<Verdict, { fits: false }> | null {
  const { count, hash } = lastOf(head, entries)
  if (head.count !== count) return unfit('count', Math.min(head.count, count) + 1)
  if (head.headHash !== hash) return unfit('head', count === 0 ? null : count)
  if (head.publicKey !== publicKey) return unfit('otherKey', null)
  return isSignedBy(head, publicKey) ? null : unfit('signature', null)
}

function lastOf({ deskId, portalId }: LedgerHead, entries: LedgerEntry[]): Head {
  const last = entries.at(-1)
  return last === undefined ? emptyHead(deskId, portalId) : headAfter(last)
}

/** The past stays: everything that the earlier export has is there again, the same in the same places. */
function compare(now: Checked, then: Checked): Extract<Verdict, { fits: false }> | null {
  if (then.head.deskId !== now.head.deskId || then.head.portalId !== now.head.portalId) {
    return unfit('earlierOfAnotherLedger', null)
  }
  const index = then.entries.findIndex((entry, position) => entry.hash !== now.entries[position]?.hash)
  if (index >= 0) return unfit(index < now.entries.length ? 'earlierDiffers' : 'earlierHasMore', index + 1)
  return then.head.publicKey === now.head.publicKey ? null : unfit('otherKey', null)
}

function unfit(fault: LedgerFault, entry: number | null): Extract<Verdict, { fits: false }> {
  return { fits: false, fault, entry }
}
