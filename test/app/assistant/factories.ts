import type { DialogueView, Handover } from '#contract/assistant/types.ts'
import type { ShownArticle } from '#contract/tickets/assistant.types.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { uuid } from '../deskFactories.ts'
import { instant } from '../factories.ts'

export type AssistantSaid = Extract<TicketEvent, { type: 'assistant.said' }>

export const aShown = (changes: Partial<ShownArticle> = {}): ShownArticle => ({
  articleId: uuid(7100),
  slug: 'smtp',
  language: 'ru',
  title: 'SMTP 465',
  quote: 'smtp.example.org:465, STARTTLS',
  ...changes,
})

export const aSaid = (seq: number, changes: Partial<AssistantSaid> = {}): AssistantSaid => ({
  type: 'assistant.said',
  seq,
  at: instant(seq),
  by: { side: 'system', userId: null, name: '' },
  attemptId: uuid(7000 + seq),
  kind: 'answer',
  language: 'ru',
  text: 'SMTP?',
  attempt: { number: 1, of: 3 },
  articles: [aShown()],
  ...changes,
})

export const aDialogue = (changes: Partial<DialogueView> = {}): DialogueView => ({
  isOpen: true,
  isAnswering: false,
  failed: 0,
  of: 3,
  judging: { attemptId: uuid(7003), isList: false, chosen: null },
  people: 'later',
  ...changes,
})

export const aHandover = (changes: Partial<Handover> = {}): Handover => ({
  handedOverAt: instant(9),
  language: 'ru',
  questions: ['SMTP 554?', 'STARTTLS 587?', '465?'],
  attempts: 3,
  tried: [
    { articleId: uuid(7100), title: 'SMTP 465', outcome: 'notHelped' },
    { articleId: uuid(7101), title: 'IMAP 993', outcome: null },
  ],
  category: 'incident',
  priority: 'medium',
  wish: 'high',
  ...changes,
})
