import { describe, expect, test, vi } from 'vitest'
import type { Me } from '#contract/session.ts'
import type { TicketAction } from '#contract/tickets/types.ts'
import DeskShell from '#app/shell/desk/DeskShell.vue'
import { RefusedByServer } from '../fakeServer.ts'
import { byLabel, byRole, click, press, settle, textOf, type } from '../harness.ts'
import { aDesk, aMember, aStaff, aTicket, aTicketView, petro, someone, someReasons, uuid } from '../deskFactories.ts'
import { choice, isThere, openPage, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const first = aTicket()
const second = aTicket({ ticketId: uuid(301), number: 'OP-1043', subject: 'Не печатает счёт', status: 'queued' })

async function open(options: { can?: TicketAction[]; answers?: Answers; at?: string; me?: Partial<Me> } = {}) {
  const me = someone('owner', options.me)
  const view = aTicketView(options.can === undefined ? {} : { can: options.can })
  const page = await openPage(DeskShell, {
    me,
    at: options.at ?? `/queue/${first.ticketId}`,
    props: { me, desk: me.desk },
    answers: {
      readDesk: () => aDesk(),
      listQueue: () => ({ tickets: [first, second], nextCursor: null, order: 'arrival' }),
      readViews: () => ({ views: [] }),
      readStaff: () => aStaff(),
      readReasons: () => someReasons(),
      readTicket: () => view,
      readEvents: () => ({ events: [], hasEarlier: false, lastSeq: 0 }),
      markRead: () => ({}),
      ...options.answers,
    },
  })
  await vi.dynamicImportSettled()
  await settle()
  return page
}

test('the head names the desk, whether it is open, and by whose clock', async () => {
  await open({ at: '/queue' })

  expect(wholePage()).toContain('Поддержка Вектор')
  expect(wholePage()).toContain('Открыто до 18:00 по московскому времени')
})

test('S1 an opening beyond the published days is marked as provisional', async () => {
  const desk = aDesk({ openNow: false, openFor: [], until: null, from: '2028-01-10T06:00:00.000Z', isFinal: false })
  await open({ at: '/queue', answers: { readDesk: () => desk } })

  expect(wholePage()).toContain('откроется 10 января 2028 г. в 09:00 по московскому времени (предварительно)')
})

test('E2 each role sees the sections that it may use', async () => {
  const agent = someone('agent')
  await open({ at: '/queue', me: { desk: agent.desk } })

  expect(isThere('link', 'Очередь')).toBe(true)
  expect(isThere('link', 'Коды')).toBe(false)
  expect(isThere('link', 'Сотрудники')).toBe(true)
})

test('an agent who comes to a section of the owner is led to the queue', async () => {
  const agent = someone('agent')
  const { router } = await open({
    at: '/codes',
    me: { desk: agent.desk },
    answers: { listCodes: () => ({ codes: [], nextCursor: null }) },
  })

  expect(router.currentRoute.value.name).toBe('queue')
})

test('C6 a portal that also gets support has the way to its own page', async () => {
  await open({ at: '/queue', me: { client: { role: 'admin' } } })

  expect(byRole('link', 'Наша поддержка').getAttribute('href')).toBe('/client?member_id=vector')
})

test('D7 the queue is walked with arrows and a ticket opened from it', async () => {
  const { router } = await open({ at: '/queue' })
  const top = byRole('button', /Не приходят письма/)
  top.focus()

  await press(top, 'ArrowDown')
  expect(textOf(document.activeElement)).toContain('Не печатает счёт')
  await click(byRole('button', /Не печатает счёт/))
  await settle()

  expect(router.currentRoute.value.params['ticketId']).toBe(second.ticketId)
})

test('the details say what an agent has to know of the client', async () => {
  await open()

  await click(byRole('button', 'О клиенте'))

  const details = textOf(byRole('dialog', /О клиенте/))
  expect(details).toContain('romashka.bitrix24.ru')
  expect(details).toContain('профессиональный')
  expect(details).toContain('1 сентября 2026')
})

test('T1 there are exactly the buttons that the server allows', async () => {
  await open({ can: ['write', 'take', 'assign'] })

  expect(isThere('button', 'Взять в работу')).toBe(true)
  expect(isThere('button', 'Передать')).toBe(true)
  for (const name of ['Решено', 'Отложить', 'Отклонить', 'Вернуть в работу'])
    expect(isThere('button', name)).toBe(false)
})

test('T1 a locked ticket has no buttons', async () => {
  await open({ can: [] })

  const actions = byRole('group', 'Действия с обращением')
  expect(Array.from(actions.querySelectorAll('button'))).toEqual([byRole('button', 'О клиенте')])
})

test('T12 a talk outside of the ticket is recorded once, with how it was and what was agreed on', async () => {
  const { asked } = await open({
    can: ['write', 'contact'],
    answers: { recordContact: () => aTicketView({ can: ['write', 'contact'] }) },
  })
  await click(byRole('button', 'Записать разговор'))
  const dialog = byRole('dialog', 'Разговор с клиентом')

  await click(byRole('button', 'Записать'))
  expect(textOf(dialog)).toContain('Напишите, о чём договорились.')
  await type(byRole('textbox', /О чём договорились/), 'Перезвоним вечером')
  await Promise.all([click(byRole('button', 'Записать')), click(byRole('button', 'Записать'))])

  const sent = asked().filter(({ name }) => name === 'recordContact')
  expect(sent).toMatchObject([{ input: { ticketId: first.ticketId, way: 'phone', text: 'Перезвоним вечером' } }])
})

test('T1 taking a ticket is one click, and what may be done next is asked anew', async () => {
  let can: TicketAction[] = ['take']
  const { asked } = await open({
    answers: {
      readTicket: () => aTicketView({ can }),
      takeTicket: () => {
        can = ['resolve']
        return aTicketView({ can })
      },
    },
  })

  await click(byRole('button', 'Взять в работу'))

  expect(asked()).toContainEqual({ name: 'takeTicket', input: { ticketId: first.ticketId } })
  expect(isThere('button', 'Взять в работу')).toBe(false)
  expect(isThere('button', 'Решено')).toBe(true)
})

test('a colleague who was faster is named by the refusal', async () => {
  await open({
    can: ['take'],
    answers: {
      takeTicket: () => {
        throw new RefusedByServer('already_assigned')
      },
    },
  })

  await click(byRole('button', 'Взять в работу'))

  expect(textOf(byRole('alert'))).toBe('Обращение уже взял другой сотрудник.')
})

test('T1 resolving needs a message to the client', async () => {
  const { asked } = await open({ answers: { resolveTicket: () => aTicketView() } })

  await click(byRole('button', 'Решено'))
  await click(byRole('button', 'Отправить и закончить'))
  expect(textOf(byRole('dialog'))).toContain('Напишите сообщение')
  expect(asked().map(({ name }) => name)).not.toContain('resolveTicket')

  await type(byLabel('Сообщение клиенту'), 'Пароль обновлён, письма идут.')
  await click(byRole('button', 'Отправить и закончить'))
  expect(asked()).toContainEqual({
    name: 'resolveTicket',
    input: { ticketId: first.ticketId, messageId: expect.any(String), text: 'Пароль обновлён, письма идут.' },
  })
  expect(isThere('dialog')).toBe(false)
})

test('T8 a resolution sent again after a lost answer is the same message', async () => {
  let isLost = true
  const { asked } = await open({
    answers: {
      resolveTicket: () => {
        if (isLost) throw new RefusedByServer('server_stopping')
        return aTicketView()
      },
    },
  })
  await click(byRole('button', 'Решено'))
  await type(byLabel('Сообщение клиенту'), 'Готово.')
  await click(byRole('button', 'Отправить и закончить'))
  expect(isThere('dialog')).toBe(true)

  isLost = false
  await click(byRole('button', 'Отправить и закончить'))

  const [lost, kept] = asked().filter(({ name }) => name === 'resolveTicket')
  expect(kept?.input).toEqual(lost?.input)
})

test('T1 deferring takes a reason and a day that is yet to come', async () => {
  const { asked } = await open({ answers: { deferTicket: () => aTicketView() } })

  await click(byRole('button', 'Отложить'))
  const day = document.querySelector<HTMLInputElement>('input[type=date]')
  expect(day?.value).toBe('2026-11-23')
  await click(choice(/Не хватает сведений/))
  await click(byRole('button', 'Отложить'))

  const until = new Date('2026-11-23T09:00:00').toISOString()
  expect(asked()).toContainEqual({
    name: 'deferTicket',
    input: {
      ticketId: first.ticketId,
      messageId: expect.any(String),
      reason: 'moreFromClient',
      text: 'Чтобы найти решение, не хватает подробностей: что вы делали, где и что увидели.',
      until,
    },
  })
})

describe('T1 the day until which a ticket is put off', () => {
  const proposed = async (): Promise<string> => {
    await click(byRole('button', 'Отложить'))
    const day = byLabel(/^Вернуть в работу/)
    return day instanceof HTMLInputElement ? day.value : ''
  }

  test('is the next one that the calendar works, past a holiday', async () => {
    await open({ answers: { readDesk: () => aDesk({ nextWorkday: '2026-11-25T06:00:00.000Z' }) } })

    expect(await proposed()).toBe('25.11.2026')
  })

  test('is the desk’s Monday also where the desk opens while the reader still has Sunday', async () => {
    // Monday at 9:00 in Auckland.
    const desk = aDesk({ nextWorkday: '2026-11-29T20:00:00.000Z', timeZone: 'Pacific/Auckland' })
    await open({ answers: { readDesk: () => desk } })

    expect(await proposed()).toBe('30.11.2026')
  })

  test('is asked anew on a page that was left open over night', async () => {
    let nextWorkday = '2026-11-22T06:00:00.000Z'
    await open({ answers: { readDesk: () => aDesk({ nextWorkday }) } })
    nextWorkday = '2026-11-26T06:00:00.000Z'

    expect(await proposed()).toBe('26.11.2026')
  })
})

test('T1 declining takes a reason and a public message', async () => {
  const { asked } = await open({ answers: { declineTicket: () => aTicketView() } })

  await click(byRole('button', 'Отклонить'))
  await click(choice(/Не входит в поддержку/))
  await type(byLabel('Сообщение клиенту'), 'Этим занимается разработчик сайта.')
  await click(byRole('button', 'Отклонить и закрыть'))

  expect(asked()).toContainEqual({
    name: 'declineTicket',
    input: expect.objectContaining({ reason: 'outOfScope', text: 'Этим занимается разработчик сайта.' }),
  })
})

test('a ticket is handed to a colleague, not to whoever has it', async () => {
  const { asked } = await open({ answers: { assignTicket: () => aTicketView() } })

  await click(byRole('button', 'Передать'))
  expect(choice(/Анна Ковальчук/).matches(':disabled')).toBe(true)
  await click(choice(/Пётр Сидоренко/))
  await click(byRole('button', 'Передать'))

  expect(asked()).toContainEqual({ name: 'assignTicket', input: { ticketId: first.ticketId, userId: petro.userId } })
})

test('S7 a colleague who is away gets no ticket', async () => {
  const away = aMember({ idle: 'away', away: { from: '2026-11-21T09:00:00.000Z', until: null } })
  await open({ answers: { readStaff: () => aStaff({ members: [away] }) } })

  await click(byRole('button', 'Передать'))

  expect(choice(/Пётр Сидоренко/).matches(':disabled')).toBe(true)
  expect(textOf(byRole('dialog'))).toContain('отсутствует')
})
