export type Counts = { calls: number; reached: number; refused: number; faults: number }
export type Ending = 'reached' | 'refused' | 'fault'
export type Tally = { count(name: string, ending: Ending): void; rows(): [string, Counts][] }

/** How often something was asked, and what became of it. */
export function makeTally(names: readonly string[] = []): Tally {
  const counts = new Map<string, Counts>(names.map((name) => [name, nothing()]))
  return {
    count(name, ending) {
      const row = counts.get(name) ?? nothing()
      counts.set(name, row)
      row.calls += 1
      if (ending === 'reached') row.reached += 1
      if (ending === 'refused') row.refused += 1
      if (ending === 'fault') row.faults += 1
    },
    rows: () => [...counts],
  }
}

function nothing(): Counts {
  return { calls: 0, reached: 0, refused: 0, faults: 0 }
}
