import { newId } from '#test/support/world.ts'
import type { LearningRoutes } from '#server/assistant/learning/learning.routes.ts'
import type { DialogueRoutes } from '#server/assistant/dialogue/dialogue.routes.ts'
import type { ProposalRoutes } from '#server/assistant/phrasing/proposals.routes.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

/** The assistant's dialogue, as its client and the desk's people ask for it. */
export const goodAssistant: { [Name in DialogueRoutes | LearningRoutes | ProposalRoutes]: GoodInput<Name> } = {
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
  readAssistantFigures: { by: 'lead', input: () => ({}) },
  readGaps: { by: 'lead', input: () => ({}) },
  acceptPhrasing: { by: 'lead', input: () => ({ attemptId: newId(), articleId: newId() }) },
  dismissGap: { by: 'lead', input: () => ({ attemptId: newId() }) },
  readNamedAnswer: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  nameAnswer: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, articleId: null }) },
  rehearseArticle: { by: 'lead', input: () => ({ articleId: newId(), version: 1 }) },
  readPhrasingHelp: { by: 'agent', input: () => ({}) },
  proposePhrasings: {
    by: 'agent',
    input: () => ({ language: 'ru', audience: 'clients', title: 'Письма', body: 'Проверьте порт.', phrasings: [] }),
  },
  readHandover: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
}
