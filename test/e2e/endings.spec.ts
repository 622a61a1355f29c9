import { expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { useClock } from './support/clock.ts'
import { answerTicket, connectClient, installAll, writeTicket } from './support/prepared.ts'
import { button, chooseTicket } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
})
const clock = useClock(stage)

async function resolvedTicket(subject: string): Promise<string> {
  const { world } = stage
  const ticketId = await writeTicket(world, subject, `${subject}: не работает`)
  await answerTicket(world, 'partner', ticketId, 'Смотрим')
  const owner = await world.enter('partner', 1)
  await world.call('resolveTicket', { ticketId, messageId: newId(), text: 'Починили' }, owner)
  return ticketId
}

it('T11 a client rates low with one click and says why; the lead is told and finds it in the list', async () => {
  const ticketId = await resolvedTicket('Печать счетов')
  const client = await stage.open('client', 'admin')
  await chooseTicket(client, 'Печать счетов')
  await button(client, '2 из 5').click()
  await client.app.getByText('Спасибо, оценка сохранена.').waitFor()
  await client.app.getByRole('textbox', { name: /Что было хорошо/ }).fill('Два дня без ответа')
  await button(client, 'Сохранить комментарий').click()
  await client.app.getByText('Комментарий сохранён.').waitFor()
  await clock.pass(61_000)

  await eventually(() =>
    expect(
      stage.world.sandbox.notifications('partner').find(({ tag }) => tag === `OPORA|RATING|${ticketId}`)?.message,
    ).toMatch(/2 из 5.*Два дня без ответа/s),
  )
  const desk = await stage.open('partner', 'owner')
  await desk.app.getByRole('link', { name: 'Оценки' }).click()
  const row = desk.app.getByRole('list', { name: 'Оценки клиентов' }).getByRole('listitem')
  await row.getByText('Два дня без ответа').waitFor()
  await row.getByRole('link', { name: /Открыть обращение/ }).click()
  await desk.app.getByRole('heading', { name: 'Оценка клиента' }).waitFor()
}, 120_000)

it('T11 a letter from a ticket is answered by the head of support, and D8 one to the personal manager by them', async () => {
  const { world } = stage
  await writeTicket(world, 'Срочный отчёт', 'Нужен к вечеру')
  const owner = await world.enter('partner', 1)
  const { memberId } = world.sandbox.portals.client
  await world.call('setManager', { memberId, userId: 1 }, owner)
  const client = await stage.open('client', 'admin')
  await client.app.getByText('Ваш персональный менеджер').waitFor()
  await chooseTicket(client, 'Срочный отчёт')
  await button(client, 'Написать руководителю').click()
  await client.app.getByRole('textbox', { name: /Письмо об обращении/ }).fill('Пожалуйста, ускорьте')
  await button(client, 'Отправить').click()
  await client.app.getByRole('list', { name: 'Переписка' }).getByText('Пожалуйста, ускорьте').waitFor()

  const desk = await stage.open('partner', 'owner')
  await desk.app.getByRole('link', { name: /Письма 1/ }).click()
  await desk.app.getByRole('link', { name: /Открыть письмо/ }).click()
  await desk.app.getByRole('textbox', { name: 'Ваш ответ' }).fill('Сделаем сегодня')
  await button(desk, 'Ответить').click()
  await client.app.getByRole('list', { name: 'Переписка' }).getByText('Сделаем сегодня').waitFor()
  await client.app.getByText('есть ответ').waitFor()
}, 120_000)

it('T1 what is closed for long goes on in a new ticket, linked with the old one', async () => {
  const { world } = stage
  const ticketId = await resolvedTicket('Выгрузка отчёта')
  const admin = await world.enter('client', 1)
  await world.call('confirmResolution', { ticketId }, admin)
  await clock.pass(15 * 86_400_000)
  const client = await stage.open('client', 'admin')
  await client.app.getByText('Закрытые', { exact: true }).click()
  await client.app.getByRole('button', { name: 'Выгрузка отчёта' }).first().click()
  await button(client, 'Продолжить в новом обращении').click()
  await client.app.getByText(/Продолжение обращения/).waitFor()
  const subject = client.app.getByRole('textbox', { name: /Тема/ })
  expect(await subject.inputValue()).toBe('Выгрузка отчёта')
  await client.app.getByRole('textbox', { name: /Что случилось/ }).fill('Снова пустой отчёт')
  await button(client, /Создать обращение|Отправить так/).click()

  await client.app.getByRole('region', { name: 'Связанные обращения' }).getByText('Продолжение').waitFor()
}, 120_000)
