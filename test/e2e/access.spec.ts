import { it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { connectClient, installAll, writeTicket } from './support/prepared.ts'
import { button, chooseTicket } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
})

it('T9 access is asked for, given, looked at, taken back and changed, and each side sees what the other does', async () => {
  const { world } = stage
  const ticketId = await writeTicket(world, 'Сайт не открывается', 'Сайт не открывается с утра')
  const owner = await world.enter('partner', 1)
  await world.call('takeTicket', { ticketId }, owner)
  const until = new Date(Date.now() + 86_400_000).toISOString()
  const asked = { ticketId, accessId: newId(), kind: 'ssh', purpose: 'Посмотреть журналы', until } as const
  await world.call('askAccess', asked, owner)

  const client = await stage.open('client', 'admin')
  await chooseTicket(client, 'Сайт не открывается')
  await client.app.getByRole('heading', { name: 'Нужен доступ: SSH' }).waitFor()
  await client.app
    .getByRole('region', { name: 'Доступ для поддержки' })
    .getByRole('button', { name: 'Дать доступ' })
    .click()
  await client.app.getByRole('dialog').getByLabel('Логин').fill('root')
  await client.app.getByRole('dialog').getByLabel('Пароль').fill('тайный-пароль')
  await button(client, 'Разрешить и передать').click()
  await client.app.getByRole('heading', { name: 'Доступ дан: SSH' }).waitFor()

  const desk = await stage.open('partner', 'owner')
  await chooseTicket(desk, 'Сайт не открывается')
  await button(desk, 'Посмотреть').click()
  await desk.app.getByText('тайный-пароль').waitFor()
  await client.app.getByText(/Просмотров: 1/).waitFor()
  await button(desk, 'Скрыть').click()

  await button(client, 'Отозвать доступ').click()
  await button(client, 'Стереть').click()
  await desk.app.getByText('Ждём, когда клиент сменит данные.', { exact: false }).waitFor()
  await button(client, 'Данные сменены').click()
  await client.app.getByText('Прежние доступы: 1').waitFor()
}, 180_000)
