import { describe, expect, it } from 'vitest'
import { statusAt } from '#server/billing/accounts/domain/clientStatus.ts'

describe('Q1 a client status', () => {
  const until = new Date('2026-12-31T21:00:00Z')
  const grants = [
    { status: 2, from: new Date('2026-01-01T00:00:00Z'), until: new Date('2026-02-01T00:00:00Z'), afterwards: 3 },
    { status: 1, from: new Date('2026-01-20T00:00:00Z'), until, afterwards: 3 },
  ]

  it.each([
    ['2025-12-31T23:59:59Z', 3],
    ['2026-01-01T00:00:00Z', 2],
    ['2026-01-20T00:00:00Z', 1],
    ['2026-12-31T20:59:59Z', 1],
    ['2026-12-31T21:00:00Z', 3],
  ])('at %s is %i: it holds until the licence ends', (at, status) => {
    expect(statusAt(grants, new Date(at), 3)).toBe(status)
  })

  it('stays where no end is known or no other status follows', () => {
    const [first] = grants
    const far = new Date('2036-01-01T00:00:00Z')

    expect(statusAt([{ ...grants[1], status: 1, from: until, until: null, afterwards: 3 }], far, 3)).toBe(1)
    expect(first && statusAt([{ ...first, afterwards: null }], far, 3)).toBe(2)
  })
})
