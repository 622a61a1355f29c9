import { beforeEach, describe, expect, it, vi } from 'vitest'
import TicketList from '#app/tickets/TicketList.vue'
import { deskMe, ids, instant, meOf, summaryOf } from '../factories.ts'
import {
  allByRole,
  byRole,
  click,
  goOnline,
  mountPage,
  press,
  server,
  settle,
  signIn,
  textOf,
  type,
} from '../harness.ts'

const tickets = [5, 4, 3].map((number) =>
  summaryOf({
    ticketId: `01990000-0000-7000-8000-00000000000${number}`,
    number: `OP-${number}`,
    subject: `Тема ${number}`,
    lastAt: instant(number),
  }),
)
const idOf = (number: number) => `01990000-0000-7000-8000-00000000000${number}`
const lines = () => Array.from(document.querySelectorAll<HTMLElement>('li button[tabindex]'))
const subjects = () => lines().map((line) => /Тема \d/.exec(textOf(line))?.[0])

async function show(source: 'client' | 'desk' = 'client') {
  const selected: string[] = []
  mountPage(TicketList, {
    props: { source, selected: null, onSelect: (ticketId: string) => selected.push(ticketId) },
  })
  await settle()
  return { selected }
}

beforeEach(async () => {
  server
    .on('listTickets', () => ({ tickets, nextCursor: null }))
    .on('listQueue', () => ({ tickets, nextCursor: null, order: 'newest' as const }))
  await signIn(meOf())
})

describe('the list of tickets', () => {
  it('shows what is open, newest first, and opens a ticket with a click', async () => {
    const { selected } = await show()

    expect(subjects()).toEqual(['Тема 5', 'Тема 4', 'Тема 3'])
    expect(server.asked('listTickets')).toMatchObject([{ filter: 'open' }])
    await click(byRole('button', /Тема 4/))

    expect(selected).toEqual([idOf(4)])
  })

  it('D7 is walked through with the arrows; Tab reaches one line only', async () => {
    await show()
    lines()[0]?.focus()

    await press(lines()[0] ?? document.body, 'ArrowDown')
    await press(lines()[1] ?? document.body, 'ArrowDown')
    await press(lines()[2] ?? document.body, 'ArrowDown')
    expect(document.activeElement).toBe(lines()[2])
    await press(lines()[2] ?? document.body, 'Home')

    expect(document.activeElement).toBe(lines()[0])
    expect(lines().map((line) => line.tabIndex)).toEqual([0, -1, -1])
  })

  it('T8 says which tickets have something unread', async () => {
    server.on('listTickets', () => ({ tickets: [summaryOf({ lastSeq: 5, readSeq: 3 })], nextCursor: null }))

    await show()

    expect(textOf(lines()[0] ?? null)).toContain('есть непрочитанное')
  })

  it('asks again for another filter and for a search, and says when there is nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await show()
    server.on('listTickets', () => ({ tickets: [], nextCursor: null }))

    await click(byRole('radio', 'Закрытые'))
    expect(document.body.textContent).toContain('Закрытых обращений пока нет')
    await type(byRole('searchbox', 'Поиск по обращениям'), 'почта')
    await vi.advanceTimersByTimeAsync(300)
    await settle()

    expect(server.asked('listTickets').at(-1)).toMatchObject({ filter: 'closed', search: 'почта' })
    expect(document.body.textContent).toContain('Ничего не нашлось')
  })

  it('says why it could not be loaded, and loads when asked again', async () => {
    server.cut('listTickets')
    await show()
    expect(byRole('alert').textContent).toContain('Нет связи с сервером')

    server.on('listTickets', () => ({ tickets, nextCursor: null }))
    await click(byRole('button', 'Повторить'))

    expect(subjects()).toHaveLength(3)
  })

  it('goes on where the page ended', async () => {
    server.on('listTickets', ({ cursor }) =>
      cursor === undefined
        ? { tickets: tickets.slice(0, 2), nextCursor: 'more' }
        : { tickets: tickets.slice(2), nextCursor: null },
    )
    await show()

    await click(byRole('button', 'Показать ещё'))

    expect(subjects()).toEqual(['Тема 5', 'Тема 4', 'Тема 3'])
  })
})

describe('a live list', () => {
  it('T8 puts a ticket with a new message on top', async () => {
    const socket = goOnline()
    await show()

    socket.push({ type: 'summary', summary: summaryOf({ ...tickets[2], lastAt: instant(9), lastSeq: 8 }) })
    await settle()

    expect(subjects()).toEqual(['Тема 3', 'Тема 5', 'Тема 4'])
  })

  it('does not move under the hand of its reader: news wait behind a button', async () => {
    const socket = goOnline()
    await show()
    byRole('list').dispatchEvent(new Event('pointerenter'))

    socket.push({
      type: 'summary',
      summary: summaryOf({ ticketId: ids.ticket, subject: 'Тема 9', lastAt: instant(9) }),
    })
    socket.push({ type: 'summary', summary: summaryOf({ ...tickets[2], lastAt: instant(10) }) })
    await settle()
    expect(subjects()).toEqual(['Тема 5', 'Тема 4', 'Тема 3'])
    await click(byRole('button', 'Показать новое: 1'))

    expect(subjects()).toEqual(['Тема 3', 'Тема 9', 'Тема 5', 'Тема 4'])
  })

  it('E3 shows nothing of a ticket that is of another side', async () => {
    const socket = goOnline()
    await show()

    socket.push({
      type: 'summary',
      summary: summaryOf({ ticketId: ids.ticket, subject: 'Тема 9', memberId: 'foreign' }),
    })
    await settle()

    expect(subjects()).toHaveLength(3)
  })
})

it('the desk reads its queue, with the portal of each ticket', async () => {
  await signIn(deskMe())

  await show('desk')

  expect(server.asked('listQueue')).toMatchObject([{ filter: 'open', order: 'queue' }])
  expect(server.asked('listTickets')).toHaveLength(0)
  expect(textOf(lines()[0] ?? null)).toContain('ООО «Ромашка»')
})

it('S7 a ticket that has just come into the queue is told of on top, wherever it stands', async () => {
  const queue = { category: null, priority: 'medium', dueAt: null, queuedAt: instant(1), rank: 9, wish: null } as const
  server.on('listQueue', () => ({ tickets: [summaryOf({ queue })], nextCursor: null, order: 'arrival' as const }))
  await signIn(deskMe())
  const socket = goOnline()
  await show('desk')

  const arrived = summaryOf({ ticketId: ids.otherTicket, subject: 'Тема 9', queue: { ...queue, queuedAt: instant(9) } })
  socket.push({ type: 'summary', summary: { ...arrived, deskId: deskMe().desk?.deskId ?? '' } })
  await settle()
  expect(lines()).toHaveLength(2)
  await click(byRole('button', 'Показать новое: 1'))

  expect(allByRole('button', /Показать новое/)).toHaveLength(0)
})
