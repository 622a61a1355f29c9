import { beforeEach, describe, expect, test } from 'vitest'
import SplitDialog from '#app/queue/SplitDialog.vue'
import { proposedPieces } from '#app/queue/splitPieces.ts'
import { aTicket, aTicketView, someone } from '../deskFactories.ts'
import { clientAuthor, sent } from '../factories.ts'
import { allByRole, byLabel, byRole, click, mountPage, server, settle, signIn, textOf, type } from '../harness.ts'
import { isThere } from '../page.ts'
import { TicketWork } from './ticketWork.ts'

const three = '1. Не приходят письма. С утра.\n2. Отчёт пустой.\n3. Не открывается CRM.'
const messageOf = ({ text }: { text: string }) => sent(2, { text, author: clientAuthor }).message
const view = aTicketView({ can: ['split', 'merge'] })

beforeEach(() => signIn(someone('agent')))

function yesOf(name: string): HTMLElement {
  const found = allByRole('button', name).find((button) => button.closest('[role=dialog]') !== null)
  if (found === undefined) throw new Error(`no ${name} in a dialog`)
  return found
}

async function openSplit(text: string, others: string[] = []) {
  const rest = others.map((other) => messageOf({ text: other }))
  mountPage(SplitDialog, { props: { open: true, view, message: messageOf({ text }), others: rest } })
  await settle()
}

test('T4 of several problems the first stays, and each other one becomes a ticket', async () => {
  server.on('splitTicket', () => view)
  expect(proposedPieces({ text: three }).map(({ isChosen }) => isChosen)).toEqual([false, true, true])
  await openSplit(three)

  await click(yesOf('Создать обращения'))

  const [asked] = server.asked('splitTicket')
  expect(asked?.pieces.map(({ subject }) => subject)).toEqual(['Отчёт пустой', 'Не открывается CRM'])
  expect(asked?.pieces.map(({ messages }) => messages[0]?.text)).toEqual(['2. Отчёт пустой.', '3. Не открывается CRM.'])
})

test('T4 a second try after a lost answer makes the same tickets', async () => {
  server.cut('splitTicket')
  await openSplit('Не приходят письма.')
  await click(yesOf('Создать обращение'))
  server.on('splitTicket', () => view)

  await click(yesOf('Создать обращение'))

  const [first, second] = server.asked('splitTicket')
  expect(second).toEqual(first)
  expect(first?.pieces[0]?.messages[0]?.text).toBeNull()
})

test('T4 one message takes others of the client along', async () => {
  server.on('splitTicket', () => view)
  await openSplit('Не приходят письма.', ['и ещё вот что'])
  await click(byRole('checkbox', 'и ещё вот что'))

  await click(yesOf('Создать обращение'))

  expect(server.asked('splitTicket')[0]?.pieces[0]?.messages).toHaveLength(2)
})

test('T4 a part without a subject is not made', async () => {
  await openSplit('Не приходят письма.')
  await type(byLabel(/Тема нового обращения/), ' ')

  await click(yesOf('Создать обращение'))

  expect(textOf(byRole('dialog'))).toContain('Назовите тему каждой части.')
  expect(server.asked('splitTicket')).toEqual([])
})

describe('T4 merging', () => {
  async function openMerge(): Promise<void> {
    const other = aTicket({ ticketId: '00000000-0000-4000-8000-00000000aaaa', number: 'OP-7', subject: 'Дубль' })
    const ended = aTicket({ ticketId: '00000000-0000-4000-8000-00000000bbbb', status: 'resolved', subject: 'Решено' })
    server.on('listQueue', () => ({ tickets: [view.summary, other, ended], nextCursor: null, order: 'newest' }))
    mountPage(TicketWork, { props: { view, refresh: () => Promise.resolve() } })
    await settle()
    await click(byRole('button', 'Объединить'))
    await settle()
  }

  test('is offered with the client’s other tickets on which somebody works', async () => {
    await openMerge()

    expect(allByRole('radio').map((radio) => textOf(radio.closest('label')))).toEqual([
      expect.stringContaining('Дубль'),
    ])
    expect(server.asked('listQueue')[0]).toMatchObject({ memberId: view.summary.memberId, filter: 'open' })
  })

  test('asks which one, then sends this ticket as the duplicate', async () => {
    server.on('mergeTicket', () => view)
    await openMerge()
    await click(yesOf('Объединить'))
    const before = server.asked('mergeTicket').length
    await click(byRole('radio'))

    await click(yesOf('Объединить'))

    expect(before).toBe(0)
    expect(server.asked('mergeTicket')).toMatchObject([
      { ticketId: view.summary.ticketId, intoTicketId: '00000000-0000-4000-8000-00000000aaaa' },
    ])
    expect(isThere('dialog')).toBe(false)
  })
})
