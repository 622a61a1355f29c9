import { beforeEach, describe, expect, it, vi } from 'vitest'
import CountingPage from '#app/billing/plans/CountingPage.vue'
import PlanComparison from '#app/billing/plans/PlanComparison.vue'
import type { Comparison } from '#contract/billing/comparison.types.ts'
import { ids, meOf } from '../../factories.ts'
import { allByRole, byRole, click, mountInApp, server, settle, signIn, textOf, type } from '../../harness.ts'
import { aComparedPlan, aCounting, addresses, anOffer, comparisonOf, offersOf } from '../factories.ts'

const inAllLanguages = (text: string) => ({ ru: text, uk: text, en: text })
const page = (): string => textOf(document.body)
const dear = aComparedPlan({
  planCode: 'online',
  title: inAllLanguages('Онлайн'),
  cost: { minor: 3_000_000, currency: 'RUB' },
  packages: 3,
  quantaExpired: 6,
  quantaLeft: 16,
  reactions: { kept: 5, missed: 3, open: 1, none: 0 },
})

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T09:00:00.000Z'), toFake: ['Date'] })
})

async function open(comparison: Comparison) {
  server.on('comparePlans', () => comparison)
  await signIn(meOf())
  mountInApp(PlanComparison, { props: { offers: offersOf([anOffer()]) } })
  await settle()
}

describe('Q3 plans compared by real work', () => {
  it('costs, quanta and first answers stand beside each other, as bars and as a table', async () => {
    await open(comparisonOf([aComparedPlan(), dear]))

    expect(server.asked('comparePlans')).toEqual([
      { account: { side: 'client', deskId: ids.desk }, work: { by: 'past', days: 90 }, currency: 'RUB' },
    ])
    expect(page()).toContain('12 запусков таймера, 9 обращений')
    expect(page()).toMatch(
      /Абонемент15\s000\s₽1 пакет \(1 × 30 квантов, 5 часов\)Использовано: 14 квантов, 2 часа 20 минутНе использовано: 16 квантов, 2 часа 40 минут/,
    )
    expect(page()).toContain('Не использовано: 22 кванта, 3 часа 40 минут (сгорело: 6, ещё действует: 16)')
    expect(page()).toContain('Первый ответ в срок: 5, с опозданием: 3, ещё ждут: 1')
    expect(allByRole('row').map(textOf)).toContainEqual(expect.stringMatching(/30\s000\s₽/))
    expect(page()).not.toMatch(/выгод|эконом|лучш|скидк/i)
  })

  it('another period is asked for', async () => {
    await open(comparisonOf([aComparedPlan()]))

    await click(byRole('radio', '30 дней'))
    await settle()

    expect(server.asked('comparePlans').at(-1)).toMatchObject({ work: { by: 'past', days: 30 } })
  })

  it('without a past the slider says how much, and it is spread evenly', async () => {
    await open(comparisonOf([aComparedPlan()], { intervals: 0, tickets: 0 }))
    expect(page()).toContain('специалисты у вас не работали')

    server.on('comparePlans', () => comparisonOf([aComparedPlan({ reactions: null })], { intervals: 0, tickets: 0 }))
    await click(byRole('radio', 'Задать самому'))
    await settle()

    const slider = byRole('slider', 'Квантов в месяц')
    expect(slider.getAttribute('aria-valuetext')).toContain('В месяц: 20 квантов, 3 часа 20 минут')
    await type(slider, '21')
    await vi.waitFor(() => {
      expect(server.asked('comparePlans').at(-1)).toMatchObject({ work: { by: 'monthly', quanta: 21 } })
    })
  })

  it('says when only the latest work was counted, and what to do when nothing came', async () => {
    await open(comparisonOf([aComparedPlan()], { areTicketsCut: true }))
    expect(page()).toContain('посчитаны только последние')
  })

  it('a lost connection is said, and it can be tried again', async () => {
    server.cut('comparePlans')
    await signIn(meOf())
    mountInApp(PlanComparison, { props: { offers: offersOf([anOffer()]) } })
    await settle()
    expect(textOf(byRole('alert'))).toContain('Нет связи')

    server.on('comparePlans', () => comparisonOf([aComparedPlan()]))
    await click(byRole('button', 'Повторить'))
    await settle()

    expect(page()).toContain('Абонемент')
  })
})

describe('Q12 how time is counted', () => {
  async function openCounting(changes: Parameters<typeof aCounting>[0] = {}) {
    const plans = [
      anOffer(),
      anOffer({ planCode: 'usage', title: inAllLanguages('По факту'), valid: null, limitQuanta: 60 }),
    ]
    server.on('readOffers', () => offersOf(plans, { counting: aCounting(changes) }))
    await signIn(meOf())
    const router = addresses()
    await router.push({ name: 'counting', params: { deskId: ids.desk } })
    mountInApp(CountingPage, { router, props: { deskId: ids.desk } })
    await settle()
    return router
  }

  it('says the rules, what happens at the end, and shows what the server has counted', async () => {
    const router = await openCounting()

    expect(page()).toContain('Квант10 минут работы')
    expect(page()).toContain('Каждый запуск таймера считается отдельно')
    expect(page()).toContain('Пакет действует 90 дней после оплаты, остаток сгорает')
    expect(page()).toContain('предел 60 квантов, 10 часов')
    expect(page()).toContain('10:00первое12 минут2 кванта, 20 минут')
    expect(page()).toContain('Работы: 16 минут. Списано: 4 кванта, 40 минут')
    await click(byRole('button', 'К тарифам'))
    await settle()
    expect(router.currentRoute.value.name).toBe('plans')
  })

  it.each([
    ['ticket', 'по одному обращению складывается'],
    ['day', 'День считается по московскому времени'],
  ] as const)('rounding per %s', async (rounding, words) => {
    await openCounting({ rounding, leastQuantaPerTicket: 3, stopsAtDayEnd: false })

    expect(page()).toContain(words)
    expect(page()).toContain('не меньше: 3 кванта, 30 минут')
    expect(page()).not.toContain('В конце рабочего дня')
  })
})
