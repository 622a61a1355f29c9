import { beforeEach, describe, expect, it, vi } from 'vitest'
import NewTicket from '#app/tickets/NewTicket.vue'
import { askedOf, type NewIntake } from '#contract/tickets/intake.types.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { meOf, summaryOf, viewOf } from '../factories.ts'
import { allByRole, byRole, click, mountPage, reloadPage, server, settle, signIn, textOf, type } from '../harness.ts'

const subject = () => byRole('textbox', /^Тема/)
const text = () => byRole('textbox', /^Что случилось/)
const send = () => click(byRole('button', /^(Создать|Отправить так)/))
const question = (title: string) => byRole('button', new RegExp(`^${title}`))

const asks = (regulation: typeof vendorSla, product: NewIntake['product'] = null) =>
  server.on('readNewIntake', () => ({ fields: askedOf(regulation.intake.fields), product }))
const cloud = { edition: 'cloud', level: 'professional', checkedAt: '2026-11-20T09:00:00.000Z' } as const

const three = [
  '1. Не приходят письма из CRM клиентам.',
  '2. На Диске не открывается общая папка отдела.',
  '3. Не записываются звонки в телефонии.',
].join('\n\n')

async function show(): Promise<string[]> {
  const opened: string[] = []
  mountPage(NewTicket, { props: { onOpened: (ticketId: string) => opened.push(ticketId) } })
  await settle()
  return opened
}

/** Until what was written has been read. */
async function pause(): Promise<void> {
  await vi.advanceTimersByTimeAsync(400)
  await settle()
}

async function fill(): Promise<void> {
  await type(subject(), 'Не приходят письма')
  await type(text(), 'Со вчерашнего дня')
}

const answer = () =>
  server.on('openTickets', ({ tickets }) => ({
    tickets: tickets.map(({ ticketId }, index) =>
      viewOf({ summary: summaryOf({ ticketId, number: `OP-${index + 1}` }) }),
    ),
  }))

