import { beforeEach, describe, expect, it, vi } from 'vitest'
import Conversation from '#app/tickets/Conversation.vue'
import type { TicketEvent, TicketView } from '#contract/tickets/types.ts'
import {
  clientAuthor,
  deskAuthor,
  deskMe,
  edited,
  ids,
  locked,
  meOf,
  opened,
  sent,
  summaryOf,
  viewOf,
} from '../factories.ts'
import {
  RefusedByServer,
  allByRole,
  byRole,
  click,
  goOnline,
  mountInApp,
  mountPage,
  press,
  reloadPage,
  server,
  settle,
  signIn,
  textOf,
  type,
} from '../harness.ts'

let events: TicketEvent[]

function serve(view: TicketView = viewOf()): void {
  server
    .on('readTicket', () => view)
    .on('readEvents', () => ({ events, hasEarlier: false, lastSeq: events.length }))
    .on('markRead', () => ({}))
    .on('sendMessage', ({ messageId, text }) => {
      events.push(sent(events.length + 1, { messageId, text, author: clientAuthor }))
      return { messageId, seq: events.length, at: new Date().toISOString() }
    })
}

async function show(): Promise<void> {
  mountInApp(Conversation, { props: { ticketId: ids.ticket } })
  await settle()
}

const field = () => byRole('textbox', 'Сообщение')
const articles = () => allByRole('article').map(textOf)

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-20T09:01:00Z'), toFake: ['Date'] })
  events = [opened(), sent(2, { author: clientAuthor, text: 'Не приходят письма' }), sent(3, { text: 'Смотрю' })]
  serve()
  await signIn(meOf())
})

describe('a conversation', () => {
  it('shows who said what, and what happened to the ticket', async () => {
    await show()

    expect(byRole('heading', 'Не приходят письма')).toBeDefined()
    expect(articles()[0]).toContain('Не приходят письма')
    expect(articles()[1]).toMatch(/Игорь Белов.*поддержка.*Смотрю/)
    expect(byRole('log').textContent).toContain('Обращение OP-1042 создано, Анна Орлова')
  })

  it('T8 shows a message at once and keeps the reader where messages are written', async () => {
    goOnline()
    await show()
    server.on('sendMessage', () => new Promise(() => undefined))

    await type(field(), 'Спасибо')
    await press(field(), 'Enter')

    expect(articles().at(-1)).toContain('Спасибо')
    expect(articles().at(-1)).toContain('Отправляется')
    expect(field()).toHaveProperty('value', '')
    expect(document.activeElement).toBe(field())
  })

  it('T8 shows a message of the other side live, and says it to a screen reader', async () => {
    const socket = goOnline()
    await show()

    socket.push({ type: 'events', ticketId: ids.ticket, events: [sent(4, { text: 'Готово, проверьте' })] })
    await settle()

    expect(articles().at(-1)).toContain('Готово, проверьте')
    expect(document.querySelector('[aria-live=polite].sr-only')?.textContent).toContain('Игорь Белов: Готово')
  })

  it('T8 marks as read what stands before open eyes', async () => {
    serve(viewOf({ summary: summaryOf({ readSeq: 1, lastSeq: 3 }) }))

    await show()

    expect(server.asked('markRead')).toEqual([{ ticketId: ids.ticket, seq: 3 }])
  })

  it('T8 marks nothing while the page is hidden', async () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    serve(viewOf({ summary: summaryOf({ readSeq: 1, lastSeq: 3 }) }))

    await show()

    expect(server.asked('markRead')).toEqual([])
  })

  it('a draft survives a reload', async () => {
    await show()
    await type(field(), 'не дописал')

    reloadPage()
    await show()

    expect(field()).toHaveProperty('value', 'не дописал')
  })

  it('says why a ticket cannot be opened and tries again on request', async () => {
    server.refuse('readTicket', 'not_found')
    await show()
    expect(byRole('alert').textContent).toContain('у вас нет к ней доступа')

    serve()
    await click(byRole('button', 'Повторить'))

    expect(field()).toBeDefined()
  })
})

describe('own messages', () => {
  it('T8 can be edited within five minutes and then no more', async () => {
    const mine = sent(2, { author: clientAuthor, text: 'с ошипкой' })
    events[1] = mine
    server.on('editMessage', () => ({}))
    const socket = goOnline()
    await show()

    await click(byRole('button', 'Изменить'))
    expect(field()).toHaveProperty('value', 'с ошипкой')
    await type(field(), 'с ошибкой')
    await press(field(), 'Enter')
    socket.push({ type: 'events', ticketId: ids.ticket, events: [edited(4, mine.message.messageId, 'с ошибкой')] })
    await settle()

    expect(server.asked('editMessage')).toMatchObject([{ messageId: mine.message.messageId, text: 'с ошибкой' }])
    expect(articles()[0]).toMatch(/с ошибкой.*изменено/)
    expect(field()).toHaveProperty('value', '')
  })

  it('T8 older than five minutes offer no editing', async () => {
    vi.setSystemTime(new Date('2026-11-20T09:30:00Z'))

    await show()

    expect(allByRole('button', 'Изменить')).toEqual([])
    expect(allByRole('button', 'Удалить')).toHaveLength(1)
  })

  it('a refused edit is said in words and keeps what was typed', async () => {
    server.refuse('editMessage', 'message_too_old_to_edit')
    await show()
    await click(byRole('button', 'Изменить'))
    await type(field(), 'новый текст')

    await press(field(), 'Enter')

    expect(document.body.textContent).toContain('Изменить сообщение можно в течение пяти минут')
    expect(field()).toHaveProperty('value', 'новый текст')
  })

  it('T8 are deleted only after a second question, and leave a trace', async () => {
    server.on('deleteMessage', () => ({}))
    await show()

    await click(byRole('button', 'Удалить'))
    expect(server.asked('deleteMessage')).toEqual([])
    await click(allByRole('button', 'Удалить')[0] ?? document.body)

    expect(server.asked('deleteMessage')).toHaveLength(1)
  })

  it('E3 a refused message says why and can be sent again, copied or dropped', async () => {
    server.refuse('sendMessage', 'ticket_locked')
    await show()
    await type(field(), 'не дойдёт')
    await press(field(), 'Enter')
    expect(articles().at(-1)).toContain('Обращение сейчас только для чтения')

    await click(byRole('button', 'Убрать'))

    expect(document.body.textContent).not.toContain('не дойдёт')
  })
})

