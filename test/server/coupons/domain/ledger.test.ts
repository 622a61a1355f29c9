import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RefusalCode } from '#contract/refusals.ts'
import {
  balanceOf,
  issueEntry,
  refundEntry,
  revokeEntry,
  spendEntry,
  type LedgerEntry,
} from '#server/coupons/domain/ledger.ts'
import { Refusal } from '#server/platform/refusal.ts'

type Act = { type: 'spend' | 'refund' | 'revoke'; ticket: number }
const acts = fc.array(
  fc.record<Act>({
    type: fc.constantFrom('spend', 'spend', 'spend', 'refund', 'refund', 'revoke'),
    ticket: fc.nat({ max: 25 }),
  }),
  { maxLength: 80 },
)

/** The ledger after the act, or as it was where that is refused. */
function after(entries: readonly LedgerEntry[], { type, ticket }: Act): readonly LedgerEntry[] {
  const ticketId = `ticket ${ticket}`
  // What the database's unique index and the ticket's own id see to: a ticket takes one request.
  if (type === 'spend' && entries.some((one) => one.ticketId === ticketId)) return entries
  try {
    const entry =
      type === 'spend'
        ? spendEntry(entries, ticketId)
        : type === 'refund'
          ? refundEntry(entries, ticketId)
          : revokeEntry(entries)
    return entry === null ? entries : [...entries, entry]
  } catch (error) {
    if (error instanceof Refusal) return entries
    throw error
  }
}

function refusedWith(act: () => unknown): RefusalCode | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('T10 the ledger of a coupon', () => {
  it('adds up at every prefix: spent, left and withdrawn are what was issued, and none is below nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), acts, (requests, done) => {
        const entries = done.reduce(after, [issueEntry(requests)])
        for (const [index] of entries.entries()) {
          const { spent, left, withdrawn, ...issued } = balanceOf(entries.slice(0, index + 1))
          expect(issued.requests).toBe(requests)
          expect(spent + left + withdrawn).toBe(requests)
          expect(Math.min(spent, left, withdrawn)).toBeGreaterThanOrEqual(0)
          expect(left).toBeLessThanOrEqual(requests)
        }
      }),
    )
  })

  it('refuses the sixteenth of fifteen, and takes one again once one was given back', () => {
    const full = Array.from({ length: 15 }, (_, ticket) => ({ type: 'spend', ticket }) as const).reduce(after, [
      issueEntry(15),
    ])

    expect(balanceOf(full)).toEqual({ requests: 15, spent: 15, left: 0, withdrawn: 0 })
    expect(refusedWith(() => spendEntry(full, 'one more'))).toBe('coupon_used_up')
    const back = [...full, refundEntry(full, 'ticket 3')]
    expect(balanceOf([...back, spendEntry(back, 'one more')]).spent).toBe(15)
  })

  it('gives back what was taken, once', () => {
    const one = after([issueEntry(2)], { type: 'spend', ticket: 1 })
    const back = after(one, { type: 'refund', ticket: 1 })

    expect(refusedWith(() => refundEntry(one, 'ticket 2'))).toBe('special_not_spent')
    expect(refusedWith(() => refundEntry(back, 'ticket 1'))).toBe('special_not_spent')
    expect(balanceOf(back)).toEqual({ requests: 2, spent: 0, left: 2, withdrawn: 0 })
  })

  it('once revoked takes nothing, gives nothing back and is revoked no second time', () => {
    const revoked = after(after([issueEntry(3)], { type: 'spend', ticket: 1 }), { type: 'revoke', ticket: 0 })

    expect(balanceOf(revoked)).toEqual({ requests: 3, spent: 1, left: 0, withdrawn: 2 })
    expect(refusedWith(() => spendEntry(revoked, 'x'))).toBe('coupon_revoked')
    expect(refusedWith(() => refundEntry(revoked, 'ticket 1'))).toBe('coupon_revoked')
    expect(revokeEntry(revoked)).toBeNull()
  })
})
