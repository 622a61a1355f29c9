import { expect, it } from 'vitest'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import { useClock, useClockFrom } from '../support/clock.ts'
import { connectClient, installAll } from '../support/prepared.ts'
import {
  bothPagesOf,
  classifyAs,
  conditionsOf,
  partnerGoesBy,
  prioritiesOf,
  promisesOf,
  resolveWith,
  ticketOf,
} from '../support/presets.ts'
import { allShown } from '../support/stage.ts'
import { button, chooseTicket, message, openTicket, write } from '../support/steps.ts'
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
const isSameDay = (category: Category, priority: Priority) =>
  category === 'incident' && (priority === 'high' || priority === 'critical')
const priorities = ['Низкий', 'Средний', 'Высокий', 'Критический']

it('saas-support by its document: categories and priorities with their times, the same day, and a night until eight', async () => {
  const { world } = stage
  const client = await stage.open('client', 'admin')

  // Every day from 8 to 20 in Moscow; what is urgent is solved on the same day.
  await client.app.getByText('Люди отвечают сейчас, до 20:00').first().waitFor()
  const conditions = await conditionsOf(client)
  for (const said of [
    'пн–вс 08:00–20:00, по московскому времени',
    'Инцидент, приоритет: Критический30 минут рабочего времени',
    'Инцидент, приоритет: Высокий1 час рабочего времени',
    'Инцидент, приоритет: Средний1 час 30 минут рабочего времени',
    'Инцидент, приоритет: Низкий2 часа рабочего времени',
    'Запрос на обслуживание, Запрос информации, Запрос на изменение3 часа рабочего времени',
    'Решение, приоритет: Критический, Высокийдо конца дня поступления',
    'за работой платформы следим круглосуточно',
  ])
    expect(conditions).toContain(said)

  // What the document asks for, and the client's own wish: a request is never more than of medium priority.
  await button(client, 'Новое обращение').first().click()
  const asked = client.app.getByRole('region', { name: 'Что поможет решить быстрее' })
  await allShown(
    ['Название объекта', 'Описание', 'Задача и цель', 'Где это', 'Шаги'].map((name) =>
      asked.getByRole('button', { name }),
    ),
  )
  await client.app.getByText('Категория и приоритет').click()
  await client.app.getByRole('radio', { name: /Запрос информации/ }).check()
  expect(await client.app.getByRole('radio', { name: /^(Высокий|Критический)/ }).count()).toBe(0)
  await client.app
    .getByRole('radio', { name: /^Не знаю/ })
    .first()
    .check()
  await openTicket(client, 'Не проходят оплаты', 'Гости не могут оплатить бронь картой с девяти утра.')
  const { ticketId } = await ticketOf(world, 'Не проходят оплаты')

  // Each cell of the table, counted from the ticket's beginning.
  const owner = await world.enter('partner', 1)
  const cells: [Category, Priority, number, string | null][] = []
  for (const [category, priority] of promised) {
    await world.call('classifyTicket', { ticketId, category, priority }, owner)
    const { firstReaction, resolution } = await promisesOf(world, ticketId)
    const reaction = Date.parse(firstReaction?.deadline ?? '') - Date.parse(firstReaction?.startedAt ?? '')
    cells.push([category, priority, reaction / 60_000, resolution?.deadline ?? null])
  }
  expect(cells).toEqual(
    promised.map(([category, priority, minutes]) => [
      category,
      priority,
      minutes,
      isSameDay(category, priority) ? midnight(25) : null,
    ]),
  )

  // An incident may be of any priority; staff decides, answers and solves it on the same day.
  const partner = await stage.open('partner', 'owner')
  await chooseTicket(partner, 'Не проходят оплаты')
  expect(await prioritiesOf(partner, 'Запрос на изменение', priorities)).toEqual(priorities.slice(0, 2))
  expect(await prioritiesOf(partner, 'Инцидент', priorities)).toEqual(priorities)
  await classifyAs(partner, 'Инцидент', 'Высокий')
  await allShown([client, partner].map(({ app }) => app.getByText(/Первый ответ: ещё (час|1 час|59|58|57)/)))
  await button(partner, 'Взять в работу').click()
  await write(partner, 'Переключаем на запасной шлюз')
  await message(client, 'Переключаем на запасной шлюз').waitFor()
  await allShown([client, partner].map(({ app }) => app.getByText(/Решение: (ещё|до)/)))
  await stage.closePages()
  await clock.passTo('2026-11-25T19:50:00+03:00')
  const evening = await bothPagesOf(stage, 'Не проходят оплаты')
  await resolveWith(evening.partner, 'Оплаты идут')
  await button(evening.client, 'Да, решён').click()
  await allShown([evening.client, evening.partner].map(({ app }) => app.getByText(/решение подтверждено/i).first()))
  const outcomes = await promisesOf(world, ticketId)
  expect([outcomes['firstReaction']?.outcome, outcomes['resolution']?.outcome]).toEqual(['kept', 'kept'])
  await stage.closePages()

  // At a quarter past one at night: taken in at once, answered from eight on.
  await clock.passTo('2026-11-26T01:15:00+03:00')
  const night = await stage.open('client', 'admin')
  await night.app.getByText('Люди снова на связи: сегодня, 08:00').first().waitFor()
  await openTicket(night, 'Замки не получают код', 'Код от номера гостю не пришёл, замок не отвечает.')
  await night.app.getByText(/принято\. Сейчас нерабочее время\. Люди ответят сегодня, 08:00/).waitFor()
  const desk = await stage.open('partner', 'owner')
  await chooseTicket(desk, 'Замки не получают код')
  await classifyAs(desk, 'Инцидент', 'Критический')
  const locks = await ticketOf(world, 'Замки не получают код')
  const { firstReaction, resolution } = await promisesOf(world, locks.ticketId)
  expect([firstReaction?.deadline, resolution?.deadline]).toEqual(['2026-11-26T05:30:00.000Z', midnight(26)])
  await stage.closePages()

  // The clock began at eight: an answer at twenty past took twenty minutes.
  await clock.passTo('2026-11-26T08:20:00+03:00')
  const morning = await bothPagesOf(stage, 'Замки не получают код')
  await button(morning.partner, 'Взять в работу').click()
  await write(morning.partner, 'Поднимаем шлюз замков')
  await message(morning.client, 'Поднимаем шлюз замков').waitFor()
  for (const visit of [morning.client, morning.partner]) {
    await button(visit, 'Сроки').click()
    const part = visit.app.getByRole('region', { name: 'Первый ответ' })
    await part.getByText('Как посчитано').click()
    await part.getByText(/Всего рабочего времени: 20 минут/).waitFor()
  }
}, 240_000)
