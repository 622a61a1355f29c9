import type { LedgerEntry } from '#contract/billing/ledger.types.ts'

/** What a ledger adds up to, package by package. */
export type Balances = { left: Map<string, number>; ends: Map<string, string>; balance: number; owed: number }

export function noBalances(): Balances {
  return { left: new Map(), ends: new Map(), balance: 0, owed: 0 }
}

/**
 * Adds an entry, or says that it cannot be one: nothing below 0, each kind in its own direction, work only while its package
 * lives, and exactly the rest when it ends. Changes the balances in place: 100,000 copies would be no arithmetic any more.
 */
export function addEntry(balances: Balances, entry: LedgerEntry): boolean {
  return entry.packageId === null ? addOwed(balances, entry) : addToPackage(balances, entry, entry.packageId)
}

function addOwed(balances: Balances, { kind, quanta }: LedgerEntry): boolean {
  if (kind === 'expire' || !goesItsWay(kind, quanta) || balances.owed - quanta < 0) return false
  balances.owed -= quanta
  return true
}

function addToPackage(balances: Balances, entry: LedgerEntry, packageId: string): boolean {
  const { kind, quanta, at } = entry
  if (!goesItsWay(kind, quanta)) return false
  const left = balances.left.get(packageId)
  const begins = entry.ends !== null
  if (begins !== (left === undefined) || begins !== (kind === 'purchase' || entry.endedPackageId !== null)) return false
  if (entry.endedPackageId !== null && !hasEnded(balances, entry.endedPackageId, at)) return false
  const after = (left ?? 0) + quanta
  if (after < 0) return false
  const ends = entry.ends ?? balances.ends.get(packageId) ?? ''
  if (kind === 'expire' && (after !== 0 || at !== ends)) return false
  if (kind !== 'expire' && at >= ends) return false
  balances.left.set(packageId, after)
  balances.ends.set(packageId, ends)
  balances.balance += quanta
  return true
}

function hasEnded({ ends }: Balances, packageId: string, at: string): boolean {
  const end = ends.get(packageId)
  return end !== undefined && end <= at
}

function goesItsWay(kind: LedgerEntry['kind'], quanta: number): boolean {
  switch (kind) {
    case 'purchase':
      return quanta > 0
    case 'work':
    case 'expire':
      return quanta < 0
    case 'adjust':
      return quanta !== 0
  }
}
