import { beforeEach, describe, expect, it } from 'vitest'
import type { DialogueView } from '#contract/assistant/types.ts'
import AssistantMessage from '#app/assistant/AssistantMessage.vue'
import DialoguePanel from '#app/assistant/DialoguePanel.vue'
import HandoverCard from '#app/assistant/HandoverCard.vue'
import { makeClientRouter } from '#app/shell/client/router.ts'
import { uuid } from '../deskFactories.ts'
import { ids, meOf, viewOf } from '../factories.ts'
import { allByRole, byRole, click, mountPage, server, settle, signIn } from '../harness.ts'
import { wholePage as text } from '../page.ts'
import { aDialogue, aHandover, aSaid, aShown, type AssistantSaid } from './factories.ts'

const ticketId = ids.ticket
const attemptId = uuid(7003)
beforeEach(async () => {
  await signIn(meOf())
})

async function showPanel(changes: Partial<DialogueView>) {
  server
    .on('readDialogue', () => aDialogue(changes))
    .on('readTicket', () => viewOf())
    .on('readEvents', () => ({ events: [], hasEarlier: false, lastSeq: 0 }))
  mountPage(DialoguePanel, {
    props: { ticketId, cursor: 3 },
    slots: { ways: 'Ways', people: 'After the payment' },
  })
  await settle()
}
const labels = () => allByRole('button').map((one) => one.textContent?.trim())

describe('A2 what the client may do about an answer', () => {
  it('says whether it helped, once; the button says so to the server', async () => {
    await showPanel({})
    server.on('judgeAnswer', () => aDialogue({ isOpen: false, judging: null }))
    expect(labels()).toEqual(['Помогло', 'Не помогло'])
    await click(byRole('button', 'Помогло'))
    await settle()
    expect(server.asked('judgeAnswer')).toEqual([{ ticketId, attemptId, isHelped: true }])
    expect(labels()).toEqual([])
  })

  it('of a list says that nothing fits, or chooses; of what was chosen whether it helped', async () => {
    await showPanel({ judging: { attemptId, isList: true, chosen: null } })
    expect(labels()).toEqual(['Ничего не подошло'])
    await showPanel({ judging: { attemptId, isList: true, chosen: uuid(7100) } })
    expect(text()).toContain('Статья помогла?')
  })

  it.each([
    ['none', 3, [], 'Ways'],
    ['none', 1, [], ''],
    ['later', 1, [], 'Оператора можно подключить, если помощник не ответит за 3 попытки. Использовано: 1.'],
    ['now', 3, ['Подключить оператора'], 'After the payment'],
  ] as const)('people %s after %i failures', async (people, failed, buttons, words) => {
    await showPanel({ people, failed, judging: null })
    expect(labels()).toEqual(buttons)
    expect(text()).toContain(words)
  })

  it('while it answers, says so and offers nothing', async () => {
    await showPanel({ isAnswering: true, people: 'now' })
    expect(text()).toContain('Помощник ищет ответ…')
    expect(labels()).toEqual([])
  })

  it('a refusal is said, and what could be done is there still', async () => {
    await showPanel({ people: 'now' })
    server.refuse('askForPerson', 'no_people')
    await click(byRole('button', 'Подключить оператора'))
    await settle()
    expect(byRole('alert')).toBeDefined()
    expect(labels()).toContain('Подключить оператора')
  })
})

async function showSaid(changes: Partial<AssistantSaid>, side: 'client' | 'desk' = 'client') {
  server.on('readDialogue', () => aDialogue({ judging: { attemptId, isList: true, chosen: null } }))
  const props = { event: aSaid(3, { attemptId, ...changes }), ticketId, side }
  mountPage(AssistantMessage, { props, router: makeClientRouter() })
  await settle()
}

describe('A1 what it says', () => {
  it('a client reads the quote, follows the link, and sees which attempt it is', async () => {
    await showSaid({})
    expect(byRole('link', 'SMTP 465').getAttribute('href')).toContain('/knowledge/smtp')
    expect(text()).toContain('smtp.example.org:465, STARTTLS')
    expect(text()).toContain('Попытка 1 из 3')
  })

  it('an agent reads the same without a way to where clients read', async () => {
    await showSaid({}, 'desk')
    expect(allByRole('link')).toEqual([])
    expect(text()).toContain('SMTP 465')
  })

  it('of a list titles alone, each in its language', async () => {
    await showSaid({
      kind: 'list',
      articles: [aShown(), aShown({ articleId: uuid(7101), title: 'IMAP', language: 'en' })],
    })
    expect(text()).not.toContain('STARTTLS')
    expect(text()).toContain('английский')
  })
})

describe('A3 the agent', () => {
  it('finds what was asked, what was tried and what the client wishes', async () => {
    server.on('readHandover', () => ({ handover: aHandover() }))
    mountPage(HandoverCard, { props: { view: viewOf({ side: 'desk' }) } })
    await settle()
    for (const words of [
      'Передано помощником',
      '3 попытки',
      'SMTP 554?',
      'SMTP 465: не помогла',
      'приоритет «Высокий»',
    ])
      expect(text()).toContain(words)
  })

  it('finds nothing of it where the assistant never answered', async () => {
    server.on('readHandover', () => ({ handover: null }))
    mountPage(HandoverCard, { props: { view: viewOf({ side: 'desk' }) } })
    await settle()
    expect(text()).toBe('')
  })
})
