import type { PartnerRouteName } from '#server/connections/partnerRequests/partnerRequests.routes.ts'
import type { RouteInput, RouteName } from '#contract/routes.ts'
import { newId } from '#test/support/world.ts'
import type { Role, Situation } from './situation.ts'

export type GoodInput<Name extends RouteName> = { by: Role; input: (now: Situation) => RouteInput<Name> }

type OfferRoutes = PartnerRouteName | 'readOfferConditions' | 'exportOfferConditions'

/** E11: of the search for a partner, in which nobody has asked for one yet. */
export const partnerInputs: { [Name in OfferRoutes]: GoodInput<Name> } = {
  readPartnerSearch: { by: 'integrator', input: () => ({}) },
  askForPartner: {
    by: 'admin',
    input: () => ({
      requestId: newId(),
      ticketId: newId(),
      messageId: newId(),
      needs: {
        company: 'Ромашка',
        works: ['setup'],
        work: 'Настроить воронку',
        users: 'upTo50',
        size: 'days',
        languages: ['ru'],
        rhythm: 'once',
      },
      isAgreed: true,
    }),
  },
  withdrawPartnerRequest: { by: 'admin', input: () => ({ requestId: newId() }) },
  previewOffer: { by: 'admin', input: () => ({ handoverId: newId() }) },
  readOfferConditions: { by: 'admin', input: () => ({ handoverId: newId() }) },
  exportOfferConditions: {
    by: 'admin',
    input: () => ({ handoverId: newId(), language: 'en', timeZone: 'Europe/Kyiv' }),
  },
  takeOffer: { by: 'admin', input: () => ({ handoverId: newId(), stateToken: 'stale' }) },
  readPartnerCard: { by: 'standardAgent', input: ({ tickets }) => ({ ticketId: tickets.standard.ticketId }) },
  listPartnerDesks: {
    by: 'standardAgent',
    input: ({ tickets }) => ({ ticketId: tickets.standard.ticketId, search: 'а', limit: 10 }),
  },
  handPartnerRequest: {
    by: 'standardAgent',
    input: ({ tickets, deskIds }) => ({
      ticketId: tickets.standard.ticketId,
      handoverId: newId(),
      deskId: deskIds.partner,
      note: '',
    }),
  },
  recallPartnerRequest: {
    by: 'standardAgent',
    input: ({ tickets }) => ({ ticketId: tickets.standard.ticketId, handoverId: newId() }),
  },
  listPartnerRequests: { by: 'owner', input: () => ({ filter: 'all', limit: 10 }) },
  acceptPartnerRequests: { by: 'owner', input: () => ({ accepts: false }) },
  answerPartnerRequest: {
    by: 'owner',
    input: () => ({ handoverId: newId(), expiresInDays: 30, clientStatus: 1, note: '' }),
  },
  declinePartnerRequest: { by: 'owner', input: () => ({ handoverId: newId(), reason: 'Нет свободных людей' }) },
}
