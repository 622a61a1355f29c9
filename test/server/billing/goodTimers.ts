import { newId } from '#test/support/world.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

type TimerRoutes = 'readOwnTimer' | 'startTimer' | 'stopTimer' | 'answerTimer'

/** An agent's timer, of which none runs yet. */
export const goodTimers: { [Name in TimerRoutes]: GoodInput<Name> } = {
  readOwnTimer: { by: 'agent', input: () => ({}) },
  startTimer: {
    by: 'agent',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, intervalId: newId(), stopsOther: false }),
  },
  stopTimer: { by: 'agent', input: () => ({ intervalId: newId() }) },
  answerTimer: { by: 'agent', input: () => ({ intervalId: newId() }) },
}
