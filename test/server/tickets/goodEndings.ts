import type { RatingRoutes } from '#server/tickets/ratings/ratings.routes.ts'
import type { LetterRoutes } from '#server/tickets/letters/letters.routes.ts'
import { newId } from '#test/support/world.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

/** What is said when a ticket has ended, and who reads it. */
export const goodEndings: { [Name in RatingRoutes | LetterRoutes]: GoodInput<Name> } = {
  rateTicket: {
    by: 'integrator',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, score: 4, comment: 'Быстро помогли' }),
  },
  listRatings: { by: 'lead', input: () => ({ filter: { low: true, agentId: 3 }, limit: 10 }) },
  exportRatings: { by: 'lead', input: () => ({ filter: {}, language: 'uk' }) },
  listOwnLetters: { by: 'integrator', input: () => ({ limit: 10 }) },
  writeLetter: {
    by: 'integrator',
    input: ({ tickets }) => ({
      letterId: newId(),
      messageId: newId(),
      kind: 'urgent',
      text: 'Ускорьте, пожалуйста',
      ticketId: tickets.partner.ticketId,
    }),
  },
  readLetter: { by: 'integrator', input: () => ({ letterId: newId() }) },
  sendLetterMessage: { by: 'lead', input: () => ({ letterId: newId(), messageId: newId(), text: 'Разбираемся' }) },
  listLetters: { by: 'lead', input: () => ({ filter: 'answered', limit: 10 }) },
  readWaitingLetters: { by: 'agent', input: () => ({}) },
  confirmLetter: { by: 'lead', input: () => ({ letterId: newId() }) },
}
