/** How long answers took, waiting for their turn and for a processor included: what comes near the patience is seen before it fails. */
export type Pace = {
  timed<Answer>(row: string, step: string, answer: Promise<Answer>): Promise<Answer>
  /** The slowest of each route, slowest first. */
  slowest(count: number): Slow[]
}
export type Slow = { row: string; seconds: number; step: string }

export function makePace(): Pace {
  const byRow = new Map<string, Slow>()
  return {
    async timed(row, step, answer) {
      const startedAt = performance.now()
      const given = await answer
      const seconds = (performance.now() - startedAt) / 1000
      if (seconds > (byRow.get(row)?.seconds ?? 0)) byRow.set(row, { row, seconds, step })
      return given
    },
    slowest: (count) => [...byRow.values()].toSorted((one, other) => other.seconds - one.seconds).slice(0, count),
  }
}
