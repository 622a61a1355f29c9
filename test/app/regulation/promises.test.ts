import { describe, expect, test } from 'vitest'
import { usePromiseTexts } from '#app/regulation/usePromiseTexts.ts'
import { useReactionTexts } from '#app/regulation/useReactionTexts.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Target } from '#contract/regulations/promises.types.ts'
import type { VersionView } from '#contract/regulations/types.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { allByRole, byRole, click, server, settle, textOf } from '../harness.ts'
import { isThere, wholePage } from '../page.ts'
import { aComing, aView, open, outlooksOf, since } from './regulationScene.ts'

const [calendar = ''] = Object.keys(quantumMaintenance.calendars)
const [plan] = quantumMaintenance.plans
if (plan === undefined) throw new Error('a preset without plans')
const minutes = (count: number): Target['within'] => ({ by: 'time', minutes: count, calendar })
const endOfDay = (nextDayAfter: string | null): Target['within'] => ({ by: 'endOfDay', nextDayAfter, calendar })

function aTarget(within: Target['within'], changes: Partial<Target> = {}): Target {
  return { kind: 'firstReaction', categories: null, priorities: null, plans: null, coupon: false, within, ...changes }
}

const withTargets = (...targets: Target[]): Regulation => ({ ...quantumMaintenance, targets })

describe('S3 the first answer that a plan promises', () => {
  const said = (...targets: Target[]) =>
    useReactionTexts()(promisedReactions(withTargets(...targets), plan.code)).map(
      ({ name, value }) => `${name}: ${value}`,
    )

  test.each<{ targets: Target[]; says: string[] }>([
    { targets: [], says: ['Первый ответ: срок не обещан'] },
    { targets: [aTarget(minutes(60))], says: ['Первый ответ: 1 час рабочего времени'] },
    // The first row that fits counts, here and for the clock.
    { targets: [aTarget(minutes(60)), aTarget(minutes(15))], says: ['Первый ответ: 1 час рабочего времени'] },
    { targets: [aTarget(minutes(60), { plans: ['another'] })], says: ['Первый ответ: срок не обещан'] },
    { targets: [aTarget(minutes(60), { coupon: true })], says: ['Первый ответ: срок не обещан'] },
    {
      targets: [aTarget(minutes(15), { priorities: ['critical'] }), aTarget(endOfDay(null), { plans: [plan.code] })],
      says: [
        'Первый ответ, приоритет: Критический: 15 минут рабочего времени',
        'Первый ответ, приоритет: Высокий, Средний, Низкий: до конца дня поступления',
      ],
    },
    {
      targets: [aTarget(endOfDay('20:00'), { categories: ['incident'], priorities: ['low'] })],
      says: [
        'Первый ответ: Инцидент, приоритет: Критический, Высокий, Средний: срок не обещан',
        'Первый ответ: Инцидент, приоритет: Низкий: до конца дня поступления, а если пришло после 20:00 – следующего дня',
        'Первый ответ: Запрос на обслуживание, Запрос информации, Запрос на изменение: срок не обещан',
      ],
    },
  ])('$says', ({ targets, says }) => {
    expect(said(...targets)).toEqual(says)
  })
})

describe('S3 whom a time is promised', () => {
  test.each<{ changes: Partial<Target>; who: string }>([
    { changes: {}, who: 'любое обращение' },
    { changes: { coupon: true }, who: 'спецобращение по купону' },
    { changes: { categories: ['incident'], priorities: ['high', 'critical'] }, who: 'Инцидент; Высокий, Критический' },
    { changes: { plans: [plan.code] }, who: `план: ${plan.title.ru}` },
    { changes: { plans: ['gone'] }, who: 'план: gone' },
  ])('$who', ({ changes, who }) => {
    const target = aTarget(minutes(30), changes)

    expect(usePromiseTexts().targetLine(withTargets(target), target).who).toBe(who)
  })

  test('by a calendar that is not there any more, says its name', () => {
    const target = aTarget({ by: 'time', minutes: 30, calendar: 'gone' })

    expect(usePromiseTexts().targetLine(withTargets(target), target).within).toBe('30 минут рабочего времени (gone)')
  })
})

const show = (document: Regulation) =>
  open({
    readRegulation: () =>
      aView({ inForce: { version: 1, effectiveAt: since, document, outlooks: outlooksOf(document) } }),
  })
const regionText = (name: string): string => textOf(byRole('region', name)).replaceAll(/\s/g, ' ')

describe('Q3 what is sold', () => {
  const price = { clientStatus: null, minor: 50_000, currency: 'RUB' } as const
  const valid = { unit: 'months', count: 3 } as const

  test.each<{ sold: Regulation['plans'][number]['sold']; facts: string[] }>([
    {
      sold: { by: 'quantum', leastQuanta: 1, valid, quantumPrices: [price] },
      facts: ['Пакетне меньше: 1 квант, 10 минут', 'Срок действия3 месяца', 'Цена кванта500 ₽'],
    },
    {
      sold: {
        by: 'quantum',
        leastQuanta: 30,
        valid: { unit: 'days', count: 1 },
        quantumPrices: [{ ...price, clientStatus: 2 }],
      },
      facts: ['Пакетне меньше: 30 квантов, 5 часов', 'Срок действия1 день', 'Квант, статус 2500 ₽'],
    },
    {
      sold: { by: 'size', valid, sizes: [{ quanta: 22, prices: [price, { ...price, currency: 'KZT' }] }] },
      facts: ['Срок действия3 месяца', '22 кванта, 3 часа 40 минут500 ₽, 500 ₸'],
    },
    {
      sold: { by: 'usage', limitQuanta: 21, quantumPrices: [price] },
      facts: ['Пакетоплата по факту, предел долга: 21 квант, 3 часа 30 минут', 'Цена кванта500 ₽'],
    },
  ])('by $sold.by: $facts', async ({ sold, facts }) => {
    await show({ ...quantumMaintenance, plans: [{ ...plan, sold }] })

    for (const fact of facts) expect(regionText('Тарифные планы')).toContain(fact)
  })
})

