import { describe, expect, it } from 'vitest'
import { quantaInWords, quantaMoved, quantaOfTotal, workInWords } from '#contract/billing/texts.ts'
import { invoiceTexts } from '#server/billing/invoices/invoices.texts.ts'

describe('Q3 quanta stand beside their time', () => {
  it.each([
    [30, 10, 'ru', '30 квантов, 5 часов'],
    [1, 10, 'ru', '1 квант, 10 минут'],
    [23, 5, 'uk', '23 кванти, 1 година 55 хвилин'],
    [2, 30, 'en', '2 quanta, 1 hour'],
    [0, 10, 'ru', '0 квантов, 0 минут'],
  ] as const)('%i of %i minutes in %s: %s', (count, minutes, language, words) => {
    expect(quantaInWords(count, minutes, language)).toBe(words)
  })

  it('a package of 50 hours has 50 hours, not two days of 24', () => {
    expect(quantaInWords(300, 10, 'ru')).toBe('300 квантов, 50 часов')
    expect(workInWords(-300, 10, 'en')).toBe('50 hours')
  })

  it('of a quantum that is not known nothing is said of time', () => {
    expect(quantaInWords(3, 0, 'ru')).toBe('3 кванта')
  })

  it('what is left of a package, and what comes and goes', () => {
    expect(quantaOfTotal({ left: 24, total: 30 }, 10, 'ru')).toBe('24 из 30 квантов, 4 часа из 5 часов')
    expect(quantaOfTotal({ left: 1, total: 14 }, 10, 'ru')).toBe('1 из 14 квантов, 10 минут из 2 часов 20 минут')
    expect(quantaMoved(30, 10, 'uk')).toBe('+30 квантів, 5 годин')
    expect(quantaMoved(-2, 10, 'ru')).toBe('−2 кванта, 20 минут')
  })

  it('also on an invoice in CRM', () => {
    const ordered = { plan: 'Абонемент', quanta: 30, quantumMinutes: 10 }

    expect(invoiceTexts.ru.title(ordered)).toBe('Поддержка: Абонемент, 30 квантов, 5 часов')
    expect(invoiceTexts.ru.row({ ...ordered, quanta: 1 })).toBe('Абонемент, 1 квант, 10 минут')
  })
})
