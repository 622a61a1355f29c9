import { defineStore } from 'pinia'
import type { IntakeView, NewIntake } from '#contract/tickets/intake.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useKeyedResource } from '#app/lib/useResource.ts'

/** What new tickets are asked, and what is known of those that are open on this page. */
export const useIntakeStore = defineStore('intake', () => {
  const call = useCall()
  const intakeOf = useKeyedResource<string, { intake: IntakeView | null }>(
    (ticketId) => call('readIntake', { ticketId }),
    (ticketId) => ticketId,
  )
  return {
    /** Null until it is read, and where nobody asked. */
    shownOf: (ticketId: string): IntakeView | null => intakeOf(ticketId).value.value?.intake ?? null,
    load: (ticketId: string): Promise<void> => intakeOf(ticketId).read(),
    readNew: (): Promise<NewIntake> => call('readNewIntake', {}),
  }
})
