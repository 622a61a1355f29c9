import type { AssignmentMode, SkillOf } from '#contract/desks/types.ts'
import type { Category } from '#contract/regulations/base.types.ts'
import { hasSkill, idleReason, type Worker } from './availability.ts'

export type Candidate = Worker & {
  openTickets: number
  /** When the product last gave them a ticket. */
  assignedAt: Date | null
}

export type Need = {
  skill: string | null
  /** Who had the ticket before it was reopened (T1): they get it again if they can. */
  before: number | null
}

/** Whose ticket it becomes (S7); null while nobody who fits gets any. */
export function chooseAgent(
  mode: AssignmentMode,
  candidates: readonly Candidate[],
  need: Need,
  now: { timeZone: string; at: Date },
): number | null {
  if (mode === 'manual') return null
  const fitting = candidates.filter(
    (one) => idleReason(one, now.timeZone, now.at) === null && hasSkill(one, need.skill),
  )
  if (fitting.some(({ userId }) => userId === need.before)) return need.before
  return fitting.toSorted(mode === 'leastLoaded' ? byLoad : byTurn)[0]?.userId ?? null
}

export function skillNeeded(skillOf: SkillOf, category: Category | null): string | null {
  return category === null ? null : (skillOf[category] ?? null)
}

function byLoad(one: Candidate, other: Candidate): number {
  return one.openTickets - other.openTickets || byTurn(one, other)
}

/** Whoever has waited longest since their last one; ids end the tie the same way on every server. */
function byTurn(one: Candidate, other: Candidate): number {
  const since = ({ assignedAt }: Candidate) => assignedAt?.getTime() ?? -Infinity
  if (since(one) !== since(other)) return since(one) < since(other) ? -1 : 1
  return one.userId - other.userId
}
