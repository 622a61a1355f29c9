import { beforeEach, describe, expect, it } from 'vitest'
import { ids, meOf } from '../../factories.ts'
import { RefusedByServer } from '../../fakeServer.ts'
import { allByRole, byLabel, byRole, click, server, textOf, type } from '../../harness.ts'
import { aLine, anAccount, anInterval, anOrder } from '../factories.ts'
import { choice } from '../../page.ts'
import { open, page, prepareBalance } from './balancePage.ts'

beforeEach(prepareBalance)

describe('Q10 a client disputes an interval', () => {
  it('with a reason, and sees it stay beside the work', async () => {
    const dispute = {
      disputeId: ids.desk,
      openedAt: '2026-11-22T09:00:00.000Z',
      openedBy: 'Анна Орлова',
      reason: 'Было быстрее',
      answer: null,
    }
    server.on('disputeInterval', () => anInterval({ dispute, disputableUntil: null }))
    await open()
    expect(page()).toContain('10 мин 1 с')

    await click(byRole('button', /Оспорить работу/))
    await click(byRole('button', 'Отправить возражение'))
    expect(page()).toContain('Напишите причину.')
    expect(server.asked('disputeInterval')).toEqual([])
    await type(byLabel(/С чем вы не согласны/), 'Было быстрее')
    await click(byRole('button', 'Отправить возражение'))

    expect(server.asked('disputeInterval')).toMatchObject([{ reason: 'Было быстрее' }])
    expect(allByRole('dialog')).toEqual([])
    expect(page()).toContain('Ждёт ответа руководителя поддержки')
    expect(allByRole('button', /Оспорить работу/)).toEqual([])
  })

  it('reads the answer and what was given back', async () => {
    const answer = { at: '2026-11-22T09:00:00.000Z', by: 'Пётр Лебедев', text: 'Вы правы', givenBack: 1 }
    const dispute = { disputeId: ids.desk, openedAt: answer.at, openedBy: 'Анна Орлова', reason: 'Много', answer }
    server.on('listIntervals', () => ({ intervals: [anInterval({ dispute })], nextCursor: null }))
    await open()

    expect(page()).toContain('Вы правы')
    expect(page()).toContain('Вернули: 1 квант')
  })

  it('a refusal stays in the dialog in words', async () => {
    server.refuse('disputeInterval', 'dispute_too_late')
    await open()

    await click(byRole('button', /Оспорить работу/))
    await type(byLabel(/С чем вы не согласны/), 'Поздно')
    await click(byRole('button', 'Отправить возражение'))

    expect(textOf(byRole('alert'))).toContain('в течение 14 дней')
  })
})

describe('the ledger', () => {
  it('Q9 shows each entry with what was left after it, and more when asked', async () => {
    // Worked when a quantum was longer; what was no work is counted as the account counts now (E9).
    const longer = aLine({ quantumMinutes: 15 })
    const bought = aLine({
      number: 1,
      kind: 'purchase',
      quanta: 30,
      balance: 30,
      ticketNumber: null,
      quantumMinutes: null,
    })
    const adjusted = aLine({ number: 10, kind: 'adjust', quanta: 2, reason: 'Ошиблись', byName: 'Пётр Лебедев' })
    server.on('listLedger', ({ before }) =>
      before === undefined
        ? { entries: [longer, adjusted], nextBefore: 10 }
        : { entries: [{ ...bought, price: { minor: 1_500_000, currency: 'RUB' } }], nextBefore: null },
    )
    await open()
    await click(choice('Выписка'))

    expect(textOf(byRole('list', 'Выписка'))).toContain('Причина: Ошиблись')
    await click(byRole('button', 'Показать ещё'))

    expect(server.asked('listLedger').at(-1)).toMatchObject({ before: 10 })
    expect(textOf(byRole('list', 'Выписка'))).toMatch(
      /−1 квант, 15 минутостаток 20 квантов, 3 часа 20 минут.*\+2 кванта, 20 минут.*15\s000\s₽.*\+30 квантов, 5 часовостаток 30 квантов/,
    )
    expect(allByRole('button', 'Показать ещё')).toEqual([])
  })

  it('is exported part by part into one file', async () => {
    server.on('exportLedger', ({ from }) => ({
      fileName: 'ledger-member1-2026-11-22.json',
      text: from === undefined ? '{"entries":[' : ']}',
      next: from === undefined ? { count: 2, after: 1 } : null,
    }))
    await open()

    await Promise.all([click(byRole('button', 'Скачать JSON')), click(byRole('button', 'Скачать JSON'))])

    expect(server.asked('exportLedger').map(({ format, from }) => [format, from])).toEqual([
      ['json', undefined],
      ['json', { count: 2, after: 1 }],
    ])
    expect(byRole('link', /ledger-member1/).getAttribute('download')).toBe('ledger-member1-2026-11-22.json')
  })

  it('an export that is refused says why', async () => {
    server.refuse('exportLedger', 'too_many_requests')
    await open()

    await click(byRole('button', 'Скачать CSV'))

    expect(textOf(byRole('alert'))).toContain('Слишком много запросов подряд')
  })
})

describe('orders of the client', () => {
  it('tell until when to pay; an admin cancels one after a question', async () => {
    server.on('cancelOrder', () => anOrder({ status: 'cancelled', endedAt: '2026-11-22T09:00:00.000Z' }))
    await open()
    await click(choice('Заказы'))
    expect(page()).toContain('Оплатите до 1 декабря 2026')

    server.on('listOrders', () => ({ orders: [anOrder({ status: 'cancelled' })], nextCursor: null }))
    await click(byRole('button', 'Отменить заказ: Абонемент, 30 квантов, 5 часов'))
    await click(byRole('button', 'Отменить заказ'))

    expect(server.asked('cancelOrder')).toEqual([{ orderId: anOrder().orderId }])
    expect(textOf(byRole('list', 'Заказы'))).toContain('Отменён')
  })

  it('one that was paid meanwhile cannot be cancelled, and says so', async () => {
    server.on('cancelOrder', () => {
      throw new RefusedByServer('order_paid')
    })
    await open()
    await click(choice('Заказы'))

    await click(byRole('button', 'Отменить заказ: Абонемент, 30 квантов, 5 часов'))
    await click(byRole('button', 'Отменить заказ'))

    expect(textOf(byRole('alert'))).toContain('Заказ уже оплачен')
  })

  it('E2 an integrator sees them and cancels none', async () => {
    await open(anAccount(), meOf({ isPortalAdmin: false, client: { role: 'integrator' } }))
    await click(choice('Заказы'))

    expect(page()).toContain('Ждёт оплаты')
    expect(allByRole('button', /Отменить заказ/)).toEqual([])
  })
})