describe('a ticket in which one cannot write', () => {
  it('E3 that is locked says why and what to do, and shows no field', async () => {
    serve(viewOf({ can: [], summary: summaryOf({ lock: 'partner_connected' }) }))
    const supports: unknown[] = []
    mountPage(Conversation, { props: { ticketId: ids.ticket, onSupport: () => supports.push(1) } })
    await settle()

    expect(byRole('region', 'Только чтение').textContent).toContain('вернитесь к стандартной поддержке')
    expect(allByRole('textbox')).toEqual([])
    expect(allByRole('button', 'Удалить')).toEqual([])
    await click(byRole('button', 'Кто вам поможет'))
    expect(supports).toHaveLength(1)
  })

  it('E4 is locked before the eyes of whoever is writing, and the draft stays', async () => {
    const socket = goOnline()
    await show()
    await type(field(), 'почти дописал')
    serve(viewOf({ can: [], summary: summaryOf({ lock: 'partner_connected' }) }))

    socket.push({ type: 'events', ticketId: ids.ticket, events: [locked(4)] })
    await settle()
    expect(allByRole('textbox')).toEqual([])
    serve()
    socket.push({
      type: 'events',
      ticketId: ids.ticket,
      events: [{ type: 'ticket.unlocked', seq: 5, at: '2026-11-20T09:00:40.000Z', by: deskAuthor }],
    })
    await settle()

    expect(field()).toHaveProperty('value', 'почти дописал')
  })

  it('T1 that is resolved asks whether it is solved', async () => {
    serve(viewOf({ can: ['write', 'confirm', 'reopen'], summary: summaryOf({ status: 'resolved' }) }))
    server.on('confirmResolution', () =>
      viewOf({ can: ['reopen'], summary: summaryOf({ status: 'closed', closeReason: 'confirmed' }) }),
    )
    await show()

    await click(byRole('button', 'Да, решён'))

    expect(server.asked('confirmResolution')).toEqual([{ ticketId: ids.ticket }])
    expect(byRole('region', 'Обращение закрыто')).toBeDefined()
    expect(byRole('button', 'Открыть снова')).toBeDefined()
  })

  it('T1 is withdrawn by the client after one question', async () => {
    serve(viewOf({ can: ['write', 'withdraw'] }))
    server.on('withdrawTicket', () => viewOf({ can: ['reopen'], summary: summaryOf({ status: 'closed' }) }))
    await show()

    await click(byRole('button', 'Отозвать'))
    await vi.dynamicImportSettled()
    await settle()
    expect(server.asked('withdrawTicket')).toEqual([])
    await click(byRole('button', 'Отозвать обращение'))

    expect(server.asked('withdrawTicket')).toHaveLength(1)
  })
})

describe('the desk', () => {
  it('T8 sees notes as notes, and is warned when a colleague answers at the same time', async () => {
    await signIn(deskMe())
    events.push(sent(4, { kind: 'note', publicSeq: null, text: 'между нами', author: { ...deskAuthor, userId: 8 } }))
    serve(viewOf({ side: 'desk', can: ['write', 'note', 'ask'] }))
    const socket = goOnline()
    await show()
    expect(articles().at(-1)).toContain('Заметка для своих')

    socket.push({ type: 'typing', ticketId: ids.ticket, side: 'desk', userId: 8, name: 'Мария Ким' })
    await settle()

    expect(document.body.textContent).toContain('Мария Ким тоже пишет ответ')
  })

  it('sees who of the client is there, and puts its own buttons into the head', async () => {
    await signIn(deskMe())
    serve(viewOf({ side: 'desk', can: ['take'] }))
    const socket = goOnline()
    mountPage(Conversation, {
      props: { ticketId: ids.ticket },
      slots: { actions: '<template #actions="{ view }"><b>{{ view.can.join() }}</b></template>' },
    })
    await settle()

    socket.push({
      type: 'presence',
      ticketId: ids.ticket,
      people: [{ side: 'client', userId: 1, name: 'Анна Орлова' }],
    })
    await settle()

    expect(document.querySelector('header b')?.textContent).toBe('take')
    expect(document.querySelector('header')?.textContent).toContain('Сейчас здесь: Анна Орлова')
    expect(allByRole('textbox')).toEqual([])
  })
})

it('a server that refuses everything still leaves the conversation readable', async () => {
  await show()
  server.on('markRead', () => {
    throw new RefusedByServer('not_allowed')
  })

  expect(articles()).toHaveLength(2)
})
