import type { ListedRating } from '#contract/tickets/ratings.types.ts'
import { ids, startedAt } from '../factories.ts'

/** A low rating of a ticket that an agent had. */
export function aRating(changes: Partial<ListedRating> = {}): ListedRating {
  return {
    ticketId: ids.ticket,
    endingSeq: 7,
    number: 'OP-1042',
    subject: 'Не приходят письма',
    clientName: 'ООО «Ромашка»',
    portalName: 'romashka.bitrix24.ru',
    score: 2,
    comment: 'Долго ждали',
    ratedBy: 'Анна Орлова',
    ratedAt: startedAt,
    isLow: true,
    agent: { userId: 7, name: 'Игорь Белов', photo: null },
    ...changes,
  }
}
