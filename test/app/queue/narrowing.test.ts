import { describe, expect, test } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import QueueTools from '#app/queue/QueueTools.vue'
import { useDeskStore } from '#app/staff/deskStore.ts'
import { isSameQuery } from '#app/queue/queueStore.ts'
import type { FoundClient, QueueQuery, QueueView } from '#contract/tickets/queue.types.ts'
import { aDesk, ownKinds, someone, uuid } from '../deskFactories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { allByRole, byLabel, byRole, click, press, server, settle, textOf, type } from '../harness.ts'
import { isThere, openPage, pass, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const query = shallowRef<QueueQuery>({ filter: 'open', order: 'queue' })
const urgent: QueueView = {
  viewId: uuid(900),
  name: 'Срочные',
  query: { filter: 'mine', order: 'newest', priority: 'high' },
}

async function open(answers: Answers = {}, start: QueueQuery = { filter: 'open', order: 'queue' }) {
  query.value = start
  const Page = defineComponent(
    () => () =>
      h(QueueTools, {
        clientName: null,
        modelValue: query.value,
        'onUpdate:modelValue': (next: QueueQuery) => (query.value = next),
      }),
  )
  const page = await openPage(Page, {
    me: someone('lead'),
    answers: { readDesk: () => aDesk(), readViews: () => ({ views: [urgent] }), ...answers },
  })
  await useDeskStore().read()
  return page
}

async function choose(label: string, option: string): Promise<void> {
  await press(byRole('combobox', label), 'Enter')
  await press(byRole('option', option), 'Enter')
}

describe('what narrows the queue', () => {
  test.each([
    { label: 'Состояние', option: 'Ждём клиента', narrowed: { status: 'waitingForClient' } },
    { label: 'Приоритет', option: 'Критический', narrowed: { priority: 'critical' } },
    { label: 'Категория', option: 'Инцидент', narrowed: { category: 'incident' } },
    { label: 'Ответственный', option: 'Пётр Сидоренко', narrowed: { assigneeId: 2 } },
    { label: 'Порядок', option: 'Сначала новые сообщения', narrowed: { order: 'newest' } },
  ] as const)('$label: $option, and back', async ({ label, option, narrowed }) => {
    await open()
    await click(byRole('button', 'Фильтры'))

    await choose(label, option)
    expect(query.value).toEqual({ filter: 'open', order: 'queue', ...narrowed })
    await click(byRole('button', 'Сбросить'))

    expect(query.value).toEqual({ filter: 'open', order: 'queue' })
  })

  test('T3 categories and priorities are called as the regulation calls them, others by the product’s words', async () => {
    await open({ readDesk: () => aDesk({ kinds: ownKinds }) })
    await click(byRole('button', 'Фильтры'))

    await choose('Приоритет', 'Горит')
    await choose('Категория', 'Авария')

    expect(query.value).toMatchObject({ priority: 'critical', category: 'incident' })
    await press(byRole('combobox', 'Приоритет'), 'Enter')
    expect(isThere('option', 'Высокий')).toBe(true)
    expect(isThere('option', 'Критический')).toBe(false)
  })

  test('one condition taken back leaves the others', async () => {
    await open({}, { filter: 'open', order: 'queue', priority: 'high', status: 'queued' })
    await click(byRole('button', 'Фильтры, включено: 2'))

    await choose('Приоритет', 'Любой')

    expect(query.value).toEqual({ filter: 'open', order: 'queue', status: 'queued' })
  })

  test.each([
    ['closed', false],
    ['all', false],
    ['open', true],
    ['mine', true],
  ] as const)('tickets that are %s can be ordered: %s', async (filter, hasOrder) => {
    await open({}, { filter, order: 'queue' })

    await click(byRole('button', 'Фильтры'))

    expect(isThere('combobox', 'Порядок')).toBe(hasOrder)
  })

  test('says that it is unfolded, and folds with the same button', async () => {
    await open()
    const button = byRole('button', 'Фильтры')
    expect(button.getAttribute('aria-expanded')).toBe('false')

    await click(button)
    expect(button.getAttribute('aria-expanded')).toBe('true')
    await click(button)

    expect(isThere('combobox', 'Порядок')).toBe(false)
  })
})

describe('one client', () => {
  const clients: FoundClient[] = [{ memberId: 'romashka', clientName: null, portalName: 'romashka.example' }]

  async function find(text: string): Promise<void> {
    await type(byLabel('Клиент'), text)
    await pass(300)
  }

  test('is found, chosen, and can be let go', async () => {
    await open({ findClients: () => ({ clients }) })
    await click(byRole('button', 'Фильтры'))
    await find('roma')
    await click(byRole('button', 'romashka.example'))
    expect(query.value.memberId).toBe('romashka')

    await click(byRole('button', 'Убрать фильтр по клиенту: выбранный клиент'))

    expect(query.value).toEqual({ filter: 'open', order: 'queue' })
    expect(byLabel('Клиент')).toHaveProperty('value', '')
  })

  test.each([
    { answer: () => ({ clients: [] }), says: 'Такого клиента не нашлось' },
    {
      answer: () => {
        throw new RefusedByServer('not_allowed')
      },
      says: 'нет прав',
    },
  ])('that cannot be had is said: $says', async ({ answer, says }) => {
    await open({ findClients: answer })
    await click(byRole('button', 'Фильтры'))

    await find('roma')

    expect(wholePage()).toContain(says)
    expect(isThere('list', 'Клиент')).toBe(false)
  })

  test('an answer that was overtaken is not offered', async () => {
    const older = Promise.withResolvers<{ clients: FoundClient[] }>()
    await open()
    server.on('findClients', ({ search }) => (search === 'ro' ? older.promise : { clients: [] }))
    await click(byRole('button', 'Фильтры'))
    await find('ro')
    await find('va')

    older.resolve({ clients })
    await settle()

    expect(isThere('button', 'romashka.example')).toBe(false)
  })
})

describe('lists of one’s own', () => {
  const act = async (name: string): Promise<void> => {
    await press(byRole('button', 'Действия со списком «Срочные»'), 'Enter')
    await click(byRole('menuitem', name))
  }

  test('the one that is shown is marked, and has its actions only then', async () => {
    await open()
    expect(byRole('button', 'Срочные').getAttribute('aria-pressed')).toBe('false')
    expect(isThere('button', /^Действия со списком/)).toBe(false)

    await click(byRole('button', 'Срочные'))

    expect(query.value).toEqual(urgent.query)
    expect(byRole('button', 'Срочные').getAttribute('aria-pressed')).toBe('true')
  })

  test('a change of it stays its own until it is kept, and a refusal is said', async () => {
    await open()
    server.refuse('saveView', 'not_allowed')
    await click(byRole('button', 'Срочные'))
    query.value = { ...urgent.query, priority: 'critical' }
    await settle()
    expect(byRole('button', /^Срочные/).getAttribute('aria-pressed')).toBe('true')

    await act('Сохранить изменения')

    expect(server.asked('saveView')).toEqual([{ ...urgent, query: query.value }])
    expect(textOf(byRole('alert'))).not.toBe('')
  })

  test('another name changes the name alone', async () => {
    await open({ saveView: (view) => ({ views: [view] }) })
    await click(byRole('button', 'Срочные'))
    query.value = { ...urgent.query, priority: 'critical' }
    await settle()
    await act('Переименовать')
    expect(byLabel(/Название/)).toHaveProperty('value', 'Срочные')

    await type(byLabel(/Название/), '  Горит ')
    await click(byRole('button', 'Сохранить'))

    expect(server.asked('saveView')).toEqual([{ ...urgent, name: 'Горит' }])
  })

  test('one that could not be removed stays, with the reason in the question', async () => {
    await open({
      deleteView: () => {
        throw new RefusedByServer('not_allowed')
      },
    })
    await click(byRole('button', 'Срочные'))
    await act('Удалить список')

    await click(byRole('button', 'Удалить'))

    expect(textOf(byRole('alert'))).not.toBe('')
    expect(allByRole('dialog')).toHaveLength(1)
  })
})

test.each([
  [{ filter: 'open', order: 'queue' }, { order: 'queue', filter: 'open' }, true],
  [{ filter: 'open', order: 'queue' }, { filter: 'open', order: 'queue', priority: 'high' }, false],
  [{ filter: 'open', order: 'queue', priority: 'high' }, { filter: 'open', order: 'queue' }, false],
  [{ filter: 'open', order: 'queue' }, { filter: 'mine', order: 'queue' }, false],
] as const)('%j asks for the same as %j: %s', (one, other, expected) => {
  expect(isSameQuery(one, other)).toBe(expected)
})
