import { describe, expect, it } from 'vitest'
import DeskAccount from '#app/billing/accounts/AccountsPage.vue'
import type { DeskRole } from '#contract/session.ts'
import { aDesk, someone } from '../../deskFactories.ts'
import { RefusedByServer } from '../../fakeServer.ts'
import { byLabel, byRole, click, server, settle, textOf, type } from '../../harness.ts'
import { choice, isThere, openPage, pass, rowOf, wholePage, type Answers } from '../../page.ts'
import { aLevel, aLine, anAccount, anInterval, anOffer, anOrder, aPayment, offersOf } from '../factories.ts'

const account = anAccount({ side: 'desk', memberId: 'romashka', portalName: 'ООО Ромашка' })
const rub = (minor: number) => ({ minor, currency: 'RUB' })
const paid = anOrder({ status: 'paid', paid: rub(1_500_000), payments: [aPayment()] })
const how = { at: '2026-11-22T09:00:00.000Z', by: 'Анна Ковальчук', reason: 'Записали не тот заказ' }
const button = /Отменить запись оплаты № 17/

async function openOrders(answers: Answers, role: DeskRole = 'owner') {
  server.on('readDesk', () => aDesk())
  const page = await openPage(DeskAccount, {
    me: someone(role),
    at: '/accounts/romashka',
    props: { memberId: 'romashka' },
    answers: {
      readAccount: () => account,
      readOffers: () => offersOf([anOffer()]),
      readBurnDown: () => ({ levels: [aLevel()] }),
      listLedger: () => ({ entries: [aLine()], nextBefore: null }),
      listIntervals: () => ({ intervals: [anInterval({ disputableUntil: null })], nextCursor: null }),
      listOrders: () => ({ orders: [paid], nextCursor: null }),
      ...answers,
    },
  })
  await pass(300)
  await settle()
  await click(choice('Заказы'))
  return page
}

describe('Q9 a payment that was recorded by mistake', () => {
  it('is taken back by an owner, who says why and has read what follows', async () => {
    const reopened = anOrder({ status: 'open', payments: [aPayment({ takenBack: how })] })
    let known = paid
    const { asked } = await openOrders({
      takeBackPayment: () => (known = reopened),
      listOrders: () => ({ orders: [known], nextCursor: null }),
    })

    await click(byRole('button', button))
    expect(textOf(byRole('dialog'))).toContain('пакет потеряет все кванты')
    await click(byRole('button', 'Отменить запись'))
    expect(wholePage()).toContain('Напишите причину.')
    await type(byLabel(/Причина/), how.reason)
    await click(byRole('button', 'Отменить запись'))

    expect(asked().find(({ name }) => name === 'takeBackPayment')?.input).toEqual({
      orderId: paid.orderId,
      documentNumber: '17',
      documentDate: '2026-11-21',
      reason: how.reason,
    })
    expect(wholePage()).toContain('Запись оплаты отменена, заказ снова ждёт оплаты.')
    const row = rowOf('Заказы', 'Абонемент')
    expect(textOf(row.querySelector('del') ?? document.body)).toContain('№ 17')
    expect(textOf(row)).toContain(`Анна Ковальчук: ${how.reason}`)
    expect(isThere('button', button)).toBe(false)
  })

  it('that others cover says that only the credit falls', async () => {
    const over = { ...paid, paid: rub(3_000_000), payments: [aPayment(), aPayment({ documentNumber: '18' })] }
    await openOrders({ listOrders: () => ({ orders: [over], nextCursor: null }) })

    await click(byRole('button', button))

    expect(textOf(byRole('dialog'))).toContain('уменьшится только лишнее')
  })

  it('whose quanta are used says how many have to be given back first', async () => {
    await openOrders({
      takeBackPayment: () => {
        throw new RefusedByServer('quanta_used', { used: 2 })
      },
    })

    await click(byRole('button', button))
    await type(byLabel(/Причина/), how.reason)
    await click(byRole('button', 'Отменить запись'))

    expect(textOf(byRole('alert'))).toContain('Сначала верните их корректировкой')
    expect(textOf(byRole('alert'))).toContain('Использовано: 2 кванта, 20 минут.')
    expect(isThere('dialog')).toBe(true)
  })

  it('has no button for a lead', async () => {
    await openOrders({}, 'lead')

    expect(textOf(rowOf('Заказы', 'Абонемент'))).toContain('№ 17')
    expect(isThere('button', button)).toBe(false)
  })
})
