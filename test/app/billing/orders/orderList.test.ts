import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import OrderList from '#app/billing/orders/OrderList.vue'
import { useHistoryStore } from '#app/billing/historyStore.ts'
import type { OrderView } from '#contract/billing/orders.types.ts'
import type { Me } from '#contract/session.ts'
import { meOf } from '../../factories.ts'
import { someone, uuid } from '../../deskFactories.ts'
import { RefusedByServer } from '../../fakeServer.ts'
import { allByRole, byLabel, byRole, click, settle, textOf, type } from '../../harness.ts'
import { isThere, openPage, rowOf, wholePage, type Answers } from '../../page.ts'
import { anOrder, aPayment } from '../factories.ts'

const rub = (minor: number) => ({ minor, currency: 'RUB' })
const first = anOrder()
const second = anOrder({ orderId: uuid(21), planTitle: { ru: 'Пакет', uk: 'Пакет', en: 'Pack' }, quanta: 12 })
const text = (): string => wholePage().replaceAll(/\s/g, ' ')
let changes = 0

/** The orders of the account whose page is open, with nothing around them. */
function hostOf(side: 'client' | 'desk') {
  return defineComponent({
    setup() {
      const { orders, show } = useHistoryStore()
      show(side === 'client' ? { side, deskId: null } : { side, memberId: 'romashka' })
      void orders.read()
      const list = { side, isNamed: false, empty: 'Пусто.', onChanged: () => (changes += 1) }
      return () => h(OrderList, { ...list, list: useHistoryStore().orders })
    },
  })
}

async function open(me: Me, answers: Answers = {}) {
  changes = 0
  const side = me.desk === null ? 'client' : 'desk'
  const page = await openPage(hostOf(side), {
    me,
    answers: { listOrders: () => ({ orders: [first, second], nextCursor: null }), ...answers },
  })
  await settle()
  return page
}

const admin = meOf()
const cancelFirst = 'Отменить заказ: Абонемент, 30 квантов, 5 часов'

describe('Q4 the orders of one account', () => {
  it('none yet is said', async () => {
    await open(admin, { listOrders: () => ({ orders: [], nextCursor: null }) })

    expect(wholePage()).toContain('Пусто.')
  })

  it('come page by page', async () => {
    const { asked } = await open(admin, {
      listOrders: ({ cursor }) => ({
        orders: cursor === undefined ? [first] : [second],
        nextCursor: cursor === undefined ? 'more' : null,
      }),
    })
    expect(isThere('button', /^Отменить заказ: Пакет/)).toBe(false)

    await click(byRole('button', 'Показать ещё'))
    await settle()

    expect(asked().at(-1)?.input).toMatchObject({ side: 'client', cursor: 'more' })
    expect(isThere('button', /^Отменить заказ: Пакет/)).toBe(true)
  })

  it('one is cancelled after a question, and stays in its place', async () => {
    const { asked } = await open(admin, {
      cancelOrder: () => ({ ...first, status: 'cancelled', endedAt: first.placedAt }),
    })

    await click(byRole('button', cancelFirst))
    expect(textOf(byRole('dialog'))).toContain('цена больше не будет закреплена')
    await click(byRole('button', 'Оставить'))
    expect(asked().filter(({ name }) => name === 'cancelOrder')).toEqual([])
    await click(byRole('button', cancelFirst))
    await click(byRole('button', 'Отменить заказ'))
    await settle()

    expect(asked().filter(({ name }) => name === 'cancelOrder')).toMatchObject([{ input: { orderId: first.orderId } }])
    expect(textOf(rowOf('Заказы', 'Абонемент'))).toContain('Отменён')
    expect([isThere('dialog'), changes]).toEqual([false, 1])
  })

  it('one that was paid meanwhile is not cancelled, and the dialog says why', async () => {
    await open(admin, {
      cancelOrder: () => {
        throw new RefusedByServer('order_paid')
      },
    })
    await click(byRole('button', cancelFirst))
    await click(byRole('button', 'Отменить заказ'))

    expect(textOf(byRole('alert'))).toContain('Заказ уже оплачен')
    expect([isThere('dialog'), changes]).toEqual([true, 0])
  })

  it('E2 an integrator reads them and changes nothing', async () => {
    await open(meOf({ isPortalAdmin: false, client: { role: 'integrator' } }))

    expect(allByRole('listitem').length).toBeGreaterThanOrEqual(2)
    expect(isThere('button')).toBe(false)
  })

  it('each that waits says how it is paid', async () => {
    const how = { isInvoiced: true, invoiceNumber: '5', payLink: 'https://pay.example/5' }
    await open(admin, { listOrders: () => ({ orders: [{ ...first, ...how }, second], nextCursor: null }) })

    expect(textOf(rowOf('Заказы', 'Абонемент'))).toContain('Счёт № 5 выставлен')
    // It says by itself what follows from its payment.
    expect(textOf(rowOf('Заказы', 'Абонемент'))).not.toContain('когда поддержка запишет оплату')
    expect(textOf(rowOf('Заказы', 'Пакет'))).toContain('когда поддержка запишет оплату')
    expect(byRole('link', 'Оплатить счёт онлайн').getAttribute('href')).toBe('https://pay.example/5')
  })
})

