import { describe, expect, it } from 'vitest'
import type { OrderView } from '#contract/billing/orders.types.ts'
import { allByRole, byLabel, byRole, click, goOnline, server, settle, textOf, type } from '../../harness.ts'
import { anOffer, anOrder, offersOf } from '../factories.ts'
import { mountPlans, openPlans } from './plansPage.ts'

const page = (): string => textOf(document.body)

describe('Q3 the page of plans', () => {
  it.each([
    { statusUntil: '2027-03-01T20:59:59.000Z', says: /Ваш статус: Лицензия у вас на год, до 1 марта 2027\s?г\. Квант/ },
    { statusUntil: null, says: /Ваш статус: Лицензия у вас на год\. Квант/ },
  ])('says the status in one sentence with one full stop: $says', async ({ statusUntil, says }) => {
    await openPlans(offersOf([anOffer()], { statusUntil }))

    expect(page()).toMatch(says)
  })

  it('says nothing of a status where a desk has none, and how long an order waits', async () => {
    await openPlans(offersOf([anOffer()], { statusTitle: null, lapseDays: 21 }))

    expect(page()).not.toContain('Ваш статус')
    expect(page()).toContain('Если не оплатить его за 21 день, он закроется сам.')
  })

  it('a plan that is not sold any more gives way to the first of the others', async () => {
    await openPlans()
    const socket = goOnline()
    await click(byRole('radio', 'Пакет обращений'))
    server.on('readOffers', () => offersOf([anOffer()]))
    socket.push({ type: 'changed', what: 'billing' })
    await settle()

    expect(allByRole('radio', 'Пакет обращений')).toEqual([])
    expect(page()).toMatch(/Итого15\s000\s₽/)
  })

  it('a choice begins with its own least number, and forgets what was said of the one before', async () => {
    await openPlans()
    await type(byLabel(/Сколько квантов/), '1')
    await click(byRole('button', 'Оформить заказ'))
    expect(page()).toContain('не меньше 30')
    await click(byRole('radio', 'Пакет обращений'))

    expect(byLabel(/Сколько квантов/)).toHaveProperty('value', '12')
    expect(page()).not.toContain('не меньше 30')
    expect(page()).toMatch(/Итого7\s200\s₽/)
  })

  it('leads to how time is counted and to the balance', async () => {
    const { router } = await openPlans()
    await click(byRole('button', 'Как считается время'))
    await settle()
    expect(router.currentRoute.value.name).toBe('counting')

    await click(byRole('button', 'К балансу'))
    await settle()
    expect(router.currentRoute.value).toMatchObject({ name: 'balance', query: {} })
  })

  it('that cannot be read says why, and is there when it is tried again', async () => {
    server.cut('readOffers')
    await mountPlans()
    expect(textOf(byRole('alert'))).toContain('Нет связи')

    server.on('readOffers', () => offersOf([anOffer()]))
    await click(byRole('button', 'Повторить'))
    await settle()

    expect(page()).toContain('Абонемент')
  })

  it('an order that was refused is tried again as the same, and nothing is confirmed', async () => {
    server.refuse('placeOrder', 'admin_only')
    await openPlans()
    await click(byRole('button', 'Оформить заказ'))
    expect(page()).not.toContain('Заказ оформлен')
    expect(server.asked('readOffers').length).toBeGreaterThan(1)

    server.on('placeOrder', ({ orderId }) => anOrder({ orderId }))
    await click(byRole('button', 'Оформить заказ'))

    const [refused, taken] = server.asked('placeOrder')
    expect(taken?.orderId).toBe(refused?.orderId)
    expect(page()).toContain('Заказ оформлен: Абонемент')
  })
})

describe('Q4 an order', () => {
  it('Q4 what was ordered stands where the form was, in view, with the way to pay; more can be ordered', async () => {
    server.on('placeOrder', ({ orderId }) => anOrder({ orderId, paymentDetails: 'ООО «Лад», р/с 4070' }))
    await openPlans()
    await click(byRole('button', 'Оформить заказ'))

    expect(textOf(document.activeElement)).toMatch(
      /^Заказ оформлен: Абонемент, 30 квантов, 5 часов, 15\s000\s₽\. Оплатите до 1 декабря 2026\s?г\.$/,
    )
    expect(page()).toContain('ООО «Лад», р/с 4070')
    expect(allByRole('button', 'Оформить заказ')).toEqual([])
    await click(byRole('button', 'Заказать ещё'))
    expect(allByRole('button', 'Оформить заказ')).toHaveLength(1)
  })

  it('Q4 an order of the same that waits already is shown instead of a second one', async () => {
    server.on('placeOrder', () => anOrder())
    await openPlans()
    await click(byRole('button', 'Оформить заказ'))

    expect(textOf(document.activeElement)).toContain('Такой заказ уже ждёт оплаты: Абонемент')
    expect(page()).toContain('Второй такой же не оформлен.')
    await click(byRole('radio', 'Пакет обращений'))
    expect(page()).not.toContain('Такой заказ уже ждёт оплаты')
  })

  it('Q4 the order on the page follows what becomes of it: its invoice, its payment, its end', async () => {
    server.on('placeOrder', ({ orderId }) => anOrder({ orderId }))
    await openPlans()
    const socket = goOnline()
    await settle()
    await click(byRole('button', 'Оформить заказ'))
    const [{ orderId } = { orderId: '' }] = server.asked('placeOrder')
    const becomes = async (changes: Partial<OrderView>) => {
      server.on('listOrders', () => ({ orders: [anOrder({ orderId, ...changes })], nextCursor: null }))
      socket.push({ type: 'changed', what: 'billing' })
      await settle()
    }

    await becomes({ isInvoiced: true, invoiceNumber: '15' })
    expect(page()).toContain('Счёт № 15 выставлен.')
    await becomes({ status: 'paid' })
    expect(page()).toContain('Заказ оплачен: Абонемент')
    await becomes({ status: 'cancelled' })
    expect(allByRole('button', 'Оформить заказ')).toHaveLength(1)
  })
})
