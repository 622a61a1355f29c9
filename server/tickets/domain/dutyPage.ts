import { dutySteps, type DutyStep } from '#contract/tickets/duty.types.ts'

/** Who of a desk can be paged now: those on duty in the order in which they are asked, those who lead it, its owners. */
export type DutyLadder = { order: readonly number[]; leads: readonly number[]; owners: readonly number[] }
export type Climbed = { steps: readonly DutyStep[]; told: readonly number[] }

/**
 * T12: the next step of a page that nobody has confirmed, and whom it tells: whoever is on duty, the next one in the rota, those who
 * lead, the owner. Nobody is told twice, and a step that would tell nobody new is passed over. Null: everybody was told.
 */
export function nextStep({ steps, told }: Climbed, ladder: DutyLadder): { step: DutyStep; people: number[] } | null {
  const last = steps.at(-1)
  const further = last === undefined ? dutySteps : dutySteps.slice(dutySteps.indexOf(last) + 1)
  for (const step of further) {
    const people = peopleOf(step, ladder).filter((userId) => !told.includes(userId))
    // Of those in the rota one at a time.
    const isOne = step === 'onDuty' || step === 'next'
    if (people.length > 0) return { step, people: isOne ? people.slice(0, 1) : people }
  }
  return null
}

function peopleOf(step: DutyStep, { order, leads, owners }: DutyLadder): readonly number[] {
  if (step === 'lead') return leads
  return step === 'owner' ? owners : order
}
