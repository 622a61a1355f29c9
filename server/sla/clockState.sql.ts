import { nothingFolded, type Folded } from './domain/clockProjection.ts'

const instants = new Set(['at', 'since', 'from', 'to', 'startedAt', 'lastAt'])

/** Without the next reactions that are over, so that what is kept does not grow with the conversation. */
export function toState({ subject, clocks, roundsBefore }: Folded): string {
  const kept = clocks.nextReactions.slice(-1)
  return JSON.stringify({
    subject,
    clocks: { ...clocks, nextReactions: kept },
    roundsBefore: roundsBefore + clocks.nextReactions.length - kept.length,
  })
}

/** The text was written by `toState` and by nothing else; null where nothing is folded yet. */
export function fromState(uptoSeq: number | null, state: string | null): Folded {
  if (uptoSeq === null || state === null) return nothingFolded
  const { subject, clocks, roundsBefore } = JSON.parse(state, revive) as Omit<Folded, 'uptoSeq'>
  return { uptoSeq, subject, clocks, roundsBefore }
}

function revive(name: string, value: unknown): unknown {
  return instants.has(name) && typeof value === 'string' ? new Date(value) : value
}
