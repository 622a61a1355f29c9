import { expect, test, vi } from 'vitest'
import type { QueueQuery, QueueView } from '#contract/tickets/queue.types.ts'
import type { TicketSummary } from '#contract/tickets/types.ts'
import DeskShell from '#app/shell/desk/DeskShell.vue'
import { RefusedByServer } from '../fakeServer.ts'
import { byLabel, byRole, click, press, server, settle, textOf, type } from '../harness.ts'
import { aDesk, anna, aStaff, aTicket, aTicketView, ownKinds, petro, someone, uuid } from '../deskFactories.ts'
import { choice, isThere, openPage, pass, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const queue = {
  category: null,
  priority: 'medium',
  wish: null,
  dueAt: null,
  queuedAt: '2026-11-22T07:00:00.000Z',
  rank: 9,
} as const
const waiting = (number: number, changes: Partial<TicketSummary> = {}): TicketSummary =>
  aTicket({
    ticketId: uuid(300 + number),
    number: `OP-${number}`,
    subject: `Тема ${number}`,
    status: 'queued',
    assignee: null,
    queue: { ...queue, queuedAt: `2026-11-22T07:0${number}:00.000Z` },
    ...changes,
  })
const tickets = [waiting(1), waiting(2), waiting(3)]

async function open(answers: Answers = {}, at = '/queue') {
  const me = someone('lead')
  const page = await openPage(DeskShell, {
    me,
    at,
    props: { me, desk: me.desk },
    answers: {
      readDesk: () => aDesk(),
      readStaff: () => aStaff(),
      readViews: () => ({ views: [] }),
      listQueue: () => ({ tickets, nextCursor: null, order: 'arrival' }),
      readTicket: ({ ticketId }) =>
        aTicketView({
          summary: tickets.find((one) => one.ticketId === ticketId) ?? waiting(1),
          can: ['take', 'assign'],
        }),
      readEvents: () => ({ events: [], hasEarlier: false, lastSeq: 0 }),
      markRead: () => ({}),
      readPlace: () => ({ place: null }),
      ...answers,
    },
  })
  await vi.dynamicImportSettled()
  await settle()
  return page
}

/** A key as the keyboard sends it: the letter depends on the layout, the code does not. */
const stroke = (key: string, code: string) => press(document.body, key, { code })
const focused = () => (document.activeElement === document.body ? '' : textOf(document.activeElement))
const taken = ({ ticketId }: { ticketId: string }) =>
  aTicketView({ summary: { ...waiting(1), ticketId, number: 'OP-2', assignee: anna, status: 'inProgress' } })

test('D7 the queue is walked from anywhere with j and k, in a Cyrillic layout, too', async () => {
  await open()

  await stroke('j', 'KeyJ')
  expect(focused()).toContain('Тема 1')
  await stroke('о', 'KeyJ')
  expect(focused()).toContain('Тема 2')
  await stroke('л', 'KeyK')

  expect(focused()).toContain('Тема 1')
})

test('S7 a ticket is taken from the list with one key, once, and it is said', async () => {
  const { asked } = await open({ takeTicket: taken })
  await stroke('j', 'KeyJ')
  await stroke('j', 'KeyJ')

  await Promise.all([stroke('t', 'KeyT'), stroke('t', 'KeyT')])

  expect(asked().filter(({ name }) => name === 'takeTicket')).toEqual([
    { name: 'takeTicket', input: { ticketId: uuid(302) } },
  ])
  expect(wholePage()).toContain('OP-2: теперь отвечаете вы.')
})

test('S7 somebody who was faster is said, and the list goes on', async () => {
  await open({
    takeTicket: () => {
      throw new RefusedByServer('already_assigned')
    },
  })
  await stroke('j', 'KeyJ')

  await stroke('t', 'KeyT')

  expect(textOf(byRole('alert'))).toBe('Обращение уже взял другой сотрудник.')
  expect(focused()).toContain('Тема 1')
})

test('S7 a ticket is handed over with a key', async () => {
  const { asked } = await open({ assignTicket: taken })
  await stroke('j', 'KeyJ')

  await stroke('ф', 'KeyA')
  await settle()
  await click(choice(/Пётр Сидоренко/))
  await click(byRole('button', 'Передать'))

  expect(asked()).toContainEqual({ name: 'assignTicket', input: { ticketId: uuid(301), userId: petro.userId } })
  expect(wholePage()).toContain('OP-1: передано.')
})

test('a key without a ticket says what is missing', async () => {
  await open()

  await stroke('t', 'KeyT')

  expect(wholePage()).toContain('Сначала выберите обращение.')
})

test('D7 / goes to the search, and there keys are letters', async () => {
  const { asked } = await open()

  await stroke('/', 'Slash')
  const field = byRole('searchbox')
  expect(document.activeElement).toBe(field)
  await press(field, 't', { code: 'KeyT' })
  await press(field, '?', { code: 'Slash', shiftKey: true })

  expect(asked().map(({ name }) => name)).not.toContain('takeTicket')
  expect(isThere('dialog')).toBe(false)
})

test('D7 the keys are shown with ?, and can be switched off for good', async () => {
  await open()

  await press(document.body, '?', { code: 'Slash', shiftKey: true })
  expect(textOf(byRole('dialog'))).toContain('взять в работу')
  await stroke('j', 'KeyJ')
  expect(focused()).not.toContain('Тема 1')
  await click(byRole('switch', /Включить клавиши/))
  await click(byRole('button', 'Понятно'))
  await stroke('j', 'KeyJ')

  expect(focused()).not.toContain('Тема 1')
  expect(window.localStorage.getItem('opora:queueKeys:off')).toBe('yes')
})

test('a key with Ctrl or Alt is the browser’s', async () => {
  const { asked } = await open({ takeTicket: taken })
  await stroke('j', 'KeyJ')

  await press(document.body, 't', { code: 'KeyT', ctrlKey: true })

  expect(asked().map(({ name }) => name)).not.toContain('takeTicket')
})

const lastAsked = () => server.asked('listQueue').at(-1)

test('the queue has its parts, and is asked for what was chosen', async () => {
  await open()
  expect(lastAsked()).toMatchObject({ filter: 'open', order: 'queue' })

  await click(byRole('radio', 'Ничьи'))

  expect(lastAsked()).toMatchObject({ filter: 'unassigned', order: 'queue' })
})

async function chooseIn(label: string, option: string): Promise<void> {
  const select = byRole('combobox', label)
  select.focus()
  await press(select, 'Enter')
  await press(byRole('option', option), 'Enter')
}

test('conditions narrow it, are counted on their button, and go away together', async () => {
  await open({
    findClients: () => ({ clients: [{ memberId: 'romashka', clientName: null, portalName: 'romashka.bitrix24.ru' }] }),
  })

  await click(byRole('button', 'Фильтры'))
  await chooseIn('Приоритет', 'Высокий')
  await type(byLabel('Клиент'), 'ромаш')
  await pass(300)
  await click(byRole('button', 'romashka.bitrix24.ru'))
  expect(lastAsked()).toMatchObject({ priority: 'high', memberId: 'romashka' })
  expect(isThere('button', 'Фильтры, включено: 2')).toBe(true)

  await click(byRole('button', 'Сбросить'))
  expect(lastAsked()).toEqual({ filter: 'open', order: 'queue', limit: 50 })
})

/** The server's side of saved views. */
function savedViews(views: QueueView[] = []): Answers {
  return {
    readViews: () => ({ views }),
    saveView: (view) => {
      views.splice(0, views.length, ...views.filter(({ viewId }) => viewId !== view.viewId), view)
      return { views: [...views] }
    },
    deleteView: ({ viewId }) => {
      views.splice(0, views.length, ...views.filter((view) => view.viewId !== viewId))
      return { views: [...views] }
    },
  }
}
const mine: QueueQuery = { filter: 'mine', order: 'newest', priority: 'high' }

test('a list is saved under a name of one’s own', async () => {
  const { asked } = await open(savedViews())
  await click(byRole('radio', 'Мои'))
  await click(byRole('button', 'Фильтры'))

  await click(byRole('button', 'Сохранить список'))
  await click(byRole('button', 'Сохранить'))
  expect(textOf(byRole('dialog'))).toContain('Напишите название')
  await type(byLabel(/Название/), 'Мои дела')
  await click(byRole('button', 'Сохранить'))

  expect(asked()).toContainEqual({
    name: 'saveView',
    input: { viewId: expect.any(String), name: 'Мои дела', query: { filter: 'mine', order: 'queue' } },
  })
  expect(byRole('button', 'Мои дела').getAttribute('aria-pressed')).toBe('true')
})

test('a saved list is shown with one click, its change can be kept, and it can go', async () => {
  const { asked } = await open(savedViews([{ viewId: uuid(900), name: 'Срочные', query: mine }]))

  await click(byRole('button', 'Срочные'))
  expect(lastAsked()).toMatchObject(mine)
  await click(byRole('radio', 'Ничьи'))
  const actions = byRole('button', 'Действия со списком «Срочные»')
  actions.focus()
  await press(actions, 'Enter')
  await click(byRole('menuitem', 'Сохранить изменения'))
  expect(asked().at(-1)).toMatchObject({ name: 'saveView', input: { query: { ...mine, filter: 'unassigned' } } })

  byRole('button', 'Действия со списком «Срочные»').focus()
  await press(byRole('button', 'Действия со списком «Срочные»'), 'Enter')
  await click(byRole('menuitem', 'Удалить список'))
  await click(byRole('button', 'Удалить'))
  expect(isThere('button', 'Срочные')).toBe(false)
})

test('S7 what goes first, and until when an answer is due, stands beside the ticket', async () => {
  const critical = waiting(1, { queue: { ...queue, priority: 'critical', rank: 0 } })
  const late = waiting(2, { queue: { ...queue, dueAt: '2026-11-22T08:30:00.000Z' } })
  const soon = waiting(3, { queue: { ...queue, priority: 'high', dueAt: '2026-11-22T10:30:00.000Z' } })
  await open({ listQueue: () => ({ tickets: [critical, late, soon], nextCursor: null, order: 'arrival' }) })

  expect(textOf(byRole('button', /Тема 1/))).toContain('Критический')
  expect(textOf(byRole('button', /Тема 2/))).toContain('просрочено с')
  expect(textOf(byRole('button', /Тема 3/))).toMatch(/Высокий.*ответ до/)
})

test('T3 a mark in the list has the title of the regulation', async () => {
  const critical = waiting(1, { queue: { ...queue, priority: 'critical', rank: 0 } })
  await open({
    readDesk: () => aDesk({ kinds: ownKinds }),
    listQueue: () => ({ tickets: [critical], nextCursor: null, order: 'arrival' }),
  })

  expect(textOf(byRole('button', /Тема 1/))).toContain('Горит')
})
