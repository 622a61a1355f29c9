import { beforeEach, describe, expect, it, vi } from 'vitest'
import Conversation from '#app/tickets/Conversation.vue'
import { newId } from '#app/lib/newId.ts'
import { deskAuthor, deskMe, ids, sent, summaryOf, viewOf } from '../factories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import {
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
  type,
} from '../harness.ts'
import { articles, events, field, prepareConversation, serve, show } from './conversationScene.ts'

beforeEach(prepareConversation)

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

    await reloadPage()
    await show()

    expect(field()).toHaveProperty('value', 'не дописал')
  })

  it('T8 a draft survives another ticket where the browser denies storage to frames', async () => {
    vi.stubGlobal('localStorage', undefined)
    const first = mountInApp(Conversation, { props: { ticketId: ids.ticket } })
    await settle()
    await type(field(), 'не дописал')
    first.unmount()
    const other = mountInApp(Conversation, { props: { ticketId: newId() } })
    await settle()
    expect(field()).toHaveProperty('value', '')
    other.unmount()

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
