import type { Role } from '#test/server/situation.ts'
import type { Faults } from './faults.ts'
import type { Ground } from './ground.ts'
import type { Verdict } from './judge.ts'
import type { Logbook } from './logbook.ts'
import type { Pace } from './pace.ts'
import type { Random } from './random.ts'
import type { Reply, Sender } from './send.ts'
import type { Tally } from './tally.ts'

/** One run of the fuzzer: where it goes, and what it has counted and found. */
export type Run = {
  ground: Ground
  seed: number
  sender: Sender
  patienceMs: number
  logbook: Logbook
  faults: Faults
  pace: Pace
  /** By route, and by what was done to the input. */
  rows: Tally
  kinds: Tally
}

export type Step = { label: string; number: number; random: Random }

/** Settles at once, from the seed alone, what the step will be; what it gives back does it. */
export type Planner = (step: Step) => () => Promise<void>

/** Counts one answer and keeps what was wrong with it. */
export function record(
  run: Run,
  step: Step,
  said: {
    row: string
    role: Role | null
    how: string
    input: string
    verdict: Verdict
    reply: Reply | null
    path?: string
  },
): void {
  const { row, how, input, verdict, reply } = said
  const role = said.role ?? '-'
  const found = [...verdict.faults]
  if (reply?.status === 500) {
    found.push({ kind: 'internal', message: run.logbook.of(requestIdIn(reply), said.path ?? '') })
  }
  const ending = found.length > 0 ? 'fault' : verdict.ending
  run.rows.count(row, ending)
  run.kinds.count(how, ending)
  const example = { step: step.label, input }
  for (const { kind, message } of found) run.faults.add({ row, role, kind, message, example })
}

function requestIdIn({ headers }: Reply): string | undefined {
  const requestId = headers['x-request-id']
  return typeof requestId === 'string' && requestId !== '' ? requestId : undefined
}
