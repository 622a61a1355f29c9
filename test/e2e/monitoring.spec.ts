import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { useClock } from './support/clock.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { button, openFoldedSection } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
})
const clock = useClock(stage)
const bodies = new URL('../server/monitoring/bodies/', import.meta.url)

it('D3 Alertmanager calls: the client reads a banner, everybody the public page; it calls again, and both are over', async () => {
  const [desk, client] = await Promise.all([stage.open('partner', 'owner'), stage.open('client', 'admin')])
  await openFoldedSection(desk, 'Мониторинг')
  await button(desk, 'Добавить компонент').click()
  const dialog = desk.app.getByRole('dialog')
  await dialog.getByLabel('Название').fill('Портал клиентов')
  await dialog.getByLabel('Открыть сбой через, мин').fill('0')
  await dialog.getByLabel('Закрыть через, мин').fill('0')
  await dialog.getByRole('button', { name: 'Добавить компонент' }).click()
  const address = await desk.app.getByRole('dialog', { name: 'Адрес для монитора' }).locator('output').innerText()
  await button(desk, 'Готово').click()
  await desk.app.getByLabel('Имя в адресе').fill('vector')
  await button(desk, 'Открыть страницу').click()
  await desk.app.getByText('Страница состояния открыта').waitFor()

  const firing = await readFile(new URL('alertmanager.json', bodies), 'utf8')
  const call = async (body: string) => (await fetch(address.trim(), { method: 'POST', body })).status
  expect(await call(firing)).toBe(200)
  const banner = client.app.getByRole('region', { name: 'Объявления поддержки' })
  await banner.getByText('Сбой: Портал клиентов').waitFor()
  await desk.app.getByText('Сбой', { exact: true }).waitFor()
  const anyone = await client.context.newPage()
  const statusPage = `${stage.world.url}/status/vector?lang=ru`
  await anyone.goto(statusPage)
  await anyone.getByRole('heading', { name: 'Сбой: Портал клиентов' }).waitFor()
  await anyone.getByText('Есть сбои').waitFor()

  expect(await call(firing.replaceAll('"status": "firing"', '"status": "resolved"'))).toBe(200)
  await banner.waitFor({ state: 'detached' })
  await desk.app.getByText('Работает', { exact: true }).waitFor()
  await clock.pass(15_000)
  await anyone.reload()
  await anyone.getByText('Известных сбоев нет').waitFor()
  await anyone.getByText('Снова работает.').waitFor()
}, 120_000)
