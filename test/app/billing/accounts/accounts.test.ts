import { describe, expect, it } from 'vitest'
import { uuid } from '../../deskFactories.ts'
import { choice, isThere, pass, rowOf, wholePage } from '../../page.ts'
import { RefusedByServer } from '../../fakeServer.ts'
import { byLabel, byRole, click, settle, textOf, type } from '../../harness.ts'
import { anInterval, anOffer, anOrder, aPackage, aSummary, aTimer, offersOf } from '../factories.ts'
import { account, open } from './accountsScene.ts'

const waiting = {
  disputeId: uuid(30),
  openedAt: '2026-11-21T09:00:00.000Z',
  openedBy: 'Анна Орлова',
  reason: 'Много',
  answer: null,
}

describe('D2 the balances of all clients', () => {
  it('tell what is left, who works, what ends soon and what waits', async () => {
    const busy = aSummary({
      memberId: 'apteka',
      portalName: 'Аптека',
      timers: 2,
      openOrders: 1,
      openDisputes: 1,
      interruptedSince: '2026-11-20T09:00:00.000Z',
      nextEndsAt: '2026-11-24T09:00:00.000Z',
    })
    await open({ listAccounts: () => ({ accounts: [aSummary(), busy], nextCursor: null }) }, { memberId: '' })

    expect(textOf(rowOf('Балансы клиентов', 'ООО Ромашка'))).toContain('20 из 30 квантов')
    const row = textOf(rowOf('Балансы клиентов', 'Аптека'))
    expect(row).toContain('идут 2 таймера')
    expect(row).toContain('Ждёт оплаты с 20 ноября')
    expect(row).toContain('1 заказ ждёт оплаты')
    expect(row).toContain('1 возражение без ответа')
    expect(row).toContain('Пакет заканчивается 24 ноября')
  })

  it('are read page by page', async () => {
    const { asked } = await open(
      {
        listAccounts: ({ cursor }) => ({
          accounts: [aSummary(cursor === undefined ? {} : { memberId: 'second', portalName: 'Вторая' })],
          nextCursor: cursor === undefined ? 'romashka' : null,
        }),
      },
      { memberId: '' },
    )

    await click(byRole('button', 'Показать ещё'))

    expect(asked().at(-1)).toMatchObject({ name: 'listAccounts', input: { cursor: 'romashka' } })
    expect(wholePage()).toContain('Вторая')
  })

  it('without clients it says what comes; a failure says why', async () => {
    await open({ listAccounts: () => ({ accounts: [], nextCursor: null }) }, { memberId: '' })
    expect(wholePage()).toContain('Балансов клиентов пока нет')
  })

  it('are searched by name and filtered, and where nobody fits it says so', async () => {
    const { asked } = await open(
      { listAccounts: ({ search }) => ({ accounts: search === undefined ? [aSummary()] : [], nextCursor: null }) },
      { memberId: '' },
    )

    await type(byLabel(/Найти клиента/), ' нет такого ')
    await pass(300)
    await settle()

    expect(asked().at(-1)).toMatchObject({ name: 'listAccounts', input: { search: 'нет такого' } })
    expect(wholePage()).toContain('Таких клиентов нет. Измените поиск или отбор.')
    await type(byLabel(/Найти клиента/), '')
    await pass(300)
    await settle()
    expect(asked().at(-1)?.input).toEqual({ limit: 50 })
    expect(textOf(rowOf('Балансы клиентов', 'ООО Ромашка'))).toContain('20 из 30 квантов')
  })

  it('that stand on two pages, because their place has changed, are shown once', async () => {
    await open(
      {
        listAccounts: ({ cursor }) => ({ accounts: [aSummary()], nextCursor: cursor === undefined ? 'next' : null }),
      },
      { memberId: '' },
    )

    await click(byRole('button', 'Показать ещё'))

    expect(rowOf('Балансы клиентов', 'ООО Ромашка')).toBeDefined()
  })

  it('Q4 the orders of all clients that wait for payment stand beside them', async () => {
    const { asked } = await open({}, { memberId: '' })

    await click(choice('Заказы к оплате'))

    expect(asked().find(({ name }) => name === 'listOrders')).toMatchObject({ input: { side: 'desk', status: 'open' } })
    expect(textOf(rowOf('Заказы', 'Абонемент'))).toContain('ООО «Ромашка»')
  })
})

