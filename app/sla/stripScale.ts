import type { Evidence } from '#contract/sla/evidence.types.ts'

/** A moment on the strip, at so many hundredths of its width. */
export interface Mark {
  readonly at: string
  readonly percent: number
}

/** Closer than this two labels would overlap on a phone. */
const leastDistance = 22

/** How wide a stretch is drawn: the square root keeps an hour visible beside a night. */
export function stretchWidth({ from, to }: { from: string; to: string }): number {
  return Math.sqrt(Date.parse(to) - Date.parse(from))
}

/** Where stretches begin and end, as many as have room for a label; the two ends always. */
export function stripMarks(strip: Evidence['strip']): Mark[] {
  const whole = strip.reduce((sum, segment) => sum + stretchWidth(segment), 0)
  const last = strip.at(-1)
  if (last === undefined || whole === 0) return []
  let passed = 0
  const marks: Mark[] = []
  for (const segment of strip) {
    const percent = (passed / whole) * 100
    const distance = percent - (marks.at(-1)?.percent ?? -Infinity)
    if (distance >= leastDistance && (marks.length === 0 || 100 - percent >= leastDistance)) {
      marks.push({ at: segment.from, percent })
    }
    passed += stretchWidth(segment)
  }
  return [...marks, { at: last.to, percent: 100 }]
}
