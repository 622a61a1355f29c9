import { newId } from '#test/support/world.ts'
import type { DialogueRoutes } from '#server/assistant/dialogue/dialogue.routes.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

/** The assistant's dialogue, as its client and the desk's people ask for it. */
export const goodAssistant: { [Name in DialogueRoutes]: GoodInput<Name> } = {
  readAssistant: { by: 'admin', input: () => ({}) },
  readDialogue: { by: 'admin', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  judgeAnswer: {
    by: 'integrator',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, attemptId: newId(), isHelped: true }),
  },
  chooseArticle: {
    by: 'admin',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, attemptId: newId(), articleId: newId() }),
  },
  askForPerson: { by: 'admin', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  readHandover: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
}
