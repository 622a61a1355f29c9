import { type LedgerHead, readEntry, readHead } from '#contract/billing/ledger.types.ts'
import { addEntry, noBalances } from './balances.ts'
import { emptyHead, type Head, hashOf, headAfter } from '../../domain/chain.ts'
import { firstUnlike, type HashList, makeHashList } from './hashList.ts'
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

/** `entry`: the number of the first entry that does not fit; null where it is not about an entry. */
export type Unfit = { fits: false; fault: LedgerFault; entry: number | null }
export type Verdict = { fits: true; head: LedgerHead; balance: number; owed: number } | Unfit

/** An export whose entries follow from each other; its head has not been compared with them. */
export type Checked = { head: LedgerHead; last: Head; hashes: HashList | null; balance: number; owed: number }

/** Takes the entries one after the other and keeps what they add up to, so that a ledger may be longer than memory. */
export type LedgerCheck = { add(candidate: unknown): Unfit | null; done(): Checked }

/** Begins with the head as it came. `hashes`: the entries are to be compared with those of another export. */
export function checkLedger(candidate: unknown, keeps: 'hashes' | 'sums'): LedgerCheck | Unfit {
  const head = readHead(candidate)
  if (head === null) return unfit('unreadable', null)
  let last = emptyHead(head.deskId, head.portalId)
  let lastAt = ''
  const balances = noBalances()
  const hashes = keeps === 'hashes' ? makeHashList() : null
  return {
    add(next) {
      const position = last.count + 1
      const entry = readEntry(next)
      if (entry === null) return unfit('unreadable', position)
      if (entry.number !== position) return unfit('number', position)
      if (entry.previousHash !== last.hash) return unfit('link', position)
      if (entry.hash !== hashOf(entry)) return unfit('hash', position)
      if (entry.at < lastAt) return unfit('earlierThanTheOneBefore', position)
      if (!addEntry(balances, entry)) return unfit('sum', position)
      hashes?.add(entry.hash)
      last = headAfter(entry)
      lastAt = entry.at
      return null
    },
    done: () => ({ head, last, hashes, balance: balances.balance, owed: balances.owed }),
  }
}

/**
 * An export against itself, against the public key (without one against the key that it names, which shows damage but not who
 * signed), and against an export of the same ledger that the client kept.
 */
export function verdictOf(
  now: Checked | Unfit,
  { publicKey, earlier }: { publicKey?: string | undefined; earlier?: Checked | Unfit | undefined },
): Verdict {
  if ('fault' in now) return now
  if (earlier !== undefined) {
    if ('fault' in earlier || checkHead(earlier, publicKey) !== null) return unfit('earlierUnfit', null)
    const unlike = compare(now, earlier)
    if (unlike !== null) return unlike
  }
  const wrong = checkHead(now, publicKey)
  return wrong ?? { fits: true, head: now.head, balance: now.balance, owed: now.owed }
}

function checkHead({ head, last: { count, hash } }: Checked, publicKey = head.publicKey): Unfit | null {
  if (head.count !== count) return unfit('count', Math.min(head.count, count) + 1)
  if (head.headHash !== hash) return unfit('head', count === 0 ? null : count)
  if (head.publicKey !== publicKey) return unfit('otherKey', null)
  return isSignedBy(head, publicKey) ? null : unfit('signature', null)
}

/** The past stays: everything that the earlier export has is there again, the same in the same places. */
function compare(now: Checked, then: Checked): Unfit | null {
  if (then.head.deskId !== now.head.deskId || then.head.portalId !== now.head.portalId) {
    return unfit('earlierOfAnotherLedger', null)
  }
  const index = firstUnlike(then.hashes, now.hashes)
  if (index !== null) return unfit(index < now.last.count ? 'earlierDiffers' : 'earlierHasMore', index + 1)
  return then.head.publicKey === now.head.publicKey ? null : unfit('otherKey', null)
}

function unfit(fault: LedgerFault, entry: number | null): Unfit {
  return { fits: false, fault, entry }
}
