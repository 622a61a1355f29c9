import { expect, it } from 'vitest'
import { installAll } from './support/prepared.ts'
import { button, chooseTicket, helperIs } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(({ world }) => installAll(world))

it('E11 a client looks for a partner, the standard desk hands it over, its owner answers with a code, and one click connects', async () => {
  const client = await stage.open('client', 'admin')
  const desk = await stage.open('standard', 'owner')
  const partner = await stage.open('partner', 'owner')
  const subject = 'Поиск партнёра: ООО «Ромашка»'

  await partner.app.getByRole('link', { name: 'Запросы' }).click()
  await partner.app.getByRole('switch', { name: 'Принимать запросы' }).click()
  await partner.app.getByText('Запросов, которые ждут вас или клиента, нет.').waitFor()

  await button(client, 'Найти партнёра').click()
  await client.app.getByLabel('Компания').fill('ООО «Ромашка»')
  await client.app.getByText('роботы и бизнес-процессы').click()
  await client.app.getByLabel('Подробнее').fill('Нужны роботы в сделках')
  await client.app.getByText(/Эти ответы и адрес портала/).click()
  await button(client, 'Отправить запрос').click()
  await client.app.getByRole('heading', { name: 'Ищем партнёра' }).waitFor()

  await chooseTicket(desk, subject)
  await button(desk, 'Передать партнёру').click()
  const dialog = desk.app.getByRole('dialog')
  await dialog.getByText('Интегратор Плюс').click()
  await dialog.getByLabel('Записка партнёру').fill('Клиент спешит')
  await dialog.getByRole('button', { name: 'Передать', exact: true }).click()
  await client.app.getByRole('heading', { name: /Запрос у партнёра/ }).waitFor()

  await partner.app.getByText('Записка: Клиент спешит').waitFor()
  await button(partner, /^Ответить кодом/).click()
  await button(partner, 'Выпустить код и ответить').click()
  await partner.app.getByText('решает клиент').waitFor()
  await desk.app.getByText(/ответил кодом, решает клиент/).waitFor()

  await button(client, 'Посмотреть условия и подключить').click()
  await client.app
    .getByRole('dialog')
    .getByRole('heading', { name: /Вам будет помогать/ })
    .waitFor()
  await client.app.getByRole('dialog').getByRole('button', { name: 'Подключить', exact: true }).click()
  await client.app.getByRole('heading', { name: 'Партнёр уже подключён' }).waitFor()
  await button(client, 'Назад').last().click()
  await helperIs(client, 'Интегратор Плюс').waitFor()
  await partner.app.getByRole('list', { name: 'Запросы на партнёра' }).waitFor({ state: 'detached' })
  await desk.app.getByText('Запрос на партнёра. Клиент подключил партнёра').waitFor()
  expect(await desk.app.getByRole('button', { name: 'Передать партнёру' }).count()).toBe(0)
}, 120_000)
