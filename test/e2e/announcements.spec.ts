import { expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { moscowWorkdays } from '#server/regulations/presets/calendars.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { button } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
})
const hours: [string, string] = ['10:00', '14:00']
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

it('D3 a holiday is proposed from the calendar: not to be announced, then announced after all; the client reads it', async () => {
  const { world } = stage
  const day = new Date(now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10)
  const office = { ...moscowWorkdays('09:00', '18:00'), country: null, exceptions: { [day]: [hours] } }
  const token = await world.enter('partner', 1)
  const { lastVersion } = await world.call('readRegulation', {}, token)
  const document = { ...quantumMaintenance, calendars: { office } }
  await world.call('publishRegulation', { document, effectiveAt: null, lastVersion }, token)
  const [desk, client] = await Promise.all([stage.open('partner', 'owner'), stage.open('client', 'admin')])
  await desk.app.getByRole('link', { name: 'Объявления' }).click()
  const proposals = desk.app.getByRole('region', { name: 'Скоро особые дни' })
  await proposals.getByText(/работаем 10:00.+14:00 по московскому времени/).waitFor()

  await button(desk, /^Не объявлять/).click()
  await proposals.getByText(/^Решено не объявлять: /).waitFor()
  await button(desk, /^Вернуть предложение/).click()
  await button(desk, /^Объявить/).click()
  await desk.app.getByRole('dialog').getByRole('button', { name: 'Опубликовать' }).click()
  await desk.app.getByText(/^Объявление «Время работы изменится: .+» опубликовано$/).waitFor()
  await proposals.waitFor({ state: 'detached' })

  await client.app.getByRole('link', { name: 'Условия поддержки', exact: true }).click()
  await client.app.getByRole('region', { name: 'Объявления' }).getByText('Время работы изменится').waitFor()
}, 120_000)
