import { afterEach, expect, it, vi } from 'vitest'
import { mailArticle, publish, telephonyArticle } from '#test/server/assistant/talk.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { resolveWith } from './support/presets.ts'
import { addressOf, type Visit } from './support/stage.ts'
import { button, chooseTicket, openFoldedSection, openTicket, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  const standard = await world.enter('standard', 1)
  for (const article of [mailArticle, telephonyArticle]) await publish(world, standard, article)
})
afterEach(() => vi.useRealTimers())

const dialogue = ({ app }: Visit) => app.getByRole('region', { name: 'Разговор с помощником' })
const said = ({ app }: Visit, text: string | RegExp) => app.getByRole('article', { name: /^Помощник/ }).getByText(text)

it('E1 Enterprise at night: after three failures people are there at once, and nobody says that they are away', async () => {
  stage.world.sandbox.setTariff('client', 'ent')
  const visit = await stage.sameBrowser()
  const night = new Date('2026-11-21T03:00:00+03:00')
  await visit.page.clock.setSystemTime(night)
  vi.useFakeTimers({ toFake: ['Date'], now: night, shouldAdvanceTime: true })
  await visit.page.goto(addressOf(stage.world, 'client', 'admin'))
  await openTicket(visit, 'Ночью', 'Зелёная лампочка мигает на крыше')
  await dialogue(visit)
    .getByText(/Использовано: 1/)
    .waitFor()
  await write(visit, 'Кофеварка шумит по утрам')
  await dialogue(visit)
    .getByText(/Использовано: 2/)
    .waitFor()
  await write(visit, 'Трамвай опоздал')
  await button(visit, 'Подключить оператора').click()
  await said(visit, /Передаю разговор людям/).waitFor()
  expect(await said(visit, /не на связи/).count()).toBe(0)
  await visit.app.getByText('Обращение в очереди специалистов').waitFor()
}, 120_000)

it('E10 a partner without articles has no assistant; with them it answers, and at the handover work waits for the payment', async () => {
  const { world } = stage
  await connectClient(world)
  const client = await stage.open('client', 'admin')
  await button(client, 'Новое обращение').first().click()
  await client.app.getByLabel('Что случилось').waitFor()
  expect(await client.app.getByText(/помощник/i).count()).toBe(0)
  await openTicket(client, 'К людям', 'Не отправляется почта')
  expect(await dialogue(client).count()).toBe(0)

  await publish(world, await world.enter('partner', 1), mailArticle)
  await button(client, 'Новое обращение').first().click()
  await client.app.getByText('Сначала ответит помощник').waitFor()
  await client.app.getByLabel('Сразу к людям, без помощника').waitFor()
  await client.app.getByRole('textbox', { name: 'Тема' }).fill('К помощнику')
  await client.app.getByLabel('Что случилось').fill('Не отправляется почта')
  await client.app.getByRole('button', { name: /^(Создать обращение|Отправить так)$/ }).click()
  await said(client, /вот ответ/).waitFor()
  // Nothing is paid yet: the dialogue goes on all the same.
  await dialogue(client).getByText('Работа начнётся после первой оплаты').waitFor()
  await button(client, 'Подключить оператора').click()
  await said(client, /Передаю разговор людям/).waitFor()
  await client.app
    .getByText(/Работа начнётся после первой оплаты/)
    .first()
    .waitFor()
}, 120_000)

it('A5 A1 what solved a ticket becomes an article, and the next question finds it; an English question is answered in English', async () => {
  const { world } = stage
  const owner = await stage.open('partner', 'owner')
  await chooseTicket(owner, 'К помощнику')
  await button(owner, 'Взять в работу').click()
  await resolveWith(owner, 'Пароль приложения истёк: выпустите новый в кабинете провайдера.')
  await button(owner, /черновик/i).click()
  await owner.app.getByLabel('Название').fill('Пароль приложения истёк')
  await owner.app
    .getByLabel('Как об этом спрашивают')
    .fill('истёк пароль приложения\nпровайдер просит новый пароль\nпароль приложения для почты')
  await button(owner, 'Опубликовать').click()
  await owner.app.getByText(/опубликована/).waitFor()

  const client = await stage.open('client', 'admin')
  await openTicket(client, 'Следующий', 'истёк пароль приложения для почты')
  await client.app.getByRole('link', { name: 'Пароль приложения истёк' }).waitFor()

  await publish(
    world,
    await world.enter('partner', 1),
    {
      title: 'Tasks on a schedule',
      body: 'Open the task and switch on repeating.',
      phrasings: ['repeat a task weekly', 'recurring task', 'task by schedule'],
    },
    'en',
  )
  await openTicket(client, 'English', 'how to repeat a task weekly')
  await said(client, 'This looks like the answer to your question:').waitFor()
  await client.app.getByRole('link', { name: 'Tasks on a schedule' }).waitFor()
  await openFoldedSection(owner, 'Статьи')
}, 120_000)
