import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calmTurns,
  hear,
  nextDueAt,
  settle,
  shownSince,
  stateOf,
  unheard,
  type Alert,
  type Happening,
  type MonitorRules,
  type MonitorState,
} from '#server/monitoring/domain/monitor.ts'

const rules = { openAfter: 2, closeAfter: 5 }
const start = Date.parse('2026-11-30T08:00:00Z')
const minute = 60_000
const after = (minutes: number) => new Date(start + minutes * minute)

type Call = { at: number; alerts: Alert[] }
const call = (at: number, isFiring: boolean, startsAt: number | null = null, key = 'a'): Call => ({
  at,
  alerts: [{ key, isFiring, title: '', startsAt: startsAt === null ? null : after(startsAt) }],
})

/** What happens by these calls until `until`, and at which minute. */
function run(calls: readonly Call[], until: number, how: MonitorRules = rules) {
  let state = unheard
  const happened: Happening[] = []
  let made = 0
  const now = (at: number) => ({ at: after(at), rules: how, newId: () => `${(made += 1)}` })
  const take = (heard: { state: MonitorState; happened: Happening[] }) => {
    state = heard.state
    happened.push(...heard.happened)
  }
  for (const { at, alerts } of calls) take(hear(state, alerts, now(at)))
  take(settle(state, now(until)))
  return { state, happened, said: happened.map(({ what, at }) => [what, (at.getTime() - start) / minute]) }
}

describe('D3 an incident', () => {
  it('opens when the state has held for two minutes, at that very instant, and closes after five of health', () => {
    expect(run([call(0, true)], 1.9).said).toEqual([])
    expect(run([call(0, true)], 60).said).toEqual([['opened', 2]])
    expect(run([call(0, true), call(10, false)], 14.9).said).toEqual([['opened', 2]])
    expect(run([call(0, true), call(10, false)], 60).said).toEqual([
      ['opened', 2],
      ['closed', 15],
    ])
  })

  it('does not open for what is well again before, nor close for what falls again before', () => {
    expect(run([call(0, true), call(1, false)], 60).said).toEqual([])
    expect(run([call(0, true), call(10, false), call(13, true)], 60).said).toEqual([['opened', 2]])
  })

  it('waits as long as the desk says, or not at all', () => {
    expect(run([call(0, true), call(3, false)], 60, { openAfter: 0, closeAfter: 0 }).said).toEqual([
      ['opened', 0],
      ['closed', 3],
    ])
  })

  it('stands while any of its alerts fires', () => {
    const both = [call(0, true), call(1, true, null, 'b'), call(5, false), call(30, false, null, 'b')]
    expect(run(both, 29).said).toEqual([['opened', 2]])
    expect(run(both, 60).said).toEqual([
      ['opened', 2],
      ['closed', 35],
    ])
  })

  it('is one for a thousand calls', () => {
    const many = Array.from({ length: 1000 }, (_, place) => call(place / 1000, true, 0, `key ${place % 300}`))
    expect(run(many, 60).said).toEqual([['opened', 2]])
  })

  it('is not opened again by what is replayed, doubled or late', () => {
    const once = [call(0, true, 0), call(10, false, 0)]
    const replayed = [...once, call(20, true, 0), call(20.5, true, 0), call(21, true, -5)]
    expect(run(replayed, 55).said).toEqual(run(once, 55).said)
    expect(run([call(0, true, 0), call(1, false, -30)], 10).said).toEqual([['opened', 2]])
    expect(run([...once, call(20, true, 20)], 55).said).toHaveLength(3)
  })

  it('of two watchers that do not see it begin at the same instant ends with either', () => {
    expect(run([call(0, true, 0), call(10, false, -0.5)], 20).said.map(([what]) => what)).toEqual(['opened', 'closed'])
  })

  it('is one and unstable after more than three turns an hour, and ends once it was calm', () => {
    const flapping = Array.from({ length: 20 }, (_, place) => call(place, place % 2 === 0))
    const { said, happened } = run(flapping, 200)

    expect(said).toEqual([
      ['unstable', 3],
      ['closed', 16 + 60],
    ])
    expect(happened.map(({ incident }) => incident.isUnstable)).toEqual([true, true])
    const slow = [call(0, true), call(10, false), call(12, true), call(20, false)]
    expect(run(slow, 200).said).toEqual([
      ['opened', 2],
      ['unstable', 20],
      ['closed', 60],
    ])
  })

  it('that nobody ends is asked about once, after six hours', () => {
    expect(run([call(0, true), call(100, true)], 359).said).toEqual([['opened', 2]])
    expect(run([call(0, true), call(100, true)], 5000).said).toEqual([
      ['opened', 2],
      ['silent', 360],
    ])
  })

  it('is said since when it is so as it is shown, and not of what may not hold', () => {
    const since = (happenings: ReturnType<typeof call>[], until: number) => shownSince(run(happenings, until).state)
    const wentUp = since([call(0, false)], 1)
    expect(wentUp).not.toBeNull()
    expect(since([call(0, false), call(5, true)], 6)).toBeNull()
    expect(since([call(0, true)], 1)).toBeNull()
    expect(since([call(0, true)], 3)?.getTime()).toBe((wentUp?.getTime() ?? 0) + 2 * 60_000)
    expect(shownSince(unheard)).toBeNull()
  })

  it('is shown as it holds', () => {
    expect(stateOf(unheard)).toBe('unknown')
    expect(stateOf(run([call(0, false)], 1).state)).toBe('up')
    expect(stateOf(run([call(0, true)], 1).state)).toBe('up')
    expect(stateOf(run([call(0, true)], 3).state)).toBe('down')
    expect(
      stateOf(
        run(
          [0, 1, 2, 3].map((at) => call(at, at % 2 === 0)),
          3,
        ).state,
      ),
    ).toBe('unstable')
  })
})

