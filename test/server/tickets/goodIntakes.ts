import type { RouteInput, RouteName } from '#contract/routes.ts'
import { newId } from '#test/support/world.ts'
import type { Role, Situation } from '../situation.ts'

type Good<Name extends RouteName> = { by: Role; input: (now: Situation) => RouteInput<Name> }

/** Of new tickets, and of what is asked beside their texts. */
export const goodIntakes: { [Name in 'openTicket' | 'openTickets' | 'readNewIntake' | 'readIntake']: Good<Name> } = {
  openTicket: {
    by: 'integrator',
    input: () => ({
      ...ids(),
      subject: 'Почта',
      text: 'Не приходят письма',
      answers: [{ code: 'goal', text: 'Отвечать клиентам', source: 'writer' }],
    }),
  },
  openTickets: {
    by: 'integrator',
    input: () => ({ tickets: ['Почта', 'Диск'].map((subject) => ({ ...ids(), subject, text: 'Пусто' })) }),
  },
  readNewIntake: { by: 'integrator', input: () => ({}) },
  readIntake: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
}

function ids() {
  return { ticketId: newId(), messageId: newId() }
}
