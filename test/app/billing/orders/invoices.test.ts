import { describe, expect, it } from 'vitest'
import InvoiceLine from '#app/billing/orders/InvoiceLine.vue'
import WayToPay from '#app/billing/orders/WayToPay.vue'
import type { OrderView } from '#contract/billing/orders.types.ts'
import type { InvoiceView } from '#contract/billing/crm.types.ts'
import { byRole } from '../../harness.ts'
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

  it('that is still paid in CRM after its payment was taken back says what to do', async () => {
    await show({ invoice: { ...sent, state: 'paid', problem: 'stillPaid' } })

    expect(wholePage()).toContain('в CRM счёт № 15 ещё отмечен оплаченным')
    expect(isThere('button', 'Открыть счёт № 15 в CRM')).toBe(true)
  })

  it('is not spoken of where none is made', async () => {
    await show({}, false)

    expect(wholePage()).toBe('')
  })
})

describe('Q4 how the client pays', () => {
  const open = (order: Partial<OrderView>) =>
    openPage(WayToPay, { me: someone('owner'), props: { order: anOrder(order) }, answers: {} })
  const invoiced = { isInvoiced: true, invoiceNumber: '15' }

  it('an invoice stands there with its number, its address opens beside Bitrix24, and with what follows', async () => {
    await open({ ...invoiced, payLink: 'https://b24-firm.bitrix24.site/pay/?orderId=1' })

    expect(wholePage()).toContain('Счёт № 15 выставлен. Когда он будет оплачен, пакет начнётся сам.')
    const link = byRole('link', 'Оплатить счёт онлайн')
    expect(link.getAttribute('href')).toBe('https://b24-firm.bitrix24.site/pay/?orderId=1')
    expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer'])
  })

  it('an invoice for work that is done begins no package', async () => {
    await open({ ...invoiced, validity: null })

    expect(wholePage()).toContain('этих квантов к оплате больше не будет')
    expect(isThere('link')).toBe(false)
  })

  it('the desk’s details stand as they were written, line by line', async () => {
    await open({ paymentDetails: 'ООО «Лад»\nр/с 4070' })

    expect(document.querySelector('.whitespace-pre-line')?.textContent).toBe('ООО «Лад»\nр/с 4070')
    expect(wholePage()).not.toContain('Спросите')
  })

  it('without both it says whom to ask', async () => {
    await open({})

    expect(wholePage()).toContain('Спросите у поддержки Поддержка, как оплатить.')
  })

  it.each(['paid', 'lapsed', 'cancelled'] as const)('nothing is said of an order that is %s', async (status) => {
    await open({ status, paymentDetails: 'ООО «Лад»' })

    expect(wholePage()).toBe('')
  })
})
