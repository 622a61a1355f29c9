/** What must not be, in one place and of one kind; the smallest input that showed it stands for all. */
export type Fault = {
  row: string
  role: string
  kind: FaultKind
  message: string
  count: number
  example: { step: string; input: string }
}
export type FaultKind =
  | 'internal'
  | 'crash'
  | 'no answer'
  | 'cut off'
  | 'too large'
  | 'not in the contract'
  | 'not refused'
  | 'leak'
  | 'logged'
export type Found = Omit<Fault, 'count'>

export type Faults = { add(found: Found): void; all(): Fault[] }

const shownLetters = 300

export function makeFaults(): Faults {
  const byKey = new Map<string, Fault>()
  return {
    add(found) {
      const message = withoutParticulars(found.message)
      const key = [found.row, found.role, found.kind, message].join('\n')
      const before = byKey.get(key)
      const example = { ...found.example, input: found.example.input.slice(0, shownLetters) }
      const isSmaller = before === undefined || found.example.input.length < before.example.input.length
      byKey.set(key, {
        ...found,
        message,
        count: (before?.count ?? 0) + 1,
        example: isSmaller ? example : before.example,
      })
    },
    all: () => [...byKey.values()].toSorted((left, right) => right.count - left.count),
  }
}

/** Two faults are the same fault whatever the id or the number that they stumbled over. */
function withoutParticulars(message: string): string {
  return message
    .slice(0, shownLetters)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '<id>')
    .replaceAll(/\b[0-9a-f]{32,}\b/gi, '<key>')
    .replaceAll(/\d[\d.:TZ+-]*/g, '#')
}
