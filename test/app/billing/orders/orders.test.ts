import { beforeEach, describe, expect, test, vi } from 'vitest'
import OrderRow from '#app/billing/orders/OrderRow.vue'
import OwedPanel from '#app/billing/orders/OwedPanel.vue'
import PaymentDialog from '#app/billing/orders/PaymentDialog.vue'
import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { OrderView } from '#contract/billing/orders.types.ts'
import { setLanguage } from '#app/lib/i18n.ts'
import { meOf } from '../../factories.ts'
import { byLabel, byRole, click, mountInApp, mountPage, server, settle, signIn, textOf, type } from '../../harness.ts'
import { isThere } from '../../page.ts'
import { anAccount, anOrder } from '../factories.ts'

const page = (): string => textOf(document.body).replaceAll(/\s/g, ' ')
const rub = (minor: number) => ({ minor, currency: 'RUB' })
const owedOrder = { validity: null } as const

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T09:00:00.000Z'), toFake: ['Date'] })
  await signIn(meOf())
})

describe('Q4 one order', () => {
  const rights = { isNamed: false, canCancel: true, canPay: true, isSending: false }

  async function show(changes: Partial<OrderView>, further: Record<string, unknown> = {}): Promise<void> {
    mountPage(OrderRow, { props: { order: anOrder(changes), side: 'client', ...rights, ...further } })
    await settle()
  }

  test.each<{ status: OrderView['status']; says: string; isOpen: boolean }>([
    { status: 'open', says: 'Ждёт оплаты', isOpen: true },
    { status: 'paid', says: 'Оплачен', isOpen: false },
    { status: 'lapsed', says: 'Не оплачен вовремя', isOpen: false },
    { status: 'cancelled', says: 'Отменён', isOpen: false },
  ])('that is $status says so, and can be paid or cancelled: $isOpen', async ({ status, says, isOpen }) => {
    await show({ status, paid: rub(500_000) })

    expect(page()).toContain(says)
    expect(isThere('button', 'Отменить заказ: Абонемент, 30 квантов, 5 часов')).toBe(isOpen)
    expect(isThere('button', /^Записать оплату/)).toBe(isOpen)
    expect(page().includes('Оплатите до')).toBe(isOpen)
    expect(page().includes('Получено 5 000')).toBe(isOpen)
  })

  test.each([
    { side: 'client', changes: {}, says: 'Пакет начнётся, когда поддержка запишет оплату.' },
    { side: 'client', changes: owedOrder, says: 'за сделанную работу: 30 квантов' },
    { side: 'desk', changes: {}, says: 'Действует до' },
  ])('the $side reads: $says', async ({ side, changes, says }) => {
    await show(changes, { side })

    expect(page()).toContain(says)
    // Work that is done begins no package.
    expect(page().includes('Пакет начнётся')).toBe(side === 'client' && changes !== owedOrder)
  })

  test.each([
    { side: 'client', name: 'Поддержка' },
    { side: 'desk', name: 'ООО «Ромашка»' },
  ])('in a list of many the $side reads whose it is: $name', async ({ side, name }) => {
    await show({ status: 'paid' }, { side, isNamed: true })

    expect(textOf(byRole('listitem')).startsWith(name)).toBe(true)
  })

  test('each payment stands with its document, by whom, and what was too much', async () => {
    const payment = {
      documentNumber: '117',
      documentDate: '2026-11-20',
      recordedAt: '2026-11-21T09:00:00.000Z',
      takenBack: null,
    }
    await show({
      status: 'paid',
      credit: rub(100),
      payments: [
        { ...payment, amount: rub(1_000_000), recordedBy: 'Игорь' },
        { ...payment, documentNumber: '118', amount: rub(500_100), recordedBy: '' },
      ],
    })

    expect(page()).toMatch(/№ 117 от 20 ноября.*: 10 000 ₽, запись: Игорь/)
    expect(page()).toMatch(/Счёт № 118 оплачен 20 ноября.*: 5 001 ₽/)
    expect(page()).toContain('Лишнее: 1 ₽')
  })

  test('who may neither pay nor cancel finds no buttons', async () => {
    await show({}, { canPay: false, canCancel: false })

    expect(isThere('button')).toBe(false)
  })
})