describe('Q4 the owner of the desk', () => {
  const owner = someone('owner')
  const send = async (answers: Answers) => {
    await open(owner, {
      listOrders: () => ({ orders: [{ ...first, canInvoice: true }], nextCursor: null }),
      ...answers,
    })
    await click(byRole('button', 'Выставить счёт'))
    await settle()
  }

  it('has an invoice made, and reads that it is on its way', async () => {
    const waiting = { state: 'waiting', problem: null, invoiceId: null, number: null, hasCompany: false } as const
    await send({ sendInvoice: () => ({ ...first, invoice: waiting }) })

    expect(textOf(byRole('status'))).toBe('Счёт создаётся, его номер появится здесь.')
    expect(textOf(rowOf('Заказы', 'Абонемент'))).toContain('Счёт создаётся в CRM.')
    expect(isThere('button', 'Выставить счёт')).toBe(false)
  })

  it('reads why none is made', async () => {
    await send({
      sendInvoice: () => {
        throw new RefusedByServer('crm_not_granted')
      },
    })

    expect(textOf(byRole('alert'))).toContain('не дал приложению доступ к CRM')
    expect(isThere('button', 'Выставить счёт')).toBe(true)
  })

  it.each<{ status: OrderView['status']; received: number; says: string }>([
    { status: 'open', received: 500_000, says: 'Оплата записана. Не хватает 10 000 ₽: заказ ждёт остаток.' },
    { status: 'paid', received: 1_500_000, says: 'Оплата записана, заказ оплачен.' },
  ])('records a payment and reads what became of it: $says', async ({ status, received, says }) => {
    await open(owner, {
      recordPayment: ({ amount }) => ({ ...first, status, paid: rub(received), payments: [aPayment({ amount })] }),
    })
    await click(byRole('button', /^Записать оплату: .*Абонемент/))
    await type(byLabel(/Номер документа/), '17')
    await click(byRole('button', 'Записать'))
    await settle()

    expect(text()).toContain(says)
    expect(changes).toBe(1)
  })

  it('D1 a lead sees all of it and changes nothing', async () => {
    await open(someone('lead'))

    expect(isThere('button')).toBe(false)
  })

  it('reads whose client has not been given a company yet', async () => {
    const invoice = { state: 'sent', problem: null, invoiceId: 5, number: '5', hasCompany: false } as const
    await open(owner, { listOrders: () => ({ orders: [{ ...first, invoice }], nextCursor: null }) })

    expect(wholePage()).toContain('Счёт без компании')
    expect(isThere('link', 'Оплатить счёт онлайн')).toBe(false)
  })
})
