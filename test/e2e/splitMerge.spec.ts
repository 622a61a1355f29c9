import { expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { connectClient, installAll, payPartner, writeTicket } from './support/prepared.ts'
import { idOf } from './support/stage.ts'
import { chooseTicket, composer, message, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  await payPartner(world)
})

const three = '1. Не приходят письма с утра.\n2. Отчёт о продажах пустой.\n3. Не открывается карточка сделки.'

it('T4 a text with three problems is split by the agent, undone, and done again', async () => {
  await writeTicket(stage.world, 'Три беды', three)
  const desk = await stage.open('partner', 'owner')
  await chooseTicket(desk, 'Три беды')
  const said = message(desk, 'Отчёт о продажах').first()

  await said.hover()
  await said.getByRole('button', { name: 'В новое обращение' }).click()
  const dialog = desk.app.getByRole('dialog')
  await dialog.getByText('Похоже, здесь несколько проблем: 3').waitFor()
  await dialog.getByRole('button', { name: 'Создать обращения' }).click()
  const links = desk.app.getByRole('region', { name: 'Связанные обращения' })
  await eventually(async () => expect(await links.getByText('Выделено в').count()).toBe(2))
  await said
    .getByText(/перенесено в/)
    .first()
    .waitFor()

  await desk.app.getByRole('button', { name: 'Отменить', exact: true }).click()
  await eventually(async () => expect(await links.getByText('Сюда объединено').count()).toBe(2))
  for (const left of [2, 1]) {
    await links.getByRole('button', { name: 'Отменить объединение' }).first().click()
    await eventually(async () => expect(await links.getByText('Сюда объединено').count()).toBe(left - 1))
  }

  expect(await links.getByText('Выделено в').count()).toBe(2)
  const client = await stage.open('client', 'admin')
  // The old ticket's preview has these words, too.
  await client.app
    .getByRole('list')
    .getByRole('button', { name: 'Отчёт о продажах пустой' })
    .filter({ hasNotText: 'Три беды' })
    .click()
  await client.app.getByText(/перенесено из/).waitFor()
  await message(client, 'Отчёт о продажах пустой.').first().waitFor()
}, 120_000)

it('T4 a reply on its way stands once in the ticket that lives on, on both pages', async () => {
  const { world } = stage
  const duplicate = await writeTicket(world, 'Снова нет писем', 'Письма опять не приходят')
  const living = await writeTicket(world, 'Нет писем', 'Письма не приходят')
  const owner = await world.enter('partner', idOf(world, 'partner', 'owner'))
  await world.call('takeTicket', { ticketId: living }, owner)
  const client = await stage.open('client', 'admin')
  await chooseTicket(client, 'Снова нет писем')
  const desk = await stage.open('partner', 'owner')
  await chooseTicket(desk, 'Снова нет писем')
  await composer(client).waitFor()

  const letGo = Promise.withResolvers<undefined>()
  await client.page.route('**/api/tickets/message', async (route) => {
    await letGo.promise
    await route.continue()
  })
  await write(client, 'Только что проверил, ничего нет')
  await message(client, 'Только что проверил').waitFor()
  await world.call('mergeTicket', { linkId: newId(), ticketId: duplicate, intoTicketId: living }, owner)
  letGo.resolve(undefined)

  await client.app.getByRole('heading', { level: 1, name: 'Нет писем', exact: true }).waitFor()
  await message(client, 'Только что проверил').first().waitFor()
  await desk.app.getByRole('button', { name: /Перейти к/ }).click()
  await message(desk, 'Только что проверил').first().waitFor()
  for (const visit of [client, desk]) expect(await message(visit, 'Только что проверил').count()).toBe(1)
  await desk.app.getByRole('button', { name: 'Показать сообщения' }).click()
  await message(desk, 'Письма опять не приходят').waitFor()
}, 120_000)
