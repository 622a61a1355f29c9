import { it } from 'vitest'
import { publish } from '#test/server/assistant/talk.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { partnerGoesBy } from './support/presets.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await partnerGoesBy(world, 'vendor-sla')
  await connectClient(world)
  const article = {
    title: 'Як оновити продукт до нової версії',
    body: 'Зробіть резервну копію, потім відкрийте розділ оновлень.',
    phrasings: ['оновлення не встановлюється', 'як перейти на нову версію', 'оновитися без простою'],
  }
  await publish(world, await world.enter('partner', 1), article, 'uk')
})

it('A1 D7 a Ukrainian portal at vendor-sla: the assistant and its pages speak Ukrainian, and people may be asked for in words', async () => {
  const { world } = stage
  await fetch(`${world.sandbox.portals['client']?.origin}/sandbox/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'language', value: 'ua', user: 1 }),
  })
  const client = await stage.open('client', 'admin')
  await client.app.getByRole('button', { name: 'Нове звернення' }).first().click()
  await client.app.getByText('Спершу відповість помічник').waitFor()
  await client.app.getByLabel('Що сталося').fill('оновлення не встановлюється')
  await client.app.getByRole('button', { name: /^(Створити звернення|Надіслати так)$/ }).click()
  const assistant = client.app.getByRole('article', { name: /^Помічник/ })
  await assistant.getByText('Схоже, ось відповідь на ваше запитання:').waitFor()
  await client.app.getByRole('link', { name: 'Як оновити продукт до нової версії' }).waitFor()
  await client.app.getByRole('button', { name: 'Не допомогло' }).click()
  await assistant.getByText(/Шкода, що не допомогло/).waitFor()
  const field = client.app.getByRole('textbox', { name: 'Повідомлення', exact: true })
  await field.fill('Покличте оператора, будь ласка')
  await field.press('Enter')
  await assistant.getByText(/Передаю розмову людям/).waitFor()
}, 120_000)