describe('Q4 a payment by hand', () => {
  const done: OrderView[] = []

  async function open(changes: Partial<OrderView> = {}): Promise<void> {
    done.length = 0
    const props = { order: anOrder(changes), open: true, onDone: (order: OrderView) => done.push(order) }
    mountInApp(PaymentDialog, { props })
    await settle()
  }

  test('begins with what is still missing, for today', async () => {
    await open({ paid: rub(500_050) })

    expect(byLabel(/Сумма, RUB/)).toHaveProperty('value', '9999,50')
    expect(document.querySelector('input[type=date]')).toHaveProperty('value', '2026-11-22')
    expect(page()).toContain('Всего 15 000 ₽, ещё не получено 9 999,50 ₽.')
  })

  test.each([
    { language: 'ru', value: '9999,50' },
    { language: 'uk', value: '9999,50' },
    { language: 'en', value: '9999.50' },
  ] as const)('begins as its reader writes amounts: $value in $language', async ({ language, value }) => {
    setLanguage(language)
    await open({ paid: rub(500_050) })

    expect(byLabel(/RUB/)).toHaveProperty('value', value)
  })

  test.each([
    { changes: {}, says: 'пакет начнётся сразу' },
    { changes: owedOrder, says: 'эти кванты больше не будут к оплате' },
  ])('says what happens when all of it is there: $says', async ({ changes, says }) => {
    await open(changes)

    expect(page()).toContain(says)
  })

  test.each([
    ['', null],
    ['0', null],
    ['-5', null],
    ['1,005', null],
    ['сто', null],
    ['0,01', 1],
    ['15 000', 1_500_000],
    ['15000.5', 1_500_050],
  ])('the amount "%s" is %s', async (amount, minor) => {
    server.on('recordPayment', () => anOrder({ status: 'paid' }))
    await open()
    await type(byLabel(/Номер документа/), '117')
    await type(byLabel(/Сумма, RUB/), amount)

    await click(byRole('button', 'Записать'))

    expect(server.asked('recordPayment').map((asked) => asked.amount)).toEqual(minor === null ? [] : [rub(minor)])
    expect(page().includes('Введите сумму больше нуля, не больше 2 знаков')).toBe(minor === null)
  })

  test('without a number is not sent', async () => {
    await open()

    await click(byRole('button', 'Записать'))

    expect(page()).toContain('Введите номер документа.')
    expect(server.asked('recordPayment')).toEqual([])
  })

  test('that was refused stays as it was typed, with the reason; the next try tells the page', async () => {
    server.cut('recordPayment')
    await open()
    await type(byLabel(/Номер документа/), '117')
    await click(byRole('button', 'Записать'))
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')
    expect([byLabel(/Номер документа/), done]).toEqual([expect.objectContaining({ value: '117' }), []])

    server.on('recordPayment', () => anOrder({ status: 'paid' }))
    await click(byRole('button', 'Записать'))

    expect(done.map(({ status }) => status)).toEqual(['paid'])
  })
})

describe('Q12 what has gathered', () => {
  const usage = (toOrder: number): Partial<AccountView> => ({
    owed: toOrder,
    usage: {
      planCode: 'online',
      planTitle: { ru: 'Онлайн', uk: 'Онлайн', en: 'Online' },
      since: '2026-11-01T09:00:00.000Z',
      quantumPrice: rub(50_000),
      toOrder,
    },
  })
  let told = 0

  async function show(changes: Partial<AccountView>, canOrder = true) {
    told = 0
    const props = (account: Partial<AccountView>) => ({
      account: anAccount(account),
      of: { side: 'client', deskId: null },
      canOrder,
      onOrdered: () => (told += 1),
    })
    const shown = mountPage(OwedPanel, { props: props(changes) })
    await settle()
    return async (account: Partial<AccountView>) => {
      await shown.rerender(props(account))
      await settle()
    }
  }
  const order = () => click(byRole('button', /^Оформить заказ/))

  test.each([
    { says: 'nothing without such a plan', changes: {}, text: '' },
    { says: 'that there is nothing', changes: usage(0), text: 'Сейчас заказывать нечего.' },
    { says: 'that it was ordered', changes: { ...usage(0), owed: 3 }, text: 'заказ уже оформлен' },
    { says: 'what it costs', changes: usage(3), text: 'Оформить заказ: 3 кванта, 30 минут, 1 500 ₽' },
  ])('says $says', async ({ changes, text }) => {
    await show(changes)

    expect(text === '' ? page() : page().includes(text)).toBe(text === '' ? '' : true)
  })

  test('is ordered by whoever may, others read who that is', async () => {
    await show(usage(3), false)

    expect(isThere('button')).toBe(false)
    expect(page()).toContain('Заказ оформляет администратор портала')
  })

  test('is ordered as it was seen, and said with its date', async () => {
    server.on('orderOwed', () => anOrder())
    await show(usage(3))

    await order()

    expect(server.asked('orderOwed')[0]).toMatchObject({ quanta: 3, total: rub(150_000) })
    expect(page()).toMatch(/Заказ оформлен: 3 кванта, 30 минут, 1 500 ₽\. Оплатите до 1 декабря/)
    expect(told).toBe(1)
  })

  test('a second try after a lost answer is the same order; another number is another one', async () => {
    server.cut('orderOwed')
    const change = await show(usage(3))
    await order()
    await order()
    await change(usage(4))
    await order()

    const [first, second, third] = server.asked('orderOwed').map(({ orderId }) => orderId)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
    expect(told).toBe(0)
  })

  test('a refusal is said, and the page looks anew at what there is', async () => {
    server.refuse('orderOwed', 'not_allowed')
    await show(usage(3))

    await order()

    expect(textOf(byRole('alert'))).not.toBe('')
    expect(told).toBe(1)
  })
})
