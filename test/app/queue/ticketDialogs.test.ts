import { beforeEach, describe, expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { useDeskStore } from '#app/staff/deskStore.ts'
import { useTicketStore } from '#app/tickets/ticketStore.ts'
import type { RouteName } from '#contract/routes.ts'
import type { TicketAction } from '#contract/tickets/types.ts'
import { aTimer } from '../billing/factories.ts'
import { aDesk, aMember, anna, aStaff, aTicket, aTicketView, petro, someone, someReasons } from '../deskFactories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { allByRole, byRole, click, mountPage, press, server, settle, signIn, textOf, type } from '../harness.ts'
import { choice, isThere } from '../page.ts'
import { TicketWork } from './ticketWork.ts'
import { prepareConversation } from '../tickets/conversationScene.ts'

const everything: TicketAction[] = ['resolve', 'assign', 'contact', 'defer', 'decline']
const can = shallowRef(everything)
let refreshed = 0

async function open(...actions: TicketAction[]): Promise<(further: TicketAction[]) => Promise<void>> {
  can.value = actions.length > 0 ? actions : everything
  const view = (list: TicketAction[]) => aTicketView({ can: list, summary: aTicket({ assignee: anna }) })
  const refresh = () => Promise.resolve(void (refreshed += 1))
  const page = mountPage(TicketWork, { props: { view: view(can.value), refresh } })
  await settle()
  return async (further) => {
    await page.rerender({ view: view(further), refresh })
    await settle()
  }
}

beforeEach(async () => {
  refreshed = 0
  server
    .on('readDesk', () => aDesk())
    .on('readStaff', () => aStaff())
    .on('readReasons', () => someReasons())
  await signIn(someone('agent'))
  await useDeskStore().read()
})

const dialogs = [
  { button: 'Решено', yes: 'Отправить и закончить', route: 'resolveTicket', missing: ['Напишите сообщение'] },
  { button: 'Передать', yes: 'Передать', route: 'assignTicket', missing: ['Выберите, кому передать.'] },
  { button: 'Записать разговор', yes: 'Записать', route: 'recordContact', missing: ['Напишите, о чём договорились.'] },
  { button: 'Отложить', yes: 'Отложить', route: 'deferTicket', missing: ['Выберите причину.', 'Напишите сообщение'] },
  {
    button: 'Отклонить',
    yes: 'Отклонить и закрыть',
    route: 'declineTicket',
    missing: ['Выберите причину.', 'Напишите сообщение'],
  },
] as const satisfies { button: string; yes: string; route: RouteName; missing: string[] }[]

/** The button of the dialog: outside of it one may be called the same. */
function yesOf(name: string): HTMLElement {
  const found = allByRole('button', name).find((button) => button.closest('[role=dialog]') !== null)
  if (found === undefined) throw new Error(`no ${name} in a dialog`)
  return found
}

async function fill(): Promise<void> {
  for (const field of allByRole('textbox')) {
    // A day and an hour are proposed already.
    if (!['дд.мм.гггг', 'чч:мм'].includes(field.getAttribute('placeholder') ?? '')) await type(field, 'Всё по порядку')
  }
  const wanted = allByRole('radio').filter((radio) =>
    [petro.name, 'Не воспроизводится'].some((name) => textOf(radio.closest('label')).includes(name)),
  )
  for (const radio of wanted) await click(radio)
}

describe.each(dialogs)('the dialog "$button"', ({ button, yes, route, missing }) => {
  test('says what is missing before the server is asked', async () => {
    await open()
    await click(byRole('button', button))

    await click(yesOf(yes))

    for (const words of missing) expect(textOf(byRole('dialog'))).toContain(words)
    expect(server.asked(route)).toEqual([])
  })

  test('is closed when it is done, and the ticket is read anew', async () => {
    server.on(route, () => aTicketView())
    await open()
    await click(byRole('button', button))
    await fill()

    await click(yesOf(yes))

    expect(server.asked(route)).toHaveLength(1)
    expect(isThere('dialog')).toBe(false)
    expect(refreshed).toBe(1)
  })

  test('that was refused stays with what was written, and says why', async () => {
    server.on(route, () => {
      throw new RefusedByServer('ticket_locked')
    })
    await open()
    await click(byRole('button', button))
    await fill()
    const before = allByRole('textbox').map((field) => Reflect.get(field, 'value'))

    await click(yesOf(yes))

    expect(textOf(byRole('alert'))).not.toBe('')
    expect(allByRole('textbox').map((field) => Reflect.get(field, 'value'))).toEqual(before)
    expect(refreshed).toBe(0)
  })

  test('closes by itself when a colleague was faster', async () => {
    const nowCan = await open()
    await click(byRole('button', button))
    expect(isThere('dialog')).toBe(true)

    await nowCan(['write'])

    expect(isThere('dialog')).toBe(false)
  })

  test('is not there for whoever may not', async () => {
    await open('write')

    expect(isThere('button', button)).toBe(false)
  })
})

test.each([
  { button: 'Решено', yes: 'Отправить и закончить', route: 'resolveTicket' },
  { button: 'Отклонить', yes: 'Отклонить и закрыть', route: 'declineTicket' },
  { button: 'Отложить', yes: 'Отложить', route: 'deferTicket' },
] as const)('$route: a second try after a lost answer is the same message', async ({ button, yes, route }) => {
  server.cut(route)
  await open()
  await click(byRole('button', button))
  await fill()
  await click(yesOf(yes))
  server.on(route, () => aTicketView())

  await click(yesOf(yes))

  const [first, second] = server.asked(route).map(({ messageId }) => messageId)
  expect(second).toBe(first)
  expect(isThere('dialog')).toBe(false)
})

test.each([
  { button: 'Решено', yes: 'Отправить и закончить', route: 'resolveTicket' },
  { button: 'Отклонить', yes: 'Отклонить и закрыть', route: 'declineTicket' },
  { button: 'Отложить', yes: 'Отложить', route: 'deferTicket' },
] as const)(
  'T8 $route: a colleague was first, and the second try goes all the same',
  async ({ button, yes, route }) => {
    await prepareConversation()
    await signIn(someone('agent'))
    useTicketStore().open(aTicket().ticketId)
    server.on(route, () => {
      throw new RefusedByServer('answered_meanwhile', { count: 1, names: 'Мария Ким', seq: 7 })
    })
    await open()
    await click(byRole('button', button))
    await fill()
    await click(yesOf(yes))
    expect(textOf(byRole('alert'))).toContain('клиенту уже ответил коллега')
    server.on(route, () => aTicketView())

    await click(yesOf(yes))

    expect(server.asked(route).map(({ seenSeq }) => seenSeq)).toEqual([3, 7])
  },
)

describe('whom a ticket may be handed to', () => {
  const iryna = { userId: 7, name: 'Ирина Новикова', photo: null }
  const away = { from: '2026-11-21T09:00:00.000Z', until: null }

  async function marks(idle: 'away' | 'offShift' | null): Promise<string[]> {
    const staff = [anna, petro, iryna].map((person) => ({ person, role: 'agent' as const }))
    server
      .on('readDesk', () => aDesk({ staff }))
      .on('readStaff', () =>
        aStaff({ members: [aMember({ person: iryna, idle, away: idle === 'away' ? away : null })] }),
      )
    await useDeskStore().read()
    await open()
    await click(byRole('button', 'Передать'))
    return allByRole('radio').map(
      (radio) => `${textOf(radio.closest('label'))}${radio.matches(':disabled') ? ' ✗' : ''}`,
    )
  }

  test.each([
    { idle: null, mark: 'Ирина Новикова' },
    { idle: 'offShift', mark: 'Ирина Новикова не на смене' },
    { idle: 'away', mark: 'Ирина Новикова отсутствует ✗' },
  ] as const)('S7 $mark', async ({ idle, mark }) => {
    const found = await marks(idle)

    expect(found.map((text) => text.replaceAll(/(?<=[а-я])(?=(отвечает|отсутствует|не на))/g, ' '))).toEqual([
      'Анна Ковальчук отвечает сейчас ✗',
      'Пётр Сидоренко',
      mark,
    ])
  })

  test('is read anew at each opening', async () => {
    await open()
    await click(byRole('button', 'Передать'))
    await click(byRole('button', 'Отмена'))

    await click(byRole('button', 'Передать'))

    expect(server.asked('readStaff')).toHaveLength(2)
  })
})

test.each([
  ['', 'Выберите день, не раньше завтрашнего.'],
  ['2020-01-01', 'Выберите день, не раньше завтрашнего.'],
])('T5 a ticket is not put off until "%s"', async (day, words) => {
  await open()
  await click(byRole('button', 'Отложить'))
  await click(choice(/Не хватает сведений/))
  const date = document.querySelector<HTMLElement>('input[type=date]')
  if (date === null) throw new Error('no day')
  await type(date, day)

  await click(yesOf('Отложить'))

  expect(textOf(byRole('dialog'))).toContain(words)
  expect(server.asked('deferTicket')).toEqual([])
})

test('T9 how somebody was reached goes along with what was agreed', async () => {
  server.on('recordContact', () => aTicketView())
  await open()
  await click(byRole('button', 'Записать разговор'))
  await press(byRole('combobox', 'Как связались'), 'Enter')
  await press(byRole('option', 'Telegram'), 'Enter')
  await fill()

  await click(yesOf('Записать'))

  expect(server.asked('recordContact')[0]).toMatchObject({
    way: 'telegram',
    text: 'Всё по порядку',
    talk: { minutes: 10 },
  })
})

describe('T12 a talk that goes on', () => {
  test('is offered the timer: from its start on the talk is timed', async () => {
    server.on('startTimer', ({ intervalId, ticketId }) =>
      aTimer({ intervalId, ticketId, startedAt: new Date(Date.now() - 20_000).toISOString() }),
    )
    await open()
    await click(byRole('button', 'Записать разговор'))

    await click(yesOf('Запустить таймер'))

    expect(server.asked('startTimer')).toMatchObject([{ ticketId: aTicket().ticketId, stopsOther: false }])
    expect(textOf(byRole('dialog'))).toContain('По вашему таймеру в этом обращении.')
    expect(isThere('button', 'Запустить таймер')).toBe(false)
    server.on('recordContact', () => aTicketView())
    await fill()
    await click(yesOf('Записать'))
    expect(server.asked('recordContact')).toMatchObject([{ talk: { minutes: 1 } }])
  })

  test('is offered none where nothing is sold', async () => {
    server.on('readDesk', () => ({ ...aDesk(), plans: [] }))
    await useDeskStore().read()
    await open()

    await click(byRole('button', 'Записать разговор'))

    expect(isThere('button', 'Запустить таймер')).toBe(false)
  })
})
