import { describe, expect, it } from 'vitest'
import { stripMarks } from '#app/sla/stripScale.ts'
import type { Evidence } from '#contract/sla/evidence.types.ts'

type Segment = Evidence['strip'][number]

/** Stretches one after the other, each so many hours long. */
function stripOf(...hours: number[]): Segment[] {
  let at = Date.parse('2026-11-20T06:00:00Z')
  return hours.map((length): Segment => {
    const from = new Date(at).toISOString()
    at += length * 3_600_000
    return { kind: 'counted', reason: null, from, to: new Date(at).toISOString(), workingSeconds: 0 }
  })
}

describe('S5 the scale of a strip', () => {
  it('has the beginning, the end, and between them what has room', () => {
    const marks = stripMarks(stripOf(9, 15, 9))

    expect(marks.map(({ at }) => at)).toEqual([
      '2026-11-20T06:00:00.000Z',
      '2026-11-20T15:00:00.000Z',
      '2026-11-21T06:00:00.000Z',
      '2026-11-21T15:00:00.000Z',
    ])
    expect(marks[0]?.percent).toBe(0)
    expect(marks.at(-1)?.percent).toBe(100)
  })

  it('leaves out what would overlap', () => {
    const marks = stripMarks(stripOf(...Array.from({ length: 40 }, () => 6)))
    const distances = marks.slice(1).map(({ percent }, index) => percent - (marks[index]?.percent ?? 0))

    expect(Math.min(...distances)).toBeGreaterThanOrEqual(22)
    expect(marks.length).toBeLessThanOrEqual(5)
  })

  it('of nothing is nothing', () => {
    expect(stripMarks([])).toEqual([])
  })
})