test.each<{ changes: Partial<Regulation>; says: string[] }>([
  {
    changes: { closing: { calendar: 'office', afterWorkingDays: 1, reopenDays: 0 }, noticeDays: 0, orders: null },
    says: ['через 1 рабочий день', 'снова нельзя', 'прекращается сразу'],
  },
  {
    changes: {
      closing: { calendar: 'office', afterWorkingDays: 3, reopenDays: 14 },
      noticeDays: 21,
      orders: { lapseDays: 5 },
    },
    says: ['через 3 рабочих дня', 'в течение 14 дней', 'ещё 21 день', 'сгорает через 5 дней'],
  },
])('how tickets and connections end: $says', async ({ changes, says }) => {
  await show({ ...quantumMaintenance, ...changes })

  const text = regionText('Закрытие и уведомления')
  for (const words of says) expect(text).toContain(words)
  expect(text.includes('сгорает')).toBe(changes.orders !== null)
})

test('E1 a holiday of hours that are round the clock stands among the special days', async () => {
  const always = support24.calendars['always']
  if (always === undefined) throw new Error('a preset without the calendar')
  await show({
    ...support24,
    calendars: { ...support24.calendars, always: { ...always, exceptions: { '2026-12-31': [] } } },
  })

  expect(regionText('Когда отвечают люди')).toContain('Энтерпрайзкруглосуточно')
  expect(regionText('Когда отвечают люди')).toContain('31 декабря: выходной')
})

describe('D1 every version that there was', () => {
  const version = (changes: Partial<VersionView>): VersionView => ({
    version: 2,
    state: 'past',
    effectiveAt: '2026-10-01T09:00:00.000Z',
    existingFrom: null,
    writtenBy: 'Анна',
    writtenAt: '2026-09-30T09:00:00.000Z',
    withdrawnBy: null,
    withdrawnAt: null,
    ...changes,
  })

  test.each<{ one: VersionView; says: RegExp }>([
    {
      one: version({ state: 'inForce' }),
      says: /^Версия 2 – действует с 1 октября.*Опубликована 30 сентября.*, Анна$/,
    },
    { one: version({ state: 'past' }), says: /^Версия 2 – действовала с 1 октября/ },
    { one: version({ state: 'coming' }), says: /^Версия 2 – вступит в силу 1 октября/ },
    {
      one: version({ state: 'withdrawn', withdrawnBy: 'Пётр', withdrawnAt: '2026-10-05T09:00:00.000Z' }),
      says: /^Версия 2 – отозвана 5 октября.*, Пётр/,
    },
    {
      one: version({ state: 'withdrawn', withdrawnBy: null, withdrawnAt: null }),
      says: /отозвана 1 октября.*имя удалено/,
    },
    { one: version({ writtenBy: '' }), says: /имя удалено$/ },
    { one: version({ version: 1 }), says: /Регламент, с которым служба открыта$/ },
  ])('$one.state by "$one.writtenBy": $says', async ({ one, says }) => {
    await open({ readRegulation: () => aView({ versions: [one] }) })

    const [line] = Array.from(document.querySelectorAll('details ol li'), textOf)
    expect(line).toMatch(says)
  })
})

describe('the page', () => {
  test('that is known stays while it cannot be read anew, and says that it may be old', async () => {
    const page = await open()
    server.cut('readRegulation')

    await page.receive({ type: 'changed', what: 'regulation' })

    expect(isThere('region', 'Сроки')).toBe(true)
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')
  })

  test('a draft that could not be begun says why, and nothing is lost', async () => {
    await open({
      readRegulationDocument: () => {
        throw new RefusedByServer('not_allowed')
      },
    })

    await click(byRole('button', 'Новая версия'))

    expect(textOf(byRole('alert'))).not.toBe('')
    expect(isThere('button', 'Новая версия')).toBe(true)
  })

  test('takes what came last when two answers come in the wrong order', async () => {
    const older = Promise.withResolvers<ReturnType<typeof aView>>()
    const page = await open()
    server.on('readRegulation', () => older.promise)
    await page.receive({ type: 'changed', what: 'regulation' })
    server.on('readRegulation', () => aView({ coming: aComing, lastVersion: 2 }))

    await page.receive({ type: 'changed', what: 'regulation' })
    older.resolve(aView())
    await settle()

    expect(wholePage()).toContain('Версия 2 вступит в силу')
    expect(allByRole('region', 'Скоро изменится')).toHaveLength(1)
  })
})
