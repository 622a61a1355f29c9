import { describe, expect, it } from 'vitest'
import { ids, meOf, withinHours } from '../../factories.ts'
import { RefusedByServer } from '../../fakeServer.ts'
import { allByRole, byLabel, byRole, click, server, settle, textOf, type } from '../../harness.ts'
import { anOffer, anOrder, offersOf } from '../factories.ts'
import { openPlans, pack } from './plansPage.ts'

const inAllLanguages = (text: string) => ({ ru: text, uk: text, en: text })
const page = (): string => textOf(document.body)
const bySize = anOffer({
  planCode: 'sizes',
  title: inAllLanguages('Часы'),
  leastQuanta: null,
  quantumPriceMinor: null,
  valid: { unit: 'months', count: 3 },
  sizes: [
    { quanta: 6, priceMinor: 250_000 },
    { quanta: 30, priceMinor: 1_000_000 },
  ],
  reactions: [withinHours(null)],
})

describe('Q3 choosing a plan', () => {
  it('shows all plans side by side for the own status, prices as prices', async () => {
    await openPlans()

    expect(page()).toContain('Ваш статус: Лицензия у вас на год, до')
    expect(allByRole('radio', /Абонемент|Пакет/).map((radio) => radio.getAttribute('aria-label'))).toEqual([
      'Абонемент',
      'Пакет обращений',
    ])
    expect(page()).toMatch(
      /Первый ответ1 час рабочего времениЦена кванта500\s₽Наименьший пакет30 квантов, 5 часовДействует после оплаты90 дней/,
    )
    expect(page()).not.toMatch(/скидк|акци|выгод/i)
  })

  it('counts the total, and orders for what was seen', async () => {
    server.on('placeOrder', ({ orderId }) => anOrder({ orderId }))
    const { router } = await openPlans()
    expect(page()).toMatch(/Итого15\s000\s₽/)

    await type(byLabel(/Сколько квантов/), '40')
    expect(page()).toMatch(/Итого20\s000\s₽/)
    await Promise.all([click(byRole('button', 'Оформить заказ')), click(byRole('button', 'Оформить заказ'))])

    expect(server.asked('placeOrder')).toMatchObject([
      { deskId: ids.desk, planCode: 'subscription', quanta: 40, total: { minor: 2_000_000, currency: 'RUB' } },
    ])
    expect(page()).toContain('Заказ оформлен: Абонемент')
    await click(byRole('button', 'К заказам'))
    await settle()
    expect(router.currentRoute.value).toMatchObject({ name: 'balance', query: { part: 'orders' } })
  })

  it.each(['29', '0', '1.5', 'много', '100001', ''])(
    '%j quanta are not ordered, and it says how many are sold',
    async (typed) => {
      await openPlans()

      await type(byLabel(/Сколько квантов/), typed)
      await click(byRole('button', 'Оформить заказ'))

      expect(page()).toContain('не меньше 30 и не больше 100000')
      expect(server.asked('placeOrder')).toEqual([])
    },
  )

  it('an order without an answer is sent again as the same, another choice is another order', async () => {
    server.cut('placeOrder')
    await openPlans()

    await click(byRole('button', 'Оформить заказ'))
    expect(textOf(byRole('alert'))).toContain('Нет связи')
    await click(byRole('button', 'Оформить заказ'))
    await click(byRole('radio', 'Пакет обращений'))
    await click(byRole('button', 'Оформить заказ'))

    const [first, second, third] = server.asked('placeOrder')
    expect(second?.orderId).toBe(first?.orderId)
    expect(third?.orderId).not.toBe(first?.orderId)
    expect(third).toMatchObject({ planCode: 'pack', quanta: 12 })
  })

  it('Q4 a price that has changed is shown anew before anything is ordered', async () => {
    server.on('placeOrder', () => {
      throw new RefusedByServer('price_changed')
    })
    await openPlans()

    server.on('readOffers', () => offersOf([anOffer({ quantumPriceMinor: 60_000 }), pack]))
    await click(byRole('button', 'Оформить заказ'))

    expect(textOf(byRole('alert'))).toContain('цена изменилась')
    expect(page()).toMatch(/Итого18\s000\s₽/)
  })

  it('E2 an integrator sees prices and reads who orders', async () => {
    await openPlans(offersOf([anOffer()]), meOf({ isPortalAdmin: false, client: { role: 'integrator' } }))

    expect(page()).toContain('Оформить заказ может администратор портала')
    expect(allByRole('button', 'Оформить заказ')).toEqual([])
  })
})

describe('Q12 other ways to sell are explained', () => {
  it('packages of fixed sizes', async () => {
    server.on('placeOrder', () => anOrder())
    await openPlans(offersOf([bySize]))
    expect(page()).toContain('Продаётся пакетами')
    expect(page()).toContain('3 месяца')
    expect(page()).toContain('срок не обещан')

    await click(byRole('radio', /30 квантов/))
    await click(byRole('button', 'Оформить заказ'))

    expect(server.asked('placeOrder')).toMatchObject([{ quanta: 30, total: { minor: 1_000_000 } }])
  })

  it('a reaction by priority and channels of its own', async () => {
    const urgent = { code: 'critical' as const, title: { ru: 'Срочно', uk: 'Терміново', en: 'Urgent' } }
    const usual = { code: 'low' as const, title: { ru: 'Обычно', uk: 'Звичайно', en: 'Usual' } }
    const reactions = [
      { ...withinHours(1), priorities: [urgent] },
      { ...withinHours(4), priorities: [usual] },
    ]
    const channels = { cloud: ['app' as const, 'phone' as const], box: ['phone' as const] }
    await openPlans(offersOf([anOffer({ reactions, channels })]))

    expect(page()).toContain('Первый ответ, приоритет: Срочно1 час рабочего времени')
    expect(page()).toContain('Куда писать, облакообращения в Битрикс24, телефон')
    expect(page()).toContain('Куда писать, коробкателефон')
  })

  it('several currencies: prices are asked for in the chosen one', async () => {
    await openPlans(offersOf([anOffer()], { currencies: ['RUB', 'EUR'], currency: 'RUB' }))

    await click(byRole('radio', 'EUR'))
    await settle()

    expect(server.asked('readOffers').at(-1)).toMatchObject({ currency: 'EUR' })
  })

  it('a desk that takes no orders here', async () => {
    await openPlans(offersOf([anOffer()], { lapseDays: null }))

    expect(page()).toContain('Здесь заказы не оформляют')
  })

  it('a desk without plans', async () => {
    await openPlans(offersOf([]))

    expect(page()).toContain('Тарифов здесь нет')
  })
})