const someCalls = fc
  .array(
    fc.record({
      wait: fc.integer({ min: 0, max: 40 }),
      isFiring: fc.boolean(),
      startsAt: fc.option(fc.integer({ min: -60, max: 200 }), { nil: null }),
      key: fc.constantFrom('a', 'b', 'c'),
    }),
    { maxLength: 30 },
  )
  .map((steps) => {
    let at = 0
    return steps.map(({ wait, isFiring, startsAt, key }) => call((at += wait / 4), isFiring, startsAt, key))
  })
const someRules = fc.record({ openAfter: fc.integer({ min: 0, max: 10 }), closeAfter: fc.integer({ min: 0, max: 10 }) })
const long = 100_000

describe('D3 whatever is heard', () => {
  it('incidents follow one another, each opened once and closed once, in the order of their instants', () => {
    fc.assert(
      fc.property(someCalls, someRules, (calls, how) => {
        const { happened, state } = run(calls, long, how)
        let open: string | null = null
        let last = -Infinity
        for (const { incident, isFirst, what, at } of happened) {
          expect(at.getTime()).toBeGreaterThanOrEqual(last)
          last = at.getTime()
          expect(open).toBe(isFirst ? null : incident.incidentId)
          open = what === 'closed' ? null : incident.incidentId
        }
        expect(open).toBe(state.incident?.incidentId ?? null)
        expect(state.incident === null).toBe(state.isDown !== true)
      }),
    )
  })

  it('how often, or how late, somebody looks changes nothing', () => {
    fc.assert(
      fc.property(someCalls, someRules, fc.array(fc.integer({ min: 0, max: 400 })), (calls, how, looks) => {
        const looking = looks.map((at): Call => ({ at, alerts: [] }))
        const both = [...calls, ...looking].toSorted((one, other) => one.at - other.at)
        expect(run(both, long, how).said).toEqual(run(calls, long, how).said)
      }),
    )
  })

  it('the same twice is the same once', () => {
    fc.assert(
      fc.property(someCalls, someRules, (calls, how) => {
        const dated = calls.filter(({ alerts }) => alerts.every(({ startsAt }) => startsAt !== null))
        expect(
          run(
            dated.flatMap((one) => [one, one]),
            long,
            how,
          ).said,
        ).toEqual(run(dated, long, how).said)
      }),
    )
  })

  it('nothing is due that does not happen, and what is kept is bounded', () => {
    fc.assert(
      fc.property(someCalls, someRules, (calls, how) => {
        const { state } = run(calls, 120, how)
        const due = nextDueAt(state, how)
        const { happened } = settle(state, { at: due ?? after(120), rules: how, newId: () => 'new' })
        expect(happened[0]?.at ?? null).toEqual(due)
        expect(state.turns.length).toBeLessThanOrEqual(state.incident === null ? calmTurns : 12)
      }),
    )
  })
})
