import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalOf, moneyOf } from '#server/billing/domain/decimal.ts'
import { judge, rowOf, stageToGive, type InvoiceRead } from '#server/billing/invoices/domain/invoice.ts'
import { beginOrder, evolveOrder, place, type Order } from '#server/billing/orders/domain/order.ts'

const at = new Date('2026-03-02T07:00:00Z')
const later = new Date('2026-03-30T07:00:00Z')
const rub = (minor: number) => ({ minor, currency: 'RUB' })
const quote = { quanta: 12, total: rub(7200_00), validity: { unit: 'days', count: 30 } } as const
const open = beginOrder(place({ at, orderId: 'order', planCode: 'prepaid', quote, lapseDays: 14 }))
const paid: InvoiceRead = { stage: 'success', amount: '7200', currency: 'RUB' }
const after = (type: 'order.paid' | 'order.lapsed' | 'order.cancelled'): Order => evolveOrder(open, { type, at })

it('Q2 an invoice with which an order would get more than any may pays nothing by itself', () => {
  expect(judge(open, { ...paid, amount: '10000000000.00' }, at)).toEqual({ is: 'paying', minor: 1_000_000_000_000 })
  expect(judge(open, { ...paid, amount: '10000000000.01' }, at)).toEqual({ is: 'differs', problem: 'amountDiffers' })
})

describe('Q2 sums as text', () => {
  it.each([
    [rub(7200_00), '7200.00'],
    [rub(5), '0.05'],
    [rub(0), '0.00'],
    [{ minor: 7200, currency: 'JPY' }, '7200'],
    [{ minor: 7200, currency: 'KWD' }, '7.200'],
  ])('%o is written %s', (money, text) => {
    expect(decimalOf(money)).toBe(text)
  })

  it('both directions agree, also for sums that floating point cannot hold', () => {
    const currencies = fc.constantFrom('RUB', 'UAH', 'USD', 'JPY', 'KWD')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), currencies, (minor, currency) => {
        expect(moneyOf(decimalOf({ minor, currency }), currency)).toEqual({ minor, currency })
      }),
    )
  })

  it('a JSON number is read as it is written, and what is no sum of the currency is none', () => {
    expect(moneyOf('7200.5', 'RUB')).toEqual(rub(7200_50))
    expect(moneyOf('0.1', 'RUB')).toEqual(rub(10))
    const wrong = ['7200.505', '-1', '1e3', '', 'много', '99999999999999999']
    expect(wrong.map((text) => moneyOf(text, 'RUB'))).toEqual(wrong.map(() => null))
  })
})

describe('Q4 an invoice', () => {
  it('pays when its stage is one of success, with what it says', () => {
    expect(judge(open, paid, at)).toEqual({ is: 'paying', minor: 7200_00 })
    expect(judge(open, { ...paid, amount: '8000.01' }, at)).toEqual({ is: 'paying', minor: 8000_01 })
    expect(judge(open, { ...paid, stage: 'open' }, at)).toEqual({ is: 'unpaid' })
    expect(judge(open, { ...paid, stage: 'failure' }, at)).toEqual({ is: 'unpaid' })
  })

  it('of less, or in another currency, pays nothing', () => {
    expect(judge(open, { ...paid, amount: '7199.99' }, at)).toEqual({ is: 'differs', problem: 'amountDiffers' })
    expect(judge(open, { ...paid, currency: 'EUR' }, at)).toEqual({ is: 'differs', problem: 'currencyDiffers' })
  })

  it('pays the rest of an order that was paid in part by hand', () => {
    const payment = { documentNumber: '1', documentDate: '2026-03-01', amount: rub(7000_00) }
    const partly = evolveOrder(open, { type: 'order.paymentRecorded', at, payment })

    expect(judge(partly, { ...paid, amount: '200' }, at)).toEqual({ is: 'paying', minor: 200_00 })
    expect(judge(partly, { ...paid, amount: '199' }, at)).toMatchObject({ is: 'differs' })
  })

  it('of an order that is paid adds nothing, of one that is over begins nothing', () => {
    expect(judge(after('order.paid'), paid, at)).toEqual({ is: 'settled' })
    expect(judge(after('order.cancelled'), paid, at)).toEqual({ is: 'tooLate' })
    expect(judge(after('order.lapsed'), paid, at)).toEqual({ is: 'tooLate' })
    expect(judge(open, paid, later)).toEqual({ is: 'tooLate' })
  })

  it('gets the stage that its order has come to, once', () => {
    const isMoved = false
    expect(stageToGive({ ...open, isMoved }, 'open')).toBe(null)
    expect(stageToGive({ ...after('order.paid'), isMoved }, 'open')).toBe('success')
    expect(stageToGive({ ...after('order.cancelled'), isMoved }, 'open')).toBe('failure')
    expect(stageToGive({ ...after('order.cancelled'), isMoved }, 'success')).toBe(null)
    expect(stageToGive({ ...after('order.paid'), isMoved }, 'failure')).toBe(null)
  })

  it('Q9 is moved back from paid where it was moved there, and left where a person has', () => {
    expect(stageToGive({ ...open, isMoved: true }, 'success')).toBe('open')
    expect(stageToGive({ ...after('order.lapsed'), isMoved: true }, 'success')).toBe('failure')
    expect(stageToGive({ ...after('order.paid'), isMoved: true }, 'success')).toBe(null)
    expect(stageToGive({ ...open, isMoved: false }, 'success')).toBe(null)
    expect(stageToGive({ ...open, isMoved: true }, 'failure')).toBe(null)
  })

  it('has quanta by their price, or a package as one piece', () => {
    expect(rowOf(quote)).toEqual({ minor: 600_00, quantity: 12 })
    expect(rowOf({ quanta: 7, total: rub(1000_00) })).toEqual({ minor: 1000_00, quantity: 1 })
  })
})
