import { beforeEach, describe, expect, it, vi } from 'vitest'
import BalancePage from '#app/billing/account/BalancePage.vue'
import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { Me } from '#contract/session.ts'
import { connected, ids, meOf } from '../../factories.ts'
import {
  allByRole,
  byLabel,
  byRole,
  click,
  goOnline,
  mountInApp,
  RefusedByServer,
  server,
  settle,
  signIn,
  textOf,
  type,
} from '../../harness.ts'
import { addresses, aLevel, aLine, anAccount, anInterval, anOrder, aPackage } from '../factories.ts'
import { choice } from '../../page.ts'

let router = addresses()
const page = (): string => textOf(document.body)

async function open(account: AccountView = anAccount(), me: Me = meOf()) {
  server.on('readAccount', () => account)
  await signIn(me)
  await router.push({ name: 'balance', params: { deskId: ids.desk } })
  mountInApp(BalancePage, { router, props: { deskId: ids.desk } })
  await settle()
  await vi.advanceTimersByTimeAsync(300)
  await settle()
}

beforeEach(() => {
  router = addresses()
  vi.useFakeTimers({
    now: new Date('2026-11-22T09:00:00.000Z'),
    toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
  })
  server
    .on('readSupport', () => connected())
    .on('readBurnDown', () => ({ levels: [aLevel()] }))
    .on('listLedger', () => ({ entries: [aLine()], nextBefore: null }))
    .on('listIntervals', () => ({ intervals: [anInterval()], nextCursor: null }))
    .on('listOrders', () => ({ orders: [anOrder()], nextCursor: null }))
})

describe('D2 the balance', () => {
  it('says how much is left and until which day, with a picture and the same as a table', async () => {
    await open()

    expect(page()).toContain('Осталось20из 30 квантов')
    expect(page()).toContain('За последние 30 дней ушло 10 квантов')
    expect(page()).toContain('последний квант уйдёт 21 января 2027')
    expect(document.querySelector('svg[role=img]')?.getAttribute('aria-label')).toContain('сейчас 20 квантов')
    expect(allByRole('row').length).toBeGreaterThan(2)
  })

  it('Q8 says what would be left unused when the package ends', async () => {
    await open(anAccount({ takenIn30Days: 0 }))
    expect(page()).toContain('Последний пакет закончится 30 января 2027')
  })

  it('a package tells its plan, its days and what is left of it, and when it ends soon', async () => {
    const soon = aPackage({
      packageId: ids.ticket,
      planTitle: null,
      planCode: 'old',
      endsAt: '2026-11-25T09:00:00.000Z',
    })
    await open(anAccount({ packages: [aPackage(), soon] }))

    const packages = textOf(byRole('list', 'Пакеты'))
    expect(packages).toContain('Абонемент1 ноября 2026 г. – 30 января 2027 г.осталось 20 из 30')
    expect(packages).toContain('Тариф «old»')
    expect(packages).toContain('Скоро закончится')
  })

  it('Q7 says since when service waits for payment, and the way on', async () => {
    await open(anAccount({ left: 0, packages: [], interruptedSince: '2026-11-21T09:00:00.000Z' }))

    expect(page()).toContain('Работа приостановлена')
    await click(byRole('button', 'Выбрать тариф'))
    await settle()
    expect(router.currentRoute.value).toMatchObject({ name: 'plans', params: { deskId: ids.desk } })
  })

  it('Q12 under a plan that is billed afterwards it says what is owed, and of what', async () => {
    await open(anAccount({ packages: [], left: 46, total: 50, owed: 4, limitQuanta: 50 }))

    expect(page()).toContain('К оплате4предел 50')
    expect(document.querySelector('svg[role=img]')).toBeNull()
  })

  it('where nothing was bought yet it says what comes, with the orders there are', async () => {
    await open(anAccount({ entries: 0, left: 0, total: 0, packages: [] }))

    expect(page()).toContain('Здесь пока ничего не куплено')
    expect(page()).toContain('Оплатите до 1 декабря 2026')
  })

  it('a failure says why and is tried again; what is known stays when a later read fails', async () => {
    server.cut('readAccount')
    await signIn(meOf())
    mountInApp(BalancePage, { router, props: { deskId: ids.desk } })
    await settle()
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')

    server.on('readAccount', () => anAccount())
    await click(byRole('button', 'Повторить'))
    expect(page()).toContain('Осталось20')

    server.cut('readAccount')
    goOnline().push({ type: 'changed', what: 'billing' })
    await settle()
    expect(page()).toContain('показываем прежнее')
    expect(page()).toContain('Осталось20')
  })

  it('is read anew when it changed', async () => {
    await open()
    server.on('readAccount', () => anAccount({ left: 7 }))

    goOnline().push({ type: 'changed', what: 'billing' })
    await settle()

    expect(page()).toContain('Осталось7')
  })
})

