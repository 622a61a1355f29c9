import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gapsOf, warningsAt, type Gap, type GapWarning } from '#server/desks/domain/rotaGaps.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const start = new Date('2026-10-18T12:00:00Z')
const after = (milliseconds: number) => new Date(start.getTime() + milliseconds)
const gap = (from: number, until: number | null): Gap => {
  return { who: 'onDuty', from: after(from), until: until === null ? null : after(until) }
}
const said = ({ step, from, until }: GapWarning) => {
  return [
    step,
    (from.getTime() - start.getTime()) / HOUR,
    until === null ? null : (until.getTime() - start.getTime()) / HOUR,
  ]
}

/** Looks when it was said to, and when something changes; each change is what is empty from an instant on. */
function play(changes: readonly { at: number; empty: readonly Gap[] }[], lasts: number) {
  let warned: GapWarning[] = []
  let at = start
  const found: { at: number; warning: GapWarning }[] = []
  while (at.getTime() <= start.getTime() + lasts) {
    const passed = at.getTime() - start.getTime()
    const empty = changes.findLast((change) => change.at <= passed)?.empty ?? []
    const from = Math.max(passed, 0)
    const ahead = empty
      .filter(({ until }) => until === null || until.getTime() > at.getTime())
      .map((one) => ({ ...one, from: new Date(Math.max(one.from.getTime(), start.getTime() + from)) }))
    const looked = warningsAt(ahead, warned, at)
    found.push(...looked.warnings.map((warning) => ({ at: passed, warning })))
    warned = looked.warned
    const next = changes.find((change) => change.at > passed)?.at ?? Infinity
    at = new Date(Math.min(looked.lookAt.getTime(), start.getTime() + next))
  }
  return found
}
const told = (found: ReturnType<typeof play>) => found.map(({ at, warning }) => [at / HOUR, ...said(warning)])

describe('E10 T12 a gap of the rota', () => {
  it('is warned of a week ahead, a day ahead and at its beginning, to the instant', () => {
    const found = play([{ at: 0, empty: [gap(10 * DAY, 11 * DAY)] }], 12 * DAY)

    expect(told(found)).toEqual([
      [72, 'week', 240, 264],
      [216, 'day', 240, 264],
      [240, 'now', 240, 264],
    ])
  })

  it('that is found late is warned of at once, by its nearest step alone', () => {
    expect(told(play([{ at: 0, empty: [gap(3 * HOUR, 9 * HOUR)] }], DAY))).toEqual([
      [0, 'day', 3, 9],
      [3, 'now', 3, 9],
    ])
    expect(told(play([{ at: 0, empty: [gap(0, null)] }], 30 * DAY))).toEqual([[0, 'now', 0, null]])
  })

  it('that shrinks is not told again; of one that grows what is new is, and one that was filled and is empty again is new', () => {
    const [whole, half] = [gap(2 * DAY, 4 * DAY), gap(3 * DAY, 4 * DAY)]
    const week = (found: ReturnType<typeof play>) => told(found).filter(([, step]) => step === 'week')

    expect(
      week(
        play(
          [
            { at: 0, empty: [whole] },
            { at: HOUR, empty: [half] },
          ],
          DAY,
        ),
      ),
    ).toEqual([[0, 'week', 48, 96]])
    expect(
      week(
        play(
          [
            { at: 0, empty: [half] },
            { at: HOUR, empty: [whole] },
          ],
          DAY,
        ),
      ),
    ).toEqual([
      [0, 'week', 72, 96],
      [1, 'week', 48, 72],
    ])
    const again = [
      { at: 0, empty: [whole] },
      { at: HOUR, empty: [] },
      { at: 2 * HOUR, empty: [whole] },
    ]
    expect(week(play(again, 3 * HOUR))).toEqual([
      [0, 'week', 48, 96],
      [2, 'week', 48, 96],
    ])
  })

  it('that was told as present and begins later by now is told as present again when it does, and ahead where that is far', () => {
    const forGood = gap(0, null)
    const found = (from: number) =>
      told(
        play(
          [
            { at: 0, empty: [forGood] },
            { at: HOUR, empty: [gap(from, null)] },
          ],
          30 * DAY,
        ),
      )

    expect(found(20 * HOUR)).toEqual([
      [0, 'now', 0, null],
      [20, 'now', 20, null],
    ])
    expect(found(9 * DAY).map(([at, step]) => [at, step])).toEqual([
      [0, 'now'],
      [48, 'week'],
      [192, 'day'],
      [216, 'now'],
    ])
  })

  it('whatever happens and whoever starts anew: no instant is told of twice in one step while it stays empty', () => {
    const instant = fc.integer({ min: 0, max: 20 * 24 }).map((hours) => hours * HOUR)
    const hole = fc
      .tuple(instant, fc.integer({ min: 1, max: 200 }))
      .map(([from, hours]) => gap(from, from + hours * HOUR))
    fc.assert(
      fc.property(fc.uniqueArray(hole, { maxLength: 4, selector: ({ from }) => from.getTime() }), (holes) => {
        const apart = holes
          .toSorted((one, other) => one.from.getTime() - other.from.getTime())
          .filter((one, place, all) => all.slice(0, place).every(({ until }) => until !== null && until < one.from))
        const found = play([{ at: 0, empty: apart }], 40 * DAY)
        for (const one of apart) {
          const of = found.filter(({ warning }) => warning.from.getTime() === one.from.getTime())
          const steps = of.map(({ warning }) => warning.step)
          expect(new Set(steps).size).toBe(steps.length)
          expect(steps.at(-1)).toBe('now')
          expect(steps.length).toBe(stepsOf(one))
        }
        expect(found).toHaveLength(apart.reduce((sum, one) => sum + stepsOf(one), 0))
      }),
    )
  })
})

function stepsOf({ from }: Gap): number {
  const ahead = from.getTime() - start.getTime()
  if (ahead === 0) return 1
  return ahead <= DAY ? 2 : 3
}

describe('E10 hours between shifts', () => {
  const night = (day: number) => ({ from: start.getTime() + day * DAY, until: start.getTime() + day * DAY + 8 * HOUR })
  const holes = (days: readonly number[]) => [{ who: 'people' as const, levels: [], holes: days.map(night) }]

  it('that come again every night are one gap without an end', () => {
    const nights = Array.from({ length: 28 }, (_, day) => day).filter((day) => day % 7 < 5)
    expect(gapsOf(holes(nights), start)).toEqual([{ who: 'people', from: start, until: null }])
  })

  it('a week apart are two, and where the rota has a hole it is that of the rota', () => {
    expect(gapsOf(holes([3, 10]), start).map(({ from }) => from)).toEqual([after(3 * DAY), after(10 * DAY)])
    const both = [...holes([3]), { who: 'onDuty' as const, levels: [], holes: [night(3)] }]
    expect(gapsOf(both, start)).toEqual([{ who: 'onDuty', from: after(3 * DAY), until: after(3 * DAY + 8 * HOUR) }])
  })
})
