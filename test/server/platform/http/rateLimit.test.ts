import { describe, expect, it } from 'vitest'
import { makeBuckets } from '#server/platform/http/rateLimit.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23) + seconds * 1000)

describe('how often somebody may call', () => {
  it('is a burst, then a steady pace', () => {
    const buckets = makeBuckets({ burst: 2, perSecond: 1 })
    expect([0, 0, 0, 1, 1].map((second) => buckets.tryTake('one', at(second)))).toEqual([
      true,
      true,
      false,
      true,
      false,
    ])
    expect(buckets.tryTake('another', at(1))).toBe(true)
    expect(() => buckets.take('one', at(1))).toThrow('too_many_requests')
  })

  it('is not forgotten, and not longer than it is, where the clock is set back', () => {
    const buckets = makeBuckets({ burst: 1, perSecond: 1 })
    expect(buckets.tryTake('one', at(3600))).toBe(true)
    expect(buckets.tryTake('one', at(0))).toBe(false)
    expect(buckets.tryTake('one', at(1))).toBe(true)
  })
})
