import { beforeEach, describe, expect, it, vi } from 'vitest'
import Conversation from '#app/tickets/Conversation.vue'
import type { Deferral } from '#contract/tickets/reasons.types.ts'
import type { TicketView } from '#contract/tickets/types.ts'
import { aDeferral } from '../deskFactories.ts'
import { clientAuthor, deskAuthor, edited, ids, locked, sent, summaryOf, viewOf } from '../factories.ts'
import { allByRole, byRole, click, goOnline, mountPage, press, server, settle, textOf, type } from '../harness.ts'
import { articles, events, field, prepareConversation, serve, show } from './conversationScene.ts'

beforeEach(prepareConversation)

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

  it('T4 that is merged says where it goes on, and takes along what was being written', async () => {
    const socket = goOnline()
    await show()
    await type(field(), 'почти дописал')
    const into = { ticketId: '00000000-0000-4000-8000-0000000000aa', number: 'OP-7' }
    serve(viewOf({ can: [], mergedInto: into, summary: summaryOf({ status: 'closed', closeReason: 'merged' }) }))

    socket.push({ type: 'events', ticketId: ids.ticket, events: [locked(4)] })
    await settle()

    expect(allByRole('textbox')).toEqual([])
    expect(byRole('region', 'Объединено с OP-7')).toBeDefined()
    expect(byRole('button', 'Перейти к OP-7')).toBeDefined()
    const kept = (ticketId: string) =>
      Object.entries<string>(localStorage).find(([key]) => key.endsWith(`draft:${ticketId}`))
    expect(kept(into.ticketId)?.[1]).toContain('почти дописал')
    expect(kept(ids.ticket)).toBeUndefined()
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

describe('T6 a ticket that is put off', () => {
  const put = (changes: Partial<Deferral>, view: Partial<TicketView> = {}) =>
    serve(viewOf({ ...view, summary: summaryOf({ status: 'deferred', deferral: aDeferral(changes) }) }))
  const panel = () => textOf(byRole('region', /Отложено|Ожидаемая дата/))

  it.each([
    [{ liftedBy: 'clientMessage' }, 'Отложено до 26 ноября', 'Напишите сюда, и работа возобновится'],
    [{ liftedBy: 'access' }, 'Отложено до 26 ноября', 'Когда дадите доступ, нажмите кнопку'],
    [{ liftedBy: null }, 'Отложено до 26 ноября', 'В этот день обращение само вернётся'],
    [{ liftedBy: null, isExpected: true }, 'Ожидаемая дата: 26 ноября', 'Если дата изменится, вы получите уведомление'],
  ] as const)('says until when, why, and what its client can do: %j', async (changes, title, lift) => {
    put(changes)

    await show()

    expect(panel()).toContain(title)
    expect(panel()).toContain('Не воспроизводится')
    expect(panel()).toContain(lift)
  })

  it('comes back when its client says that access is given, and how', async () => {
    put({ liftedBy: 'access' }, { can: ['write', 'giveAccess'] })
    server.cut('giveAccess')
    await show()
    await click(byRole('button', 'Доступ дан'))
    await vi.dynamicImportSettled()
    await settle()
    await click(byRole('button', 'Отправить'))
    expect(textOf(byRole('dialog'))).toContain('Напишите, какой доступ вы дали.')

    await type(byRole('textbox', /Как войти/), 'Пригласили вас на портал')
    await click(byRole('button', 'Отправить'))
    server.on('giveAccess', () => viewOf())
    await click(byRole('button', 'Отправить'))

    const [lost, kept] = server.asked('giveAccess')
    expect(kept).toMatchObject({ ticketId: ids.ticket, text: 'Пригласили вас на портал' })
    expect(kept).toEqual(lost)
    expect(allByRole('dialog')).toEqual([])
    expect(allByRole('region', /Отложено/)).toEqual([])
  })

  it('is not said of a locked one', async () => {
    serve(viewOf({ summary: summaryOf({ status: 'deferred', deferral: aDeferral(), lock: 'left_desk' }), can: [] }))

    await show()

    expect(allByRole('region', /Отложено/)).toEqual([])
  })

  it('shows each change of its date, what it was and what it is', async () => {
    const moved = {
      from: '2026-11-26T06:00:00.000Z',
      to: '2026-12-03T06:00:00.000Z',
      by: deskAuthor,
      at: '2026-11-20T09:00:00.000Z',
    }
    events.push(
      { ...moved, type: 'ticket.dateMoved', seq: 4, isExpected: true },
      { ...moved, type: 'ticket.dateMoved', seq: 5, isExpected: false },
    )

    await show()

    expect(document.body.textContent).toContain('Игорь Белов: ожидаемая дата теперь 3 декабря, была 26 ноября')
    expect(document.body.textContent).toContain('Игорь Белов: дата перенесена на 3 декабря, была 26 ноября')
  })

  it('and one that was declined says why where one would write', async () => {
    const { reason } = aDeferral()
    serve(viewOf({ summary: summaryOf({ status: 'closed', closeReason: 'declined', declinedFor: reason }), can: [] }))

    await show()

    expect(textOf(byRole('region', 'Обращение закрыто'))).toContain('Причина: Не воспроизводится')
  })
})
