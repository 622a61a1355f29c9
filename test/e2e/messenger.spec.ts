import { expect, it } from 'vitest'
import { idOf } from './support/stage.ts'
import { installAll } from './support/prepared.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => installAll(world))

it('P2 a message of the portal’s messenger becomes a ticket, which then stands in the chat’s sidebar', async () => {
  const { world } = stage
  const { sandbox } = world
  sandbox.say('client', idOf(world, 'client', 'employee'), 'Не открываются [b]сделки[/b] с утра', ['экран.png'])
  const { page } = await stage.open('client', 'admin')
  await page.goto(`${sandbox.portals.client.origin}/online/?user=${idOf(world, 'client', 'admin')}`)
  const sidebar = page.frameLocator('.sidebar iframe')
  await sidebar.getByText('Открытых обращений нет').waitFor()

  await page.getByRole('button', { name: 'Создать обращение в Опоре' }).click()
  const app = page.frameLocator('.slider iframe')
  const field = app.getByLabel('Что случилось')
  await field.waitFor()
  await expect.poll(() => field.inputValue()).toMatch(/^Не открываются сделки с утра\n\nИз чата Битрикс24: /)
  await app.getByText('приложите их здесь: экран.png').waitFor()
  await app.getByRole('button', { name: 'Отправить так' }).click()
  await app.getByRole('log').getByText('Не открываются сделки с утра').waitFor()

  // The sidebar hears of it by itself.
  await sidebar
    .getByRole('link', { name: /Не открываются сделки/ })
    .or(sidebar.getByText(/Не открываются сделки/))
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  expect(sandbox.requests('client', 'im.dialog.messages.get').map(({ userId }) => userId)).toEqual([
    idOf(world, 'client', 'admin'),
  ])
}, 120_000)

it('P2 whoever may not write reads why, and the message stays where it is', async () => {
  const { world } = stage
  const { sandbox } = world
  sandbox.say('client', idOf(world, 'client', 'admin'), 'Посмотрите, пожалуйста')
  const { page } = await stage.open('client', 'employee')
  await page.goto(`${sandbox.portals.client.origin}/online/?user=${idOf(world, 'client', 'employee')}`)

  await page.getByRole('button', { name: 'Создать обращение в Опоре' }).first().click()

  await page.frameLocator('.slider iframe').getByText('Поддержку ведут ваши коллеги').waitFor()
  expect(sandbox.requests('client', 'im.dialog.messages.get').map(({ userId }) => userId)).not.toContain(
    idOf(world, 'client', 'employee'),
  )
}, 120_000)
