import { expect, it } from 'vitest'
import { connectClient, installAll } from './support/prepared.ts'
import { button } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
})
const phone = { width: 360, height: 740 }

it('D3 a desk announces an incident, tells it anew and ends it; the client’s open page follows, and keeps it to be read', async () => {
  const [desk, client] = await Promise.all([stage.open('partner', 'owner'), stage.open('client', 'admin')])
  await client.page.setViewportSize(phone)
  await desk.app.getByRole('link', { name: 'Объявления' }).click()
  await button(desk, 'Новое объявление').click()
  const dialog = desk.app.getByRole('dialog')
  await dialog.getByLabel('Заголовок').fill('Письма уходят с опозданием')
  await dialog.getByLabel('Подробности').fill('Очередь `SMTP` разбирается')
  await dialog.getByRole('button', { name: 'Опубликовать' }).click()
  await desk.app.getByText('Объявление «Письма уходят с опозданием» опубликовано').waitFor()

  const banner = client.app.getByRole('region', { name: 'Объявления поддержки' })
  await banner.getByText('Письма уходят с опозданием').waitFor()
  await button(client, 'Скрыть объявление «Письма уходят с опозданием»').click()
  await banner.waitFor({ state: 'detached' })

  await button(desk, 'Дополнить «Письма уходят с опозданием»').click()
  await dialog.getByText('Критично', { exact: true }).click()
  await dialog.getByLabel('Заголовок').fill('Письма не уходят')
  await dialog.getByRole('button', { name: 'Дополнить', exact: true }).click()
  await client.app.getByRole('alert').getByText('Письма не уходят').waitFor()
  expect(await client.app.getByRole('button', { name: /^Скрыть объявление/ }).count()).toBe(0)

  await button(desk, 'Завершить «Письма не уходят»').click()
  await dialog.getByLabel('Подробности').fill('Все письма ушли')
  await dialog.getByRole('button', { name: 'Завершить', exact: true }).click()
  await banner.waitFor({ state: 'detached' })

  await client.app.getByRole('link', { name: 'Условия поддержки', exact: true }).click()
  const history = client.app.getByRole('region', { name: 'Объявления' })
  await history.getByText('Все письма ушли').waitFor()
  await history.getByText('Ещё 2 записи').click()
  await history.getByText('Очередь').first().waitFor()
}, 120_000)
