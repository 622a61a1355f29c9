import { beforeEach, describe, expect, it, vi } from 'vitest'
import BalancePage from '#app/billing/account/BalancePage.vue'
import PlansPage from '#app/billing/plans/PlansPage.vue'
import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { OffersView } from '#contract/billing/offers.types.ts'
import type { Me } from '#contract/session.ts'
import { connected, ids, meOf } from '../../factories.ts'
import { RefusedByServer } from '../../fakeServer.ts'
import { allByRole, byRole, click, mountInApp, server, settle, signIn, textOf } from '../../harness.ts'
import { addresses, anAccount, anOffer, anOrder, comparisonOf, offersOf } from '../factories.ts'

const inAllLanguages = (text: string) => ({ ru: text, uk: text, en: text })
const rub = (minor: number) => ({ minor, currency: 'RUB' })
const integrator = meOf({ isPortalAdmin: false, client: { role: 'integrator' } })
let router = addresses()
const page = (): string => textOf(document.body)
const afterwards = anOffer({
  planCode: 'usage',
  title: inAllLanguages('По факту'),
  leastQuanta: null,
  valid: null,
  limitQuanta: 60,
  quantumPriceMinor: 70_000,
})
const usageOf = (changes: Partial<NonNullable<OffersView['usage']>> = {}) => ({
  planCode: 'usage',
  limitQuanta: 60,
  owed: 0,
  currency: 'RUB',
  ...changes,
})

beforeEach(() => {
  router = addresses()
  vi.useFakeTimers({
    now: new Date('2026-11-22T09:00:00.000Z'),
    toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
  })
  server
    .on('readSupport', () => connected())
    .on('listLedger', () => ({ entries: [], nextBefore: null }))
    .on('listIntervals', () => ({ intervals: [], nextCursor: null }))
})

async function openPlans(offers: OffersView, me: Me = meOf()) {
  server.on('readOffers', () => offers)
  server.on('comparePlans', () => comparisonOf([]))
  await signIn(me)
  await router.push({ name: 'plans', params: { deskId: ids.desk } })
  mountInApp(PlansPage, { router, props: { deskId: ids.desk } })
  await settle()
}

describe('Q12 choosing a plan that is billed afterwards', () => {
  it('shows its price and limit, asks once more, and says what is so now', async () => {
    server.on('choosePlan', () => offersOf([afterwards], { usage: usageOf() }))
    await openPlans(offersOf([afterwards]))
    expect(page()).toMatch(/Предел к оплате60 квантов, 10 часов, это 42\s000\s₽/)

    await click(byRole('button', 'Перейти на этот тариф'))
    expect(page()).toMatch(/Цена кванта 700\s₽, предел 60 квантов/)
    await click(byRole('button', 'Перейти'))
    await settle()

    expect(server.asked('choosePlan')).toEqual([
      {
        deskId: ids.desk,
        plan: { planCode: 'usage', limitQuanta: 60, quantumPrice: rub(70_000) },
        instead: null,
      },
    ])
    expect(page()).toContain('Вы на тарифе «По факту»')
    expect(allByRole('button', 'Перейти на этот тариф')).toEqual([])
  })

  it('is left when nothing is owed, and says why it cannot be left before', async () => {
    server.on('choosePlan', () => offersOf([afterwards]))
    await openPlans(offersOf([afterwards], { usage: usageOf({ owed: 3 }) }))
    expect(page()).toContain('Сейчас к оплате: 3 кванта')
    expect(allByRole('button', 'Вернуться к пакетам')).toEqual([])

    server.on('readOffers', () => offersOf([afterwards], { usage: usageOf() }))
    await openPlans(offersOf([afterwards], { usage: usageOf() }))
    await click(allByRole('button', 'Вернуться к пакетам').at(-1) ?? byRole('main'))
    await click(byRole('button', 'Вернуться'))
    await settle()

    expect(server.asked('choosePlan')).toMatchObject([{ plan: null, instead: 'usage' }])
  })

  it('another admin was quicker: it says so and shows the terms of now', async () => {
    server.on('choosePlan', () => {
      throw new RefusedByServer('plan_changed')
    })
    await openPlans(offersOf([afterwards]))

    server.on('readOffers', () => offersOf([afterwards], { usage: usageOf({ limitQuanta: 30 }) }))
    await click(byRole('button', 'Перейти на этот тариф'))
    await click(byRole('button', 'Перейти'))
    await settle()

    expect(textOf(byRole('alert'))).toContain('Пока вы смотрели')
    expect(page()).toContain('предел был 30 квантов')
  })

  it('E2 an integrator reads the terms and who decides', async () => {
    await openPlans(offersOf([afterwards]), integrator)

    expect(page()).toContain('Перейти на этот тариф может администратор портала')
    expect(allByRole('button', 'Перейти на этот тариф')).toEqual([])
  })
})

describe('Q12 an order for what is owed', () => {
  const usage = {
    planCode: 'usage',
    planTitle: inAllLanguages('По факту'),
    since: '2026-11-01T09:00:00.000Z',
    quantumPrice: rub(70_000),
  }
  const owing = (toOrder: number, owed = toOrder): AccountView =>
    anAccount({ packages: [], left: 60 - owed, total: 60, owed, limitQuanta: 60, usage: { ...usage, toOrder } })

  async function openBalance(account: AccountView, me: Me = meOf()) {
    server.on('readAccount', () => account)
    server.on('listOrders', () => ({ orders: [anOrder({ validity: null, quanta: 4 })], nextCursor: null }))
    await signIn(me)
    await router.push({ name: 'balance', params: { deskId: ids.desk } })
    mountInApp(BalancePage, { router, props: { deskId: ids.desk } })
    await settle()
    await vi.advanceTimersByTimeAsync(300)
    await settle()
  }

  it('is one for two clicks, at the price that was seen, and stands among the orders', async () => {
    server.on('orderOwed', ({ orderId }) => anOrder({ orderId, validity: null }))
    await openBalance(owing(4))

    const order = byRole('button', /Оформить заказ: 4 кванта, 40 минут, 2\s800\s₽/)
    await Promise.all([click(order), click(order)])
    await settle()

    expect(server.asked('orderOwed')).toMatchObject([
      { account: { side: 'client', deskId: ids.desk }, quanta: 4, total: rub(280_000) },
    ])
    expect(page()).toContain('Заказ оформлен: 4 кванта')
    expect(page()).toContain('Абонемент, за сделанную работу: 4 кванта')
  })

  it('nothing is left to order, or it is ordered already', async () => {
    await openBalance(owing(0, 2))
    expect(page()).toContain('На всё, что к оплате, заказ уже оформлен')
  })

  it('E2 an integrator sees what is owed and reads who orders', async () => {
    await openBalance(owing(4), integrator)

    expect(page()).toContain('Заказ оформляет администратор портала или владелец поддержки')
    expect(allByRole('button', /Оформить заказ/)).toEqual([])
  })
})