describe('D2 the picture of the balance', () => {
  const pathOf = (): string => document.querySelector('svg[role=img] path')?.getAttribute('d') ?? ''

  it('is drawn from what the server tells of the last 30 days, and read again when the account changed', async () => {
    const later = aLevel({ at: '2026-11-10T09:00:00.000Z', balance: 25 })
    server.on('readBurnDown', () => ({ levels: [aLevel(), later] }))
    await open()
    expect(allByRole('row').slice(1, 4).map(textOf)).toEqual([
      expect.stringMatching(/^1 ноября.*30было$/),
      expect.stringMatching(/^10 ноября.*25было$/),
      expect.stringMatching(/20было$/),
    ])
    expect(server.asked('readBurnDown')).toEqual([{ account: { side: 'client', deskId: ids.desk } }])
    const before = pathOf()

    server.on('readAccount', () => anAccount())
    server.on('readBurnDown', () => ({ levels: [aLevel(), { ...later, isStep: false }] }))
    goOnline().push({ type: 'changed', what: 'billing' })
    await settle()
    await vi.advanceTimersByTimeAsync(300)
    await settle()

    expect(pathOf()).not.toBe(before)
  })

  it('that cannot be read says why beside the rest of the page, and is tried again', async () => {
    server.cut('readBurnDown')
    await open()
    expect(page()).toContain('Осталось20')
    expect(document.querySelector('svg[role=img]')).toBeNull()
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')

    server.on('readBurnDown', () => ({ levels: [aLevel()] }))
    await click(byRole('button', 'Повторить'))

    expect(pathOf()).toMatch(/^M0 0/)
    expect(allByRole('alert')).toEqual([])
  })

  it('Q12 is not asked for where nothing is bought beforehand', async () => {
    await open(anAccount({ packages: [], left: 46, total: 50, owed: 4, limitQuanta: 50 }))

    expect(server.asked('readBurnDown')).toEqual([])
  })
})

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
    const bought = aLine({ number: 1, kind: 'purchase', quanta: 30, balance: 30, ticketNumber: null })
    const adjusted = aLine({ number: 10, kind: 'adjust', quanta: 2, reason: 'Ошиблись', byName: 'Пётр Лебедев' })
    server.on('listLedger', ({ before }) =>
      before === undefined
        ? { entries: [aLine(), adjusted], nextBefore: 10 }
        : { entries: [{ ...bought, price: { minor: 1_500_000, currency: 'RUB' } }], nextBefore: null },
    )
    await open()
    await click(choice('Движения'))

    expect(textOf(byRole('list', 'Движения'))).toContain('Причина: Ошиблись')
    await click(byRole('button', 'Показать ещё'))

    expect(server.asked('listLedger').at(-1)).toMatchObject({ before: 10 })
    expect(textOf(byRole('list', 'Движения'))).toMatch(/−1остаток 20.*\+2.*15\s000\s₽.*\+30остаток 30/)
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
    await click(byRole('button', 'Отменить заказ: Абонемент, 30 квантов'))
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

    await click(byRole('button', 'Отменить заказ: Абонемент, 30 квантов'))
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
