import { it } from 'vitest'
import { connectClient, installAll } from './support/prepared.ts'
import { button, openFoldedSection } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
  const owner = await world.enter('partner', 1)
  await world.call('setStaff', { userId: 3, role: 'agent' }, owner)
})

it('A5 T4 E10 an agent writes an article, the owner publishes it, and the client finds it: by search and beside a new ticket', async () => {
  const [agent, owner, client] = await Promise.all([
    stage.open('partner', 'firstAgent'),
    stage.open('partner', 'owner'),
    stage.open('client', 'admin'),
  ])
  await agent.app.getByRole('link', { name: 'Статьи', exact: true }).click()
  await button(agent, 'Новая статья').click()
  await agent.app.getByLabel('Название').fill('Письма уходят в спам')
  await agent.app.getByLabel('Категория').fill('Почта')
  await agent.app
    .getByLabel('Текст', { exact: true })
    .fill('## Что проверить\n\nДобавьте запись **DKIM** в DNS домена.')
  await agent.app
    .getByLabel('Как об этом спрашивают')
    .fill('письма клиентам попадают в спам\nпочта уходит в нежелательные\nнастроить dkim')
  await button(agent, 'Сохранить черновик').click()
  await agent.app.getByText('Черновик сохранён.').waitFor()

  await openFoldedSection(owner, 'Статьи')
  await owner.app.getByRole('link', { name: 'Письма уходят в спам' }).click()
  await owner.app.getByText('Просмотр', { exact: true }).click()
  await owner.app.getByRole('heading', { name: 'Что проверить' }).waitFor()
  await button(owner, 'Опубликовать').click()
  await owner.app.getByText('Статья «Письма уходят в спам» опубликована.').waitFor()

  await client.app.getByRole('link', { name: 'База знаний' }).click()
  await client.app.getByLabel('Найти ответ').fill('спам')
  await client.app.getByRole('link', { name: 'Письма уходят в спам' }).click()
  await client.app.getByText('Добавьте запись DKIM в DNS домена.').waitFor()

  await client.app.getByRole('link', { name: 'Все статьи' }).click()
  await client.app.getByRole('link', { name: 'К обращениям' }).click()
  await client.app.getByRole('button', { name: 'Новое обращение' }).first().click()
  await client.app.getByLabel('Что случилось').fill('Наши письма клиентам попадают в спам')
  await client.app.getByText('Возможно, ответ уже есть').waitFor()
  await client.app.getByRole('link', { name: 'Письма уходят в спам' }).click()
  await client.app.getByRole('heading', { name: 'Письма уходят в спам' }).waitFor()
}, 120_000)
