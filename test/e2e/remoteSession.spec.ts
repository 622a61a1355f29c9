import { it } from 'vitest'
import { part } from './support/accounts.ts'
import { ago, DAY, MINUTE, useSales } from './support/sales.ts'
import { allShown, type Visit } from './support/stage.ts'
import { button, chooseTicket } from './support/steps.ts'

const { stage, selling } = useSales()
const subject = 'Касса не печатает чек'

it('T9 Q11 a remote session is refused, consented to, runs with the timer from its start to its end, and stands in the balance', async () => {
  const { newBuyer, buy, ticket } = selling()
  const buyer = await newBuyer()
  await buy(buyer, 12, ago(2 * DAY))
  await ticket(buyer, subject, ago(10 * MINUTE))
  const client = await stage.open(buyer.portal, 'admin')
  const agent = await stage.open('partner', 'firstAgent')
  await agent.app.getByRole('link', { name: 'Очередь' }).click()
  await Promise.all([chooseTicket(client, subject), chooseTicket(agent, subject)])

  await askForSession(agent, 'Посмотреть настройки кассы')
  await accessOf(client).getByRole('button', { name: 'Отказать' }).click()
  await client.app.getByRole('dialog').getByLabel('Причина').fill('Касса занята до обеда')
  await client.app.getByRole('dialog').getByRole('button', { name: 'Отказать' }).click()
  await agent.app.getByText('Прежние доступы: 1').waitFor()

  await askForSession(agent, 'Посмотреть после обеда')
  await accessOf(client).getByText('Зачем: Посмотреть после обеда').waitFor()
  await accessOf(client).getByRole('button', { name: 'Дать доступ' }).click()
  const dialog = client.app.getByRole('dialog')
  await choose(client, 'Программа', 'RuDesktop')
  await dialog.getByLabel('Номер (ID) рабочего места').fill('123 456 789')
  await dialog.getByLabel('Пароль').fill('разовый-пароль')
  await dialog.getByText(/каждый просмотр будет вам виден/).waitFor()
  await button(client, 'Разрешить и передать').click()
  await allShown([client, agent].map(({ app }) => app.getByText('Доступ дан: удалённый сеанс, RuDesktop')))

  await accessOf(agent).getByRole('button', { name: 'Посмотреть' }).click()
  await agent.app.getByText('123 456 789').waitFor()
  await button(agent, 'Начать сеанс').click()
  const offered = agent.app.getByRole('status').filter({ hasText: 'Сеанс начат. Запустить таймер?' })
  await offered.getByRole('button', { name: 'Запустить таймер' }).click()
  await allShown([
    accessOf(client).getByText('Идёт удалённый сеанс: Артём Нечаев', { exact: false }),
    client.app.getByText('Артём Нечаев работает над обращением'),
    agent.app.getByText('Ваш таймер идёт'),
  ])

  await button(agent, 'Завершить сеанс').click()
  const ended = agent.app.getByRole('status').filter({ hasText: 'Сеанс завершён. Остановить таймер?' })
  await ended.getByRole('button', { name: 'Остановить таймер' }).click()
  await client.app.getByText('Артём Нечаев: работа остановлена. Списано: 1 квант').waitFor()

  await client.app.getByRole('link', { name: 'Баланс и тариф' }).click()
  await part(client, 'Работы').click()
  await client.app.getByText(/Удалённый сеанс \(RuDesktop\): с \d\d:\d\d до \d\d:\d\d/).waitFor()
}, 180_000)

function accessOf({ app }: Visit) {
  return app.getByRole('region', { name: 'Доступ для поддержки' })
}

async function choose({ app }: Visit, name: string, option: string): Promise<void> {
  await app.getByRole('dialog').getByRole('combobox', { name, exact: true }).click()
  await app.getByRole('option', { name: option, exact: true }).click()
}

async function askForSession(agent: Visit, purpose: string): Promise<void> {
  await button(agent, 'Запросить доступ').click()
  await choose(agent, 'Что нужно', 'удалённый сеанс')
  await agent.app.getByRole('dialog').getByLabel('Зачем').fill(purpose)
  await agent.app.getByRole('dialog').getByRole('button', { name: 'Запросить' }).click()
  await agent.app.getByRole('dialog').waitFor({ state: 'hidden' })
}
