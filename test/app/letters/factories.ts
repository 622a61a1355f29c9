import type { LetterSummary, LetterView } from '#contract/tickets/letters.types.ts'
import { startedAt } from '../factories.ts'

export const letterId = '00000000-0000-4000-8000-000000000801'

/** An urgent letter that waits, promised an answer. */
export function aLetter(changes: Partial<LetterSummary> = {}): LetterSummary {
  return {
    letterId,
    kind: 'urgent',
    status: 'waiting',
    ticket: null,
    addressee: null,
    memberId: 'romashka',
    clientName: 'ООО «Ромашка»',
    portalName: 'romashka.bitrix24.ru',
    deskName: 'Интегратор Плюс',
    writtenBy: 'Анна Орлова',
    writtenAt: startedAt,
    activeAt: startedAt,
    waitsSince: startedAt,
    dueAt: '2026-11-20T13:00:00.000Z',
    isOverdue: false,
    preview: 'Ускорьте, пожалуйста',
    ...changes,
  }
}

export function aLetterView(changes: Partial<LetterView> = {}): LetterView {
  return {
    letter: aLetter(),
    side: 'desk',
    messages: [
      {
        messageId: '00000000-0000-4000-8000-000000000802',
        side: 'client',
        authorName: 'Анна Орлова',
        text: 'Ускорьте, пожалуйста',
        at: startedAt,
      },
    ],
    canWrite: true,
    canConfirm: false,
    ...changes,
  }
}
