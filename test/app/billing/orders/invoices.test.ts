import { describe, expect, it } from 'vitest'
import InvoiceLine from '#app/billing/orders/InvoiceLine.vue'
import type { OrderView } from '#contract/billing/orders.types.ts'
import type { InvoiceView } from '#contract/billing/crm.types.ts'
import { someone } from '../../deskFactories.ts'
import { isThere, openPage, wholePage } from '../../page.ts'
import { anOrder } from '../factories.ts'

const sent: InvoiceView = { state: 'sent', problem: null, invoiceId: 15, number: '15', hasCompany: true }

const show = (order: Partial<OrderView>, canSend = true) =>
  openPage(InvoiceLine, {
    me: someone('owner'),
    props: { order: anOrder(order), canSend, isBusy: false },
    answers: {},
  })

describe('Q4 the invoice of an order', () => {
  it('stands there with its number and the way to it in CRM', async () => {
    await show({ invoice: sent })

    expect(wholePage()).toContain('Счёт № 15 в CRM ждёт оплаты.')
    expect(isThere('button', 'Открыть счёт № 15 в CRM')).toBe(true)
    expect(isThere('button', /Выставить/)).toBe(false)
  })

  it('without a company says what to do', async () => {
    await show({ invoice: { ...sent, hasCompany: false } })

    expect(wholePage()).toContain('Счёт без компании')
  })

  it('that failed says why, and an owner has it made again', async () => {
    const failed: InvoiceView = { ...sent, state: 'failed', problem: 'refused', invoiceId: null, number: null }
    await show({ invoice: failed, canInvoice: true })

    expect(wholePage()).toContain('CRM не приняла счёт')
    expect(isThere('button', 'Выставить счёт снова')).toBe(true)
  })

  it('is for the client no more than sent', async () => {
    await show({ isInvoiced: true }, false)

    expect(wholePage()).toContain('Счёт выставлен.')
    expect(isThere('button')).toBe(false)
  })

  it('is not spoken of where none is made', async () => {
    await show({}, false)

    expect(wholePage()).toBe('')
  })
})
