import { expect, it } from 'vitest'
import { connectClient, installAll, payPartner, writeTicket } from './support/prepared.ts'
import { allShown, idOf } from './support/stage.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  await payPartner(world)
  const owner = await world.enter('partner', 1)
  await world.call('setStaff', { userId: idOf(world, 'partner', 'firstAgent'), role: 'agent' }, owner)
})

it('S7 D7 an agent works the queue by keyboard, a colleague takes a ticket meanwhile, the client sees its place', async () => {
  const { world } = stage
  for (const subject of ['Не приходят письма', 'Пропали счета', 'Медленно открывается']) {
    await writeTicket(world, subject, `${subject}, помогите`)
  }
  const agent = await stage.open('partner', 'firstAgent')
  const client = await stage.open('client', 'admin')
  const row = (subject: string) => agent.app.getByRole('list').getByRole('button', { name: subject })
  await allShown([row('Не приходят письма'), row('Пропали счета'), row('Медленно открывается')])

  // The client waits behind two others.
  await client.app.getByRole('list').getByRole('button', { name: 'Медленно открывается' }).click()
  await client.app.getByText('Перед вами 2 обращения.').waitFor()

  // The help says what the keys do.
  await agent.app.getByRole('button', { name: 'Клавиши' }).click()
  await agent.app.getByText('взять в работу', { exact: true }).waitFor()
  await agent.app.getByRole('button', { name: 'Понятно' }).click()

  // D7: after Escape, too, the keyboard is where it was, and not at the top of the page.
  const keys = agent.app.getByRole('button', { name: 'Клавиши' })
  await keys.press('Enter')
  await agent.app.getByRole('dialog').waitFor()
  await agent.page.keyboard.press('Escape')
  await agent.app.getByRole('dialog').waitFor({ state: 'detached' })
  await keys.and(agent.app.locator(':focus')).waitFor()

  // With them the first ticket is taken.
  await agent.page.keyboard.press('j')
  await agent.page.keyboard.press('t')
  await agent.app.getByText(/теперь отвечаете вы/).waitFor()
  await row('Не приходят письма').filter({ hasText: 'В работе' }).waitFor()

  // A colleague takes the next one, while the agent has the focus on it: it stays there, and says so.
  await agent.page.keyboard.press('j')
  expect(await row('Пропали счета').evaluate((one) => one === document.activeElement)).toBe(true)
  const owner = await world.enter('partner', 1)
  const { tickets } = await world.call('listQueue', { filter: 'unassigned' }, owner)
  const [next] = tickets
  await world.call('takeTicket', { ticketId: next?.ticketId ?? '' }, owner)
  await row('Пропали счета').filter({ hasText: 'В работе' }).waitFor()
  expect(await row('Пропали счета').evaluate((one) => one === document.activeElement)).toBe(true)
  await agent.page.keyboard.press('t')
  await agent.app.getByText('Обращение уже взял другой сотрудник.').waitFor()

  // Conditions become a list with a name, which is there after a reload.
  await agent.app.getByText('Ничьи', { exact: true }).click()
  await row('Медленно открывается').waitFor()
  expect(await row('Пропали счета').count()).toBe(0)
  await agent.app.getByRole('button', { name: 'Фильтры' }).click()
  await agent.app.getByRole('button', { name: 'Сохранить список' }).click()
  await agent.app.getByLabel('Название').fill('Разобрать сегодня')
  await agent.app.getByRole('dialog').getByRole('button', { name: 'Сохранить', exact: true }).click()
  await agent.app.getByRole('button', { name: 'Разобрать сегодня', exact: true }).waitFor()
  await agent.page.reload()
  await row('Пропали счета').waitFor()
  await agent.app.getByRole('button', { name: 'Разобрать сегодня', exact: true }).click()
  await row('Медленно открывается').waitFor()
  expect(await row('Пропали счета').count()).toBe(0)

  // A search finds other forms of a word.
  await agent.app.getByText('Все', { exact: true }).click()
  await row('Пропали счета').waitFor()
  await agent.app.getByRole('searchbox').fill('счёт')
  await row('Пропали счета').waitFor()
  await row('Медленно открывается').waitFor({ state: 'detached' })
}, 90_000)
