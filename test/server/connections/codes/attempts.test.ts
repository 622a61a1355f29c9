import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attemptsMatterSince, waitBeforeAttempt } from '#server/connections/codes/domain/attempts.ts'
import { obviousLimits } from './obviousLimits.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 1440 * MINUTE

const start = Date.UTC(2026, 10, 22)
const at = (milliseconds: number) => new Date(start + milliseconds)

/** Tries whenever it may, up to so many times. */
function guessing(times: number, every = SECOND): Date[] {
  const attempts: Date[] = []
  let now = start
  while (attempts.length < times) {
    now += waitBeforeAttempt(attempts, new Date(now)) * SECOND
    attempts.push(new Date(now))
    now += every
  }
  return attempts
}

/** Bursts of seconds, and pauses of minutes, days and weeks between them. */
const pauses = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 9 * SECOND }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 30 * MINUTE }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 12 * DAY }) },
  ),
  { minLength: 100, maxLength: 400, size: 'max' },
)

/** Before each try what was let through until then, as the server would have counted it. */
function* historiesOf(tried: readonly number[]): Generator<{ attempts: Date[]; at: Date }> {
  const attempts: Date[] = []
  let instant = start
  for (const pause of tried) {
    instant += pause
    const tryAt = new Date(instant)
    yield { attempts: [...attempts], at: tryAt }
    if (waitBeforeAttempt(attempts, tryAt) === 0) attempts.push(tryAt)
  }
}

describe('C2 attempts to activate a code', () => {
  it('the first ten of a minute are let through, the next one waits a minute', () => {
    const nine = Array.from({ length: 9 }, (_attempt, index) => at(index * SECOND))
    const ten = [...nine, at(9 * SECOND)]

    expect(waitBeforeAttempt([], at(0))).toBe(0)
    expect(waitBeforeAttempt(nine, at(9 * SECOND))).toBe(0)
    expect(waitBeforeAttempt(ten, at(9 * SECOND))).toBe(60)
    expect(waitBeforeAttempt(ten, at(68_001))).toBe(1)
    expect(waitBeforeAttempt(ten, at(69 * SECOND))).toBe(0)
  })

  it('the wait doubles each time the limit of a minute is reached', () => {
    const waits = [10, 20, 30, 40].map((count) => {
      const attempts = guessing(count)
      return waitBeforeAttempt(attempts, attempts.at(-1) ?? at(0))
    })

    expect(waits).toEqual([60, 120, 240, 480])
  })

  it('after fifty a day comes a day of waiting, after the next fifty two, then four, never more than eight', () => {
    const waits = [50, 100, 150, 200, 250].map((count) => {
      const attempts = guessing(count, 7 * SECOND)
      return waitBeforeAttempt(attempts, attempts.at(-1) ?? at(0)) / 86_400
    })

    expect(waits).toEqual([1, 2, 4, 8, 8])
  })

  it('whoever tries slowly never waits', () => {
    const slowly = Array.from({ length: 49 }, (_attempt, index) => at(index * 30 * MINUTE))

    expect(waitBeforeAttempt(slowly, at(49 * 30 * MINUTE))).toBe(0)
  })

  it('after a quiet month everything is forgiven', () => {
    const attempts = guessing(150, 7 * SECOND)
    const last = attempts.at(-1)?.getTime() ?? 0
    const later = Array.from({ length: 50 }, (_attempt, index) => new Date(last + 40 * DAY + index * 20 * SECOND * 60))

    expect(waitBeforeAttempt([...attempts, ...later], later.at(-1) ?? at(0))).toBe(86_400)
  })

  it('no one gets more than ten in any minute and fifty in any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 * MINUTE }), (every) => {
        const instants = guessing(130, every).map((attempt) => attempt.getTime())
        const within = (window: number) =>
          instants.map((from) => instants.filter((each) => each >= from && each < from + window).length)

        expect(Math.max(...within(MINUTE))).toBeLessThanOrEqual(10)
        expect(Math.max(...within(DAY))).toBeLessThanOrEqual(50)
      }),
      { numRuns: 30 },
    )
  })

  it('whatever is tried, and when: the answer is the one of the rule told step by step', () => {
    fc.assert(
      fc.property(pauses, (tried) => {
        const rule = obviousLimits()
        for (const { attempts, at: tryAt } of historiesOf(tried)) {
          expect(waitBeforeAttempt(attempts, tryAt)).toBe(rule.attempt(tryAt.getTime()))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('attempts so old that they are not read any more would change no answer', () => {
    fc.assert(
      fc.property(pauses, (tried) => {
        for (const { attempts, at: tryAt } of historiesOf(tried)) {
          const read = attempts.filter((attempt) => attempt > attemptsMatterSince(tryAt))
          expect(waitBeforeAttempt(read, tryAt)).toBe(waitBeforeAttempt(attempts, tryAt))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('the order in which attempts are read does not matter', () => {
    const attempts = guessing(30)

    expect(waitBeforeAttempt(attempts.toReversed(), at(0))).toBe(waitBeforeAttempt(attempts, at(0)))
  })
})
