import { dutySteps, type DutyStep } from '#contract/tickets/duty.types.ts'

/** A step as the ticket's journal has it; `lateMs` after the instant at which it was due. */
export type ToldStep = { ticketId: string; step: DutyStep; people: number[]; lateMs: number }
/** What stands on somebody's open page of it. */
export type ShownPage = { ticketId: string; userId: number }

/** T12: whoever is asked at each step; of each page every step is told once, in order, to that person alone. */
export function pageFaults(
  ticketIds: readonly string[],
  { told, shown }: { told: readonly ToldStep[]; shown: readonly ShownPage[] },
  askedAt: Readonly<Record<DutyStep, number>>,
): string[] {
  return ticketIds.flatMap((ticketId) => {
    const steps = told.filter((one) => one.ticketId === ticketId)
    const people = shown.filter((one) => one.ticketId === ticketId).map(({ userId }) => userId)
    const name = ticketId.slice(0, 8)
    const said = steps.map(({ step, people: asked }) => `${step} ${asked.join(' ')}`).join(', ')
    const wanted = dutySteps.map((step) => `${step} ${askedAt[step]}`).join(', ')
    return [
      ...(said === wanted ? [] : [`${name} went ${said} instead of ${wanted}`]),
      ...dutySteps.flatMap((step) => {
        const times = people.filter((userId) => userId === askedAt[step]).length
        return times === 1 ? [] : [`${name} was shown to ${askedAt[step]} ${times} times`]
      }),
      ...(steps.some(({ lateMs }) => lateMs < 0) ? [`a step of ${name} came before it was due`] : []),
    ]
  })
}
