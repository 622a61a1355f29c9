import type { QuickReplies, QuickReply } from '#contract/tickets/replies.types.ts'
import { uuid } from '../deskFactories.ts'

let made = 0

export function aReply(changes: Partial<QuickReply> = {}): QuickReply {
  made += 1
  return {
    replyId: uuid(9000 + made),
    scope: 'desk',
    title: 'Просьба о логах',
    text: 'Здравствуйте, {{клиент}}! Пришлите логи по обращению {{номер}}.',
    revision: 1,
    changedBy: 'Игорь Белов',
    changedAt: '2026-11-20T08:00:00.000Z',
    ...changes,
  }
}

export const someReplies = (changes: Partial<QuickReplies> = {}): QuickReplies => ({
  replies: [
    aReply({ scope: 'own', title: 'Спасибо', text: 'Спасибо, {{клиент}}!' }),
    aReply(),
    aReply({ title: 'Часы', text: 'Мы отвечаем {{часы}}.' }),
  ],
  canEditDesk: true,
  ...changes,
})