beforeEach(async () => {
  server.on('openTicket', ({ ticketId }) => viewOf({ summary: summaryOf({ ticketId }) }))
  answer()
  await signIn(meOf())
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

it('T4 opens a ticket with what was written, and reminds of one problem a ticket', async () => {
  const opened = await show()
  expect(document.body.textContent).toContain('Одна проблема в одном обращении')
  await fill()

  await send()

  const [input] = server.asked('openTicket')
  expect(input).toMatchObject({ subject: 'Не приходят письма', text: 'Со вчерашнего дня', answers: [] })
  expect(opened).toEqual([input?.ticketId])
})

it('says what is missing instead of sending nothing', async () => {
  await show()

  await send()

  expect(document.body.textContent).toContain('Опишите, что случилось')
  expect(server.asked('openTicket')).toEqual([])
})

it('T4 proposes a subject from the first sentence until somebody writes one of their own', async () => {
  await show()
  await type(text(), 'Добрый день! Пропали счета. Где они?')
  expect(subject()).toHaveProperty('value', 'Пропали счета')

  await type(subject(), 'Счета за октябрь')
  await type(text(), 'Теперь другое')
  expect(subject()).toHaveProperty('value', 'Счета за октябрь')
  await send()

  expect(server.asked('openTicket')).toMatchObject([{ subject: 'Счета за октябрь' }])
})

describe('T4 the questions beside the text', () => {
  it('are ticked off while it is written, which a screen reader hears; what is left is said before sending', async () => {
    asks(quantumMaintenance)
    await show()
    expect(textOf(question('Описание'))).toContain('пока нет ответа')
    expect(document.body.textContent).toContain('Специалист спросит: Описание')

    await type(text(), 'Не приходят письма клиентам со вчерашнего дня')
    await pause()

    expect(textOf(question('Описание'))).toContain('есть в тексте')
    expect(document.body.textContent).toContain('Есть ответ: Описание. Осталось: ')
    expect(byRole('button', 'Создать обращение')).toBeDefined()
  })

  it('block nothing: it is sent as it is', async () => {
    asks(vendorSla)
    await show()
    await type(text(), 'Сломалось')
    await pause()

    await click(byRole('button', 'Отправить так'))

    expect(server.asked('openTicket')).toMatchObject([{ text: 'Сломалось', answers: [] }])
  })

  it('are answered in fields of their own with the keyboard alone, and the answers survive a reload', async () => {
    asks(quantumMaintenance)
    await show()
    await type(text(), 'Не приходят письма клиентам со вчерашнего дня')
    question('Задача и цель').focus()
    await click(question('Задача и цель'))
    expect(question('Задача и цель').getAttribute('aria-expanded')).toBe('true')
    await type(byRole('textbox', 'Задача и цель'), 'Отправить счета')
    await pause()
    expect(textOf(question('Задача и цель'))).toContain('ответ есть')

    await reloadPage()
    await show()
    expect(textOf(question('Задача и цель'))).toContain('Отправить счета')
    await send()

    expect(server.asked('openTicket')).toMatchObject([
      { answers: [{ code: 'goal', text: 'Отправить счета', source: 'writer' }] },
    ])
  })

  it('show what the portal knows as known; of the tariff the page sends nothing', async () => {
    asks(vendorSla, cloud)
    await show()

    expect(textOf(question('Редакция'))).toMatch(/Профессиональный, облако\s*из портала/)
    expect(textOf(question('Версия'))).toContain('облако, всегда последняя')
    await type(text(), 'Сломалось')
    await send()

    expect(server.asked('openTicket')).toMatchObject([{ answers: [] }])
  })

  it('take page and object from the link that opened the application, and say so', async () => {
    asks(vendorSla)
    await reloadPage({ options: { place: 'CRM, сделка 17', object: 3 } })
    await show()
    expect(textOf(question('Где это'))).toMatch(/CRM, сделка 17\s*из ссылки/)

    await type(text(), 'Сломалось')
    await send()

    const [input] = server.asked('openTicket')
    expect(input?.answers).toEqual([{ code: 'place', text: 'CRM, сделка 17', source: 'link' }])
  })

  it('are not there where they cannot be read: writing waits for nothing', async () => {
    server.cut('readNewIntake')
    await show()
    await fill()
    await send()

    expect(server.asked('openTicket')).toHaveLength(1)
  })
})

describe('T4 several problems in one text', () => {
  const pieces = () => allByRole('textbox', /^Текст обращения/)
  const splitIt = async () => {
    await show()
    await type(text(), three)
    await pause()
    await click(byRole('button', 'Разделить на 3 обращения'))
  }

  it('are opened one ticket each, with the same ids after a lost answer and a reload', async () => {
    await splitIt()
    await type(byRole('textbox', 'Тема обращения 2'), 'Папка')
    server.cut('openTickets')
    await click(byRole('button', 'Создать 3 обращения'))
    expect(byRole('alert').textContent).toContain('Нет связи с сервером')

    await reloadPage()
    answer()
    const opened = await show()
    await click(byRole('button', 'Создать 3 обращения'))

    const [first, second] = server.asked('openTickets')
    expect(second).toEqual(first)
    expect(first?.tickets.map((one) => one.subject)).toEqual([
      'Не приходят письма из CRM клиентам',
      'Папка',
      'Не записываются звонки в телефонии',
    ])
    expect(opened).toEqual([first?.tickets[0]?.ticketId])
  })

  it('may be merged, edited and put back as they were', async () => {
    await splitIt()
    await click(allByRole('button', 'Объединить с предыдущим')[0] ?? document.body)
    expect(pieces()).toHaveLength(2)
    await click(byRole('button', 'Вернуть одним текстом'))

    expect(text()).toHaveProperty(
      'value',
      three.replaceAll(/^\d\. /gm, (number) => number),
    )
  })

  it('may go as one: the page does not ask again until it sees more of them', async () => {
    await show()
    await type(text(), three)
    await pause()
    await click(byRole('button', 'Отправить одним обращением'))
    expect(allByRole('button', /^Разделить/)).toEqual([])

    await send()
    expect(server.asked('openTicket')).toMatchObject([{ text: three }])
  })
})

it('T8 keeps its ids when an answer is lost, also over a reload: it is the same ticket', async () => {
  server.cut('openTicket')
  await show()
  await fill()
  await send()
  expect(byRole('alert').textContent).toContain('Нет связи с сервером')

  await reloadPage()
  await show()
  expect(subject()).toHaveProperty('value', 'Не приходят письма')
  await send()

  const [first, second] = server.asked('openTicket')
  expect(second).toEqual(first)
})

it('T8 what was changed after a lost answer leads to the ticket that is there, and stays as a draft of another one', async () => {
  server.refuse('openTicket', 'message_id_reused')
  const opened = await show()
  await fill()
  await send()
  const [first] = server.asked('openTicket')

  await click(byRole('button', 'Открыть созданное'))
  expect(opened).toEqual([first?.ticketId])

  await reloadPage()
  await show()
  expect(text()).toHaveProperty('value', 'Со вчерашнего дня')
  await send()
  const [, second] = server.asked('openTicket')
  expect(second?.ticketId).not.toBe(first?.ticketId)
})

it('begins an empty one after a ticket was opened', async () => {
  await show()
  await fill()
  await send()

  await reloadPage()
  await show()
  await fill()
  await send()

  const [first, second] = server.asked('openTicket')
  expect(second?.ticketId).not.toBe(first?.ticketId)
})

it('T8 a draft that an earlier release has kept is taken up', async () => {
  const kept = { ticketId: '0192a0a0-0000-7000-8000-000000000001', messageId: '0192a0a0-0000-7000-8000-000000000002' }
  window.localStorage.setItem('opora:member1:1:draft:new', JSON.stringify({ ...kept, subject: 'Тема', text: 'Текст' }))
  await show()
  await send()

  expect(server.asked('openTicket')).toEqual([{ ...kept, subject: 'Тема', text: 'Текст', answers: [] }])
})
