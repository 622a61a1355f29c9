import { describe, expect, it } from 'vitest'
import PaymentDetailsPanel from '#app/billing/orders/PaymentDetailsPanel.vue'
import type { SetPaymentDetailsInput } from '#contract/billing/orders.types.ts'
import { someone } from '../../deskFactories.ts'
import { RefusedByServer } from '../../fakeServer.ts'
import { byLabel, byRole, click, server, settle, textOf, type } from '../../harness.ts'
import { isThere, openPage, wholePage } from '../../page.ts'

/** What the server has stored; another owner may change it. */
async function open(first: string) {
  const now = { details: first }
  const save = ({ details, instead }: SetPaymentDetailsInput) => {
    if (instead !== now.details) throw new RefusedByServer('payment_details_changed')
    now.details = details
    return { ...now }
  }
  const answers = { readPaymentDetails: () => ({ ...now }), setPaymentDetails: save }
  const page = await openPage(PaymentDetailsPanel, { me: someone('owner'), answers })
  return { ...page, now }
}

async function write(details: string): Promise<void> {
  await type(byLabel(/^Реквизиты/), details)
  await click(byRole('button', 'Сохранить'))
  await settle()
}

describe('Q4 where clients pay', () => {
  it('nothing yet is said plainly, and an owner writes it', async () => {
    const { now } = await open('')
    expect(wholePage()).toContain('клиент не увидит у своего заказа, куда платить')

    await click(byRole('button', 'Изменить реквизиты'))
    await write('ООО «Лад», р/с 4070')

    expect(now.details).toBe('ООО «Лад», р/с 4070')
    expect(wholePage()).toContain('Реквизиты сохранены, клиенты уже видят их.')
    expect(isThere('dialog')).toBe(false)
  })

  it('an empty text takes them away, and says so', async () => {
    await open('ООО «Лад»')
    await click(byRole('button', 'Изменить реквизиты'))
    await write(' ')

    expect(server.asked('setPaymentDetails')).toEqual([{ details: '', instead: 'ООО «Лад»' }])
    expect(wholePage()).toContain('Реквизиты убраны')
  })

  it('what another owner has written meanwhile is shown before it is written over', async () => {
    const { now } = await open('ООО «Лад»')
    await click(byRole('button', 'Изменить реквизиты'))
    now.details = 'ИП Орлова'
    await write('АО «Новое»')

    expect(textOf(byRole('alert'))).toContain('реквизиты изменил другой владелец')
    expect(textOf(byRole('dialog'))).toContain('ИП Орлова')
    expect(byLabel(/^Реквизиты/)).toHaveProperty('value', 'АО «Новое»')
    await click(byRole('button', 'Сохранить'))
    await settle()
    expect(now.details).toBe('АО «Новое»')
  })

  it('a server that does not answer is said, with a way to try again', async () => {
    await openPage(PaymentDetailsPanel, {
      me: someone('owner'),
      answers: {
        readPaymentDetails: () => {
          throw new RefusedByServer('not_allowed')
        },
      },
    })
    expect(isThere('button', 'Изменить реквизиты')).toBe(false)

    server.on('readPaymentDetails', () => ({ details: 'ООО «Лад»' }))
    await click(byRole('button', /Повторить|Попробовать/))
    await settle()

    expect(wholePage()).toContain('ООО «Лад»')
  })
})
