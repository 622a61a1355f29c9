import { expect, it } from 'vitest'
import { useClock, useClockFrom } from '../support/clock.ts'
import { attach, attached, bmpOf } from '../support/files.ts'
import { connectClient, installAll, writeTicket } from '../support/prepared.ts'
import {
  bothPagesOf,
  classifyAs,
  conditionsOf,
  dialogOf,
  partnerGoesBy,
  promisesOf,
  resolveWith,
  ticketOf,
} from '../support/presets.ts'
import { allShown, type Visit } from '../support/stage.ts'
import { button, chooseTicket, further, message } from '../support/steps.ts'
import { useStage } from '../support/story.ts'

useClockFrom('2026-11-25T12:00:00+02:00')
const stage = useStage(async ({ world }) => {
  await installAll(world)
  await partnerGoesBy(world, 'vendor-sla')
  await connectClient(world)
})
const clock = useClock(stage)

/** 4.8, in the document's order: those that only put off or refuse, and the two that only refuse. */
const deferring = [
  'Не воспроизводится',
  'Не хватает сведений',
  'Передано разработчикам',
  'Нарушены технические требования',
  'Копия без лицензии',
  'Вопрос поставлен неясно',
]
const refusing = ['Не входит в поддержку', 'Оскорбления']

it('vendor-sla by its document: hours, areas, who goes first, why something is put off, a solution opened again, rated, and a letter', async () => {
  const { world } = stage
  const client = await stage.open('client', 'admin')

  // 2.1: working days from 9 to 20 in Kyiv, an hour earlier than on the reader's clock; 2.3: no time is promised.
  await client.app.getByText('Люди отвечают сейчас, до 21:00').first().waitFor()
  const conditions = await conditionsOf(client)
  for (const said of [
    'пн–пт 09:00–20:00, по киевскому времени',
    '25 декабря: выходной',
    'Срок не обещаем: ответ занимает от часов до дней',
    'Одна проблема – одно обращение',
    'Открыть его снова можно в течение 14 дней',
    'В любое время можно написать руководителю поддержки',
  ])
    expect(conditions).toContain(said)
  // 3.1–3.6: six areas, in the document's order.
  const areas = ['Установка', 'Производительность', 'Обновления', 'Ошибки', 'Разработка', 'Как это устроено']
  const scope = await client.app.getByRole('region', { name: 'Что входит в поддержку' }).textContent()
  expect(areas.map((title) => scope?.indexOf(title) ?? -1).toSorted((a, b) => a - b)).toEqual(
    areas.map((title) => scope?.indexOf(title)),
  )

  // 4.2: what a ticket is to say; 4.6: pictures as JPG, GIF and PNG, a BMP only packed.
  await button(client, 'Новое обращение').click()
  const asked = client.app.getByRole('region', { name: 'Что поможет решить быстрее' })
  await allShown(
    ['Описание', 'Где это', 'Версия', 'Редакция'].map((name) => asked.getByRole('button', { name }).first()),
  )
  await attach(client, bmpOf('ошибка.bmp', 16))
  await attached(client, 'ошибка.bmp').getByText('BMP не принимается').waitFor()
  await client.app.getByRole('button', { name: /^Убрать.*ошибка\.bmp/ }).click()
  await client.app.getByRole('textbox', { name: 'Тема' }).fill('Как настроить кеш')
  await client.app.getByLabel('Что случилось').fill('Не понимаю, какой кеш включить на сайте магазина.')
  await button(client, /^(Создать обращение|Отправить так)$/).click()
  // 4.4: it gets a number at once.
  await client.app.getByText(/Обращение [A-Z]{2,5}-\d+ создано/).waitFor()
  const usual = await ticketOf(world, 'Как настроить кеш')
  const promised = Object.values(await promisesOf(world, usual.ticketId)).flatMap(({ deadline }) => deadline ?? [])
  expect(promised).toEqual([])

  // 2.1: in turn; what is critical comes before.
  const urgent = 'Сайт не открывается'
  await writeTicket(world, urgent, 'С утра пустая страница')
  const partner = await stage.open('partner', 'owner')
  await chooseTicket(partner, urgent)
  await classifyAs(partner, 'Инцидент', 'Критический')
  const rows = partner.app.getByRole('list').getByRole('button', { name: /Как настроить кеш|Сайт не открывается/ })
  await allShown([rows.nth(0).filter({ hasText: urgent }), rows.nth(1).filter({ hasText: 'Как настроить кеш' })])
  await client.app.getByText(/критические обращения и обращения по купонам идут первыми/).waitFor()

  // 3.1: nothing is moved to another server; the answer says who does.
  await writeTicket(world, 'Перенесите сайт', 'На новый сервер')
  await Promise.all([client, partner].map((visit) => chooseTicket(visit, 'Перенесите сайт')))
  await further(partner, 'Не входит в поддержку')
  await dialogOf(partner).getByRole('combobox', { name: 'Область' }).click()
  await partner.app.getByRole('option', { name: 'Установка' }).click()
  await button(partner, 'Ответить и закрыть').click()
  await message(client, 'хостинг-провайдер или администратор').waitFor()

  // 4.8: the eight reasons, of which two only refuse.
  await chooseTicket(partner, urgent)
  expect(await reasonsIn(partner, 'Отклонить')).toEqual([
    ...deferring.slice(0, 5),
    refusing[0],
    deferring[5],
    refusing[1],
  ])
  expect(await reasonsIn(partner, 'Отложить')).toEqual(deferring)

  // With the developers: put off until a day that the client reads, and back when it has come.
  await further(partner, 'Отложить')
  await dialogOf(partner)
    .getByRole('radio', { name: /^Передано разработчикам/ })
    .check()
  await dialogOf(partner)
    .getByLabel(/Ожидаемая дата/)
    .fill('27.11.2026')
  await dialogOf(partner).getByRole('button', { name: 'Отложить' }).click()
  await chooseTicket(client, urgent)
  await client.app.getByRole('heading', { name: 'Ожидаемая дата: 27 ноября' }).waitFor()
  await stage.closePages()
  await clock.passTo('2026-11-27T12:00:00+02:00')
  const { client: reader, partner: agent } = await bothPagesOf(stage, urgent)
  await allShown([reader, agent].map(({ app }) => app.getByText('Дата наступила, обращение снова в работе')))

  // 5: solved too early in the client's eyes, opened again, solved and confirmed.
  await button(agent, 'Взять в работу').click()
  await resolveWith(agent, 'Обновление вышло')
  await button(reader, 'Открыть снова').click()
  await reader.app.getByText(/Открыто снова/).waitFor()
  await button(agent, 'Взять в работу').click()
  await resolveWith(agent, 'Теперь точно')
  await button(reader, 'Да, решён').click()
  await allShown([reader, agent].map(({ app }) => app.getByText(/решение подтверждено/i).first()))

  // 5: "ми просимо вас проголосувати".
  await button(reader, '5 из 5').click()
  await reader.app.getByText('Спасибо, оценка сохранена.').waitFor()
  await agent.app.getByRole('link', { name: 'Оценки' }).click()
  await agent.app.getByRole('list', { name: 'Оценки клиентов' }).getByText(urgent).waitFor()

  // 5: a letter to the head of support, who answers it.
  await chooseTicket(reader, 'Как настроить кеш')
  await button(reader, 'Написать руководителю').click()
  await reader.app.getByRole('textbox', { name: /Письмо об обращении/ }).fill('Пожалуйста, ускорьте')
  await button(reader, 'Отправить').click()
  await agent.app.getByRole('link', { name: /Письма 1/ }).click()
  await agent.app.getByRole('link', { name: /Открыть письмо/ }).click()
  await agent.app.getByRole('textbox', { name: 'Ваш ответ' }).fill('Ответим сегодня')
  await button(agent, 'Ответить').click()
  await reader.app.getByRole('list', { name: 'Переписка' }).getByText('Ответим сегодня').waitFor()
}, 240_000)

/** What the dialog offers, from top to bottom. */
async function reasonsIn(agent: Visit, action: 'Отложить' | 'Отклонить'): Promise<string[]> {
  await further(agent, action)
  await dialogOf(agent).getByRole('radio').first().waitFor()
  const known = [...deferring, ...refusing]
  const shown = await dialogOf(agent).locator('label').allTextContents()
  await agent.page.keyboard.press('Escape')
  await dialogOf(agent).waitFor({ state: 'detached' })
  return shown.flatMap((text) => known.find((reason) => text.includes(reason)) ?? [])
}
