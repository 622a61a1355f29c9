import { nothingFolded, type Folded } from './fromJournal.ts'

const instants = new Set(['at', 'since', 'from', 'to', 'startedAt', 'lastAt'])

export function toState({ subject, clocks }: Folded): string {
  return JSON.stringify({ subject, clocks })
}

/** The text was written by `toState` and by nothing else; null where nothing is folded yet. */
export function fromState(uptoSeq: number | null, state: string | null): Folded {
  if (uptoSeq === null || state === null) return nothingFolded
  const { subject, clocks } = JSON.parse(state, revive) as Pick<Folded, 'subject' | 'clocks'>
  return { uptoSeq, subject, clocks }
}

function revive(name: string, value: unknown): unknown {
  return instants.has(name) && typeof value === 'string' ? new Date(value) : value
}
