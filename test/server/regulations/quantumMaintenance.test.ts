import { describe, expect, it } from 'vitest'
import { calendarOf } from '#server/regulations/domain/document.ts'
import { offerTo } from '#server/regulations/domain/prices.ts'
import { targetOf } from '#server/regulations/domain/targets.ts'
import { quantumMaintenance as regulation } from '#server/regulations/presets/quantumMaintenance.ts'

/* Facts of quantum-maintenance.ru.txt, written down by hand; the heading of the passage stands above each group. */

describe('quantum-maintenance: "Общие положения"', () => {
  it('workdays from 9:00 to 18:00; the zone is ours', () => {
    const { timeZone, weekly } = calendarOf(regulation, 'office')
    const day = [['09:00', '18:00']]

    expect(regulation.people).toEqual({ by: 'everybody', calendar: 'office' })
    expect(timeZone).toBe('Europe/Moscow')
    expect(weekly).toEqual({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] })
  })

  it('time is counted in unbroken intervals of 10 minutes, rounded up to whole quanta', () => {
    expect(regulation.work).toMatchObject({ quantumMinutes: 10, rounding: 'interval', leastQuantaPerTicket: 0 })
  })

  it('packages are paid in advance', () => {
    expect(regulation.plans.map(({ sold }) => sold.by)).toEqual(['quantum', 'quantum', 'quantum', 'quantum'])
  })

  it('consulting and set-up that needs no agreed specification', () => {
    const [area] = regulation.scope.areas

    expect(area?.included.map(({ en }) => en)).toEqual(['Consulting', 'Set-up that needs no agreed specification'])
    expect(area?.excluded.map(({ en }) => en)).toEqual(['Work by an agreed specification'])
  })

  it('a cloud portal writes in its own chat, any other in exactly one of three messengers', () => {
    expect(regulation.channels.cloud).toEqual({ official: ['app'], chooseOne: null })
    expect(regulation.channels.box).toEqual({
      official: [],
      chooseOne: { from: ['whatsapp', 'telegram', 'max'], until: 'app' },
    })
  })

  it('names no phone for talking and asks nobody who they are', () => {
    expect(regulation.channels.talkingOnly).toEqual([])
    expect(regulation.identification).toBeNull()
  })

  it('work is done by remote desktop, and a timer counts it', () => {
    expect(regulation.scope.general.included.map(({ en }) => en)).toEqual([
      'Work is done by remote desktop, and a timer counts the time',
    ])
  })
})

describe('quantum-maintenance: "СТАТУСЫ КЛИЕНТА"', () => {
  it('three: a year through the company, a month through it, not through it', () => {
    expect(regulation.clientStatuses.map(({ status, title }) => [status, title.en])).toEqual([
      [1, 'Licence through us for a year'],
      [2, 'Licence through us for a month'],
      [3, 'Licence not through us'],
    ])
  })

  it('Q1 the first two last till the licence ends, then the third holds', () => {
    expect(regulation.clientStatuses.map(({ afterLicenceEnds }) => afterLicenceEnds)).toEqual([3, 3, null])
  })
})

describe('quantum-maintenance: "ТАРИФНЫЕ ПЛАНЫ: УСЛОВИЯ"', () => {
  it.each([
    // Тарифный план, время реакции в часах, минимальная ставка в квантах, срок действия в днях.
    [0, 'Абонемент технической поддержки', 1, 30, 90],
    [1, 'Предоплаченный пакет обращений', 2, 12, 30],
    [2, 'Скорая помощь', 0.5, 30, 90],
    [3, 'Сопровождение онлайн', 0.5, 12, 30],
  ])('%i %s', (index, name, hours, leastQuanta, days) => {
    const plan = regulation.plans[index]
    const traits = { category: 'incident', priority: 'low', plan: plan?.code ?? '', coupon: false } as const

    expect(plan?.title.ru).toBe(name)
    expect(plan?.sold).toMatchObject({ leastQuanta, valid: { unit: 'days', count: days } })
    expect(targetOf(regulation, 'firstReaction', traits)?.within).toEqual({
      by: 'time',
      minutes: hours * 60,
      calendar: 'office',
    })
  })

  it('a reaction is all that is promised', () => {
    expect(regulation.targets.map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'firstReaction'))
  })
})

describe('quantum-maintenance: "ТАРИФНЫЕ ПЛАНЫ: СТОИМОСТЬ"', () => {
  it.each([
    // План, статус, цена кванта и минимальная ставка в рублях.
    [0, 1, 500, 15_000],
    [0, 2, 550, 16_500],
    [0, 3, 600, 18_000],
    [1, 1, 600, 7_200],
    [1, 2, 660, 7_920],
    [1, 3, 720, 8_640],
    [2, 1, 750, 22_500],
    [2, 2, 825, 24_750],
    [2, 3, 900, 27_000],
    [3, 1, 1000, 12_000],
    [3, 2, 1100, 13_200],
    [3, 3, 1200, 14_400],
  ])('plan %i, status %i: %i a quantum, %i at least', (index, status, quantum, least) => {
    const plan = regulation.plans[index]
    const offer = plan === undefined ? null : offerTo(plan, status)

    expect(offer).toMatchObject({ currency: 'RUB', quantumPriceMinor: quantum * 100 })
    expect((offer?.leastQuanta ?? 0) * quantum).toBe(least)
  })
})
