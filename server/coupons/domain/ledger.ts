import type { EntryKind } from '#contract/coupons/types.ts'
import { Refusal } from '#server/platform/refusal.ts'

/** A row of a coupon's append-only ledger; `change` is what it does to what is left. */
export type LedgerEntry = { kind: EntryKind; change: number; ticketId: string | null }

/** T10, money-like: `requests` = `spent` + `left` + `withdrawn` after every entry, none of them ever below 0. */
export type Balance = { requests: number; spent: number; left: number; withdrawn: number }

export const nothing: Balance = { requests: 0, spent: 0, left: 0, withdrawn: 0 }

export function balanceOf(entries: readonly LedgerEntry[]): Balance {
  return entries.reduce(withEntry, nothing)
}

/** What a coupon is after one more entry. */
export function withEntry({ requests, spent, left, withdrawn }: Balance, { kind, change }: LedgerEntry): Balance {
  switch (kind) {
    case 'issued':
      return { requests: requests + change, spent, left: left + change, withdrawn }
    case 'spent':
    case 'refunded':
      return { requests, spent: spent - change, left: left + change, withdrawn }
    case 'revoked':
      return { requests, spent, left: left + change, withdrawn: withdrawn - change }
  }
}

export function issueEntry(requests: number): LedgerEntry {
  return { kind: 'issued', change: requests, ticketId: null }
}

/** One request for one ticket; one that has none left refuses. */
export function spendEntry(entries: readonly LedgerEntry[], ticketId: string): LedgerEntry {
  if (isRevoked(entries)) throw new Refusal('coupon_revoked')
  if (balanceOf(entries).left < 1) throw new Refusal('coupon_used_up')
  return { kind: 'spent', change: -1, ticketId }
}

/** Of what this ticket took, once; so nothing ever rises above what was issued. What was revoked takes nothing back. */
export function refundEntry(entries: readonly LedgerEntry[], ticketId: string): LedgerEntry {
  const ofTicket = entries.filter((entry) => entry.ticketId === ticketId)
  const isTaken = ofTicket.some(({ kind }) => kind === 'spent') && !ofTicket.some(({ kind }) => kind === 'refunded')
  if (!isTaken) throw new Refusal('special_not_spent')
  if (isRevoked(entries)) throw new Refusal('coupon_revoked')
  return { kind: 'refunded', change: 1, ticketId }
}

/** All that is left is withdrawn; null where it was revoked before. */
export function revokeEntry(entries: readonly LedgerEntry[]): LedgerEntry | null {
  if (isRevoked(entries)) return null
  const { left } = balanceOf(entries)
  return { kind: 'revoked', change: left === 0 ? 0 : -left, ticketId: null }
}

export function isRevoked(entries: readonly Pick<LedgerEntry, 'kind'>[]): boolean {
  return entries.some(({ kind }) => kind === 'revoked')
}
