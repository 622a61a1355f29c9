import { expect, it } from 'vitest'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import { newId } from '#test/support/world.ts'
import { useClock, useClockFrom } from '../support/clock.ts'
import { answerTicket, connectClient, installAll } from '../support/prepared.ts'
import { bothPagesOf, deadlinesOf, openedByClient, partnerGoesBy } from '../support/presets.ts'
import { allShown } from '../support/stage.ts'
import { button, message, openTicket } from '../support/steps.ts'
import { useStage } from '../support/story.ts'

useClockFrom('2026-11-25T09:30:00+03:00')
const stage = useStage(async ({ world }) => {
  await installAll(world)
  await partnerGoesBy(world, 'saas-support')
  await connectClient(world)
})
const clock = useClock(stage)

/** "Решаются день в день": until that day of November is over in Moscow. */
const midnight = (day: number) => `2026-11-${day}T21:00:00.000Z`
const all = ['low', 'medium', 'high', 'critical'] as const
/** Working minutes from the document: an incident from 30 minutes to 2 hours by its priority, a request of any kind 3 hours. */
const promised: [Category, Priority, number][] = [
  ['incident', 'critical', 30],
  ['incident', 'high', 60],
  ['incident', 'medium', 90],
  ['incident', 'low', 120],
  ...(['serviceRequest', 'informationRequest', 'changeRequest'] as const).flatMap((category) =>
    (['low', 'medium'] as const).map((priority): [Category, Priority, number] => [category, priority, 180]),
  ),
]

it('saas-support by its document: categories and priorities with their times, the same day, and a night until eight', async () => {
  const { world } = stage
  const owner = await world.enter('partner', 1)
  const admin = await world.enter('client', 1)

  // "Для Инцидентов – от Низкого до Критического, для Запросов любого типа – Низкий или Средний."
  const { categories } = await world.call('readNewKinds', {}, admin)
  expect(categories.map(({ code, priorities }) => [code, priorities])).toEqual([
    ['incident', all],
    ['serviceRequest', ['low', 'medium']],
    ['informationRequest', ['low', 'medium']],
    ['changeRequest', ['low', 'medium']],
  ])
  const { entitlement } = await world.call('readSupport', {}, admin)
  expect([entitlement.people.hours, entitlement.people.timeZone]).toEqual([
    [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' }],
    'Europe/Moscow',
  ])

  // Each cell of the table, agreed by staff at half past nine and a little.
  for (const [category, priority, minutes] of promised) {
    const ticketId = await openedByClient(world, { subject: `${category}, ${priority}` })
    await world.call('classifyTicket', { ticketId, category, priority }, owner)
    const { clocks } = await world.call('readSla', { ticketId }, owner)
    const [first, ...others] = clocks.map(({ clock: kind, startedAt, promises }) => ({
      kind,
      startedAt,
      deadline: promises.at(-1)?.deadline ?? null,
    }))
    const from = Date.parse(first?.startedAt ?? '')
    expect(Date.parse(first?.deadline ?? '') - from, `${category}, ${priority}`).toBe(minutes * 60_000)
    const resolution = others.find(({ kind }) => kind === 'resolution')?.deadline ?? null
    const isSameDay = category === 'incident' && (priority === 'high' || priority === 'critical')
    expect(resolution, `${category}, ${priority}`).toBe(isSameDay ? midnight(25) : null)
  }

  // A high incident: proposed by the client, agreed by staff, answered, solved on the same day, confirmed.
  const urgent = await stage.open('client', 'admin')
  await button(urgent, 'Новое обращение').first().click()
  await urgent.app.getByText('Категория и приоритет').click()
  await urgent.app.getByRole('radio', { name: /Запрос информации/ }).check()
  expect(await urgent.app.getByRole('radio', { name: /^Критический/ }).count()).toBe(0)
  await openTicket(urgent, 'Не проходят оплаты', 'Гости не могут оплатить бронь картой с девяти утра.')
  const { tickets } = await world.call('listQueue', { filter: 'unassigned', search: 'Не проходят оплаты' }, owner)
  const ticketId = tickets[0]?.ticketId ?? ''
  await world.call('classifyTicket', { ticketId, category: 'incident', priority: 'high' }, owner)
  const { client, partner } = await bothPagesOf(stage, 'Не проходят оплаты')
  await allShown([client, partner].map(({ app }) => app.getByText(/Первый ответ: ещё/)))
  await answerTicket(world, 'partner', ticketId, 'Переключаем на запасной шлюз')
  await allShown([client, partner].map((visit) => message(visit, 'Переключаем на запасной шлюз')))
  await allShown([client, partner].map(({ app }) => app.getByText(/Решение: (ещё|до)/)))
  await clock.passTo('2026-11-25T19:50:00+03:00')
  const text = 'Оплаты идут'
  const fresh = await world.enter('partner', 1)
  await world.call('resolveTicket', { ticketId, messageId: newId(), text }, fresh)
  await button(client, 'Да, решён').click()
  await allShown([client, partner].map(({ app }) => app.getByText(/решение подтверждено/i).first()))
  expect(await outcomesOf(ticketId)).toEqual({ firstReaction: 'kept', resolution: 'kept' })

  // At a quarter past one at night: the clock begins at eight, and 30 minutes end at half past.
  await clock.passTo('2026-11-26T01:15:00+03:00')
  const night = await openedByClient(world, { subject: 'Замки не получают код', category: 'incident' })
  await classifyAt(night)
  expect(await deadlinesOf(world, night)).toMatchObject({
    firstReaction: '2026-11-26T05:30:00.000Z',
    resolution: midnight(26),
  })
  await clock.passTo('2026-11-26T08:20:00+03:00')
  await answerTicket(world, 'partner', night, 'Поднимаем шлюз замков')
  expect(await outcomesOf(night)).toMatchObject({ firstReaction: 'kept' })
  const morning = await bothPagesOf(stage, 'Замки не получают код')
  for (const visit of [morning.client, morning.partner]) {
    await button(visit, 'Сроки').click()
    const part = visit.app.getByRole('region', { name: 'Первый ответ' })
    await part.getByText('Как посчитано').click()
    await part.getByText(/Всего рабочего времени: 20 минут/).waitFor()
  }
}, 240_000)

async function classifyAt(ticketId: string): Promise<void> {
  const agent = await stage.world.enter('partner', 1)
  await stage.world.call('classifyTicket', { ticketId, category: 'incident', priority: 'critical' }, agent)
}

/** How each clock of a ticket came out. */
async function outcomesOf(ticketId: string): Promise<Record<string, string | undefined>> {
  const { world } = stage
  const { clocks } = await world.call('readSla', { ticketId }, await world.enter('partner', 1))
  return Object.fromEntries(clocks.map(({ clock: kind, promises }) => [kind, promises.at(-1)?.outcome]))
}