describe("one client's account", () => {
  it('shows who works now, the packages and the status', async () => {
    await open({ readAccount: () => ({ ...account, timers: [aTimer()] }) })

    expect(textOf(rowOf('Сейчас работают', 'Игорь Белов'))).toContain('12:05')
    expect(wholePage()).toContain('Статус 1: Лицензия у вас на год до 1 марта 2027')
  })

  it('Q9 a lead adjusts a package with a reason', async () => {
    const { asked } = await open({ adjustQuanta: () => ({ ...account, left: 18 }) }, { role: 'lead' })

    await click(byRole('button', 'Исправить пакет: Абонемент'))
    await type(byLabel(/На сколько квантов/), '0')
    await click(byRole('button', 'Исправить'))
    expect(wholePage()).toContain('Введите целое число, не ноль.')
    expect(wholePage()).toContain('Напишите причину: клиент её прочитает.')
    await type(byLabel(/На сколько квантов/), '-2')
    await type(byLabel(/Причина/), 'Договорились с клиентом')
    await click(byRole('button', 'Исправить'))

    const sent = asked().find(({ name }) => name === 'adjustQuanta')
    expect(sent?.input).toMatchObject({
      memberId: 'romashka',
      packageId: aPackage().packageId,
      quanta: -2,
      reason: 'Договорились с клиентом',
    })
    expect(wholePage()).toContain('Баланс исправлен.')
  })

  it('Q9 a refusal to take more than is left stays in the dialog', async () => {
    await open({
      adjustQuanta: () => {
        throw new RefusedByServer('balance_too_low')
      },
    })

    await click(byRole('button', 'Исправить пакет: Абонемент'))
    await type(byLabel(/На сколько квантов/), '-99')
    await type(byLabel(/Причина/), 'Проба')
    await click(byRole('button', 'Исправить'))

    expect(textOf(byRole('alert'))).not.toBe('')
    expect(isThere('dialog')).toBe(true)
  })

  it('Q10 a lead answers a dispute and gives quanta back, never more than were taken', async () => {
    const answer = { at: '2026-11-22T09:00:00.000Z', by: 'Анна Ковальчук', text: 'Вы правы', givenBack: 1 }
    const { asked } = await open(
      {
        listIntervals: () => ({ intervals: [anInterval({ dispute: waiting })], nextCursor: null }),
        answerDispute: () => anInterval({ dispute: { ...waiting, answer } }),
      },
      { role: 'lead' },
    )

    await click(byRole('button', 'Ответить на возражение, обращение OP-1042'))
    await type(byLabel(/Ответ клиенту/), 'Вы правы')
    await type(byLabel(/Сколько квантов вернуть/), '3')
    await click(byRole('button', 'Ответить'))
    expect(wholePage()).toContain('Введите целое число от 0 до 2.')
    await type(byLabel(/Сколько квантов вернуть/), '1')
    await click(byRole('button', 'Ответить'))

    expect(asked().at(-1)).toEqual({
      name: 'answerDispute',
      input: { disputeId: waiting.disputeId, text: 'Вы правы', giveBack: 1 },
    })
    expect(wholePage()).toContain('Вернули: 1 квант')
  })

  it('Q4 the owner records a payment by hand, and reads what is missing', async () => {
    const { asked } = await open({
      recordPayment: ({ amount }) => anOrder({ paid: amount }),
    })
    await click(choice('Заказы'))
    await click(byRole('button', 'Записать оплату: ООО «Ромашка», Абонемент, 30 квантов, 5 часов'))
    expect(byLabel(/Сумма, RUB/)).toHaveProperty('value', '15000')

    await click(byRole('button', 'Записать'))
    expect(wholePage()).toContain('Введите номер документа.')
    await type(byLabel(/Номер документа/), '117')
    await type(byLabel(/Сумма, RUB/), '10 000,50')
    await click(byRole('button', 'Записать'))

    expect(asked().find(({ name }) => name === 'recordPayment')?.input).toEqual({
      orderId: anOrder().orderId,
      documentNumber: '117',
      documentDate: '2026-11-22',
      amount: { minor: 1_000_050, currency: 'RUB' },
    })
    expect(wholePage()).toMatch(/Не хватает 4\s999,50\s₽/)
  })

  it('Q1 the owner sets the status with its last day', async () => {
    const { asked } = await open({ setClientStatus: () => offersOf([anOffer()], { clientStatus: 2 }) })

    await click(byRole('button', 'Изменить статус'))
    await click(byRole('radio', /Лицензия у вас на месяц/))
    const until = document.querySelector<HTMLElement>('[role=dialog] input[type=date]')
    if (until !== null) await type(until, '')
    await click(byRole('button', 'Сохранить'))

    const sent = asked().find(({ name }) => name === 'setClientStatus')
    expect(sent?.input).toEqual({ memberId: 'romashka', status: 2, until: null })
    expect(wholePage()).toContain('Статус сохранён.')
  })

  it('an agent reads all of it and changes nothing', async () => {
    await open(
      { listIntervals: () => ({ intervals: [anInterval({ dispute: waiting })], nextCursor: null }) },
      { role: 'agent' },
    )

    expect(wholePage()).toContain('Ждёт ответа руководителя поддержки')
    expect(isThere('button', /Исправить|Ответить|Изменить статус/)).toBe(false)
    await click(choice('Заказы'))
    expect(isThere('button', /Записать оплату|Отменить/)).toBe(false)
  })
})
