import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { IntakeView } from '#contract/tickets/intake.types.ts'
import { clientAuthor, deskMe, ids, sent, viewOf } from '../factories.ts'
import { allByRole, byRole, click, goOnline, server, settle, signIn, textOf, type } from '../harness.ts'
import { field, prepareConversation, serve, show } from './conversationScene.ts'

const title = { ru: 'Шаги', uk: 'Кроки', en: 'Steps' }
const question = 'Напишите, пожалуйста:\n- Шаги'
const intake: IntakeView = {
  answers: [
    { code: 'goal', text: 'Отправить счета', source: 'writer', title: { ru: 'Цель', uk: 'Мета', en: 'Goal' } },
    { code: 'object', text: 'Портал', source: 'link', title: null },
  ],
  product: { edition: 'cloud', level: 'professional', checkedAt: '2026-11-19T09:00:00.000Z' },
  known: [{ code: 'edition', title: { ru: 'Редакция', uk: 'Редакція', en: 'Edition' } }],
  open: [{ code: 'steps', title, isRequired: true }],
  question,
}
const card = () => byRole('region', 'Сведения к обращению')

beforeEach(prepareConversation)
afterEach(() => vi.useRealTimers())

async function asDesk(changes: Partial<IntakeView> = {}): Promise<void> {
  server.on('readIntake', () => ({ intake: { ...intake, ...changes } }))
  serve(viewOf({ side: 'desk', can: ['write', 'note', 'ask'] }))
  await signIn(deskMe())
  await show()
}

it('T4 stands below the first message: answers, what the portal knew, what is missing', async () => {
  await asDesk()

  expect(textOf(card())).toMatch(/Цель\s*Отправить счета/)
  expect(textOf(card())).toMatch(/Ещё сказано · из ссылки\s*Портал/)
  expect(textOf(card())).toMatch(/Редакция · из портала, 19 ноября 2026 г\.\s*Профессиональный, облако/)
  expect(textOf(card())).toContain('Не хватает: Шаги')
  const [first] = allByRole('article')
  expect((first?.compareDocumentPosition(card()) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0)
})

it('T4 one click makes a question of what is missing, which the agent may change; it goes as a question', async () => {
  await asDesk()
  await click(byRole('button', 'Спросить недостающее'))
  expect(field()).toHaveProperty('value', question)
  await click(byRole('button', 'Спросить недостающее'))
  expect(field()).toHaveProperty('value', question)

  await type(field(), 'Какие шаги?')
  await click(byRole('button', 'Отправить'))

  expect(server.asked('sendMessage')).toMatchObject([{ text: 'Какие шаги?', kind: 'public', isQuestion: true }])
})

it('T8 what is being written for colleagues does not become public by it', async () => {
  await asDesk()
  await click(byRole('button', 'Заметка для своих, клиент не увидит'))
  await type(field(), 'только для своих')

  await click(byRole('button', 'Спросить недостающее'))

  expect(field()).toHaveProperty('value', 'только для своих')
  expect(document.body.textContent).toContain('Сначала отправьте или сотрите заметку')
})

it('T4 the client sees the same, without the button', async () => {
  server.on('readIntake', () => ({ intake: { ...intake, question: null } }))
  await show()

  expect(textOf(card())).toContain('Специалист может спросить: Шаги')
  expect(allByRole('button', 'Спросить недостающее')).toEqual([])
})

it('T4 a later message of the client ticks off what it tells', async () => {
  await asDesk()
  server.on('readIntake', () => ({ intake: { ...intake, open: [], question: null } }))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

  const event = sent(4, { author: clientAuthor, text: '1. Открыл 2. Нажал' })
  goOnline().push({ type: 'events', ticketId: ids.ticket, events: [event] })
  await settle()
  await vi.advanceTimersByTimeAsync(400)
  await settle()

  expect(textOf(card())).toContain('Ответы на все вопросы есть.')
})

it('a ticket of before has no card', async () => {
  serve(viewOf({ side: 'desk', can: ['write', 'note', 'ask'] }))
  await signIn(deskMe())
  await show()

  expect(allByRole('region', 'Сведения к обращению')).toEqual([])
})
