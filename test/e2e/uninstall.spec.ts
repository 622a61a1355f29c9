import { expect, it } from 'vitest'
import { answerTicket, connectClient, installAll, writeTicket } from './support/prepared.ts'
import { idOf } from './support/stage.ts'
import { chooseTicket, composer, helperIs, installThrough, message } from './support/steps.ts'
import { useStage } from './support/story.ts'

const subject = 'Права на папку'
const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  await answerTicket(world, 'partner', await writeTicket(world, subject, 'Кто видит папку?'), 'Сейчас проверим')
})

it('C5 P1 uninstalling ends sessions and open pages at once, and installing again works', async () => {
  const { world } = stage
  const [client, partner] = await Promise.all([stage.open('client', 'admin'), stage.open('partner', 'owner')])
  await Promise.all([chooseTicket(client, subject), chooseTicket(partner, subject)])
  await composer(client).waitFor()
  const token = await world.enter('client', idOf(world, 'client', 'admin'))

  await world.sandbox.uninstall('client', { clean: false })

  await client.app.getByRole('alert').getByRole('heading', { name: 'Не получилось открыть' }).waitFor()
  await partner.app.getByText('Клиент удалил приложение').waitFor()
  expect(await composer(partner).count()).toBe(0)
  expect(await world.ask('listTickets', {}, token)).toMatchObject({ code: 'portal_not_installed' })

  await client.page.reload()
  await installThrough(client)
  await helperIs(client, 'Поддержка24').waitFor()
  await chooseTicket(client, subject)
  await message(client, 'Сейчас проверим').waitFor()
}, 120_000)
