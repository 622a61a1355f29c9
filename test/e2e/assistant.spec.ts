import { afterEach, expect, it, vi } from 'vitest'
import { mailArticle, publish, taskArticle, telephonyArticle } from '#test/server/assistant/talk.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { addressOf, type Visit } from './support/stage.ts'
import { button, composer, openTicket, write } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  const standard = await world.enter('standard', 1)
  for (const article of [mailArticle, telephonyArticle, taskArticle]) await publish(world, standard, article)
})
afterEach(() => vi.useRealTimers())

const dialogue = ({ app }: Visit) => app.getByRole('region', { name: 'Разговор с помощником' })
const said = ({ app }: Visit, text: string | RegExp) => app.getByRole('article', { name: /^Помощник/ }).getByText(text)

/** The clocks of the servers and of this browser go on from there. */
async function visitAt(at: Date): Promise<Visit> {
  const visit = await stage.sameBrowser()
  await visit.page.clock.setSystemTime(at)
  vi.useFakeTimers({ toFake: ['Date'], now: at, shouldAdvanceTime: true })
  await visit.page.goto(addressOf(stage.world, 'client', 'admin'))
  return visit
}

it('A1 a commercial tariff: a new ticket is answered at once with a quote and a link, and closes when it helped', async () => {
  const client = await stage.open('client', 'admin')
  await openTicket(client, 'Почта', 'Не отправляется почта')
  await said(client, 'Похоже, вот ответ на ваш вопрос:').waitFor()
  await said(client, 'Попытка 1 из 3').waitFor()
  await client.app.getByRole('link', { name: mailArticle.title }).waitFor()
  await client.app.getByText('должен быть 465').waitFor()
  await button(client, 'Помогло').first().click()
  await client.app.getByText(/ответ помощника помог/).waitFor()
  expect(await dialogue(client).count()).toBe(0)
}, 120_000)

it('A2 A3 three failures: then the operator button, and the agent sees everything', async () => {
  const [client, agent] = await Promise.all([stage.open('client', 'admin'), stage.open('standard', 'owner')])
  await openTicket(client, 'Исходящие', 'Не отправляется почта')
  await button(client, 'Не помогло').click()
  await said(client, /Жаль, что не помогло/).waitFor()
  await dialogue(client)
    .getByText(/Использовано: 1/)
    .waitFor()
  await write(client, 'Зелёная лампочка мигает на крыше')
  await dialogue(client)
    .getByText(/Использовано: 2/)
    .waitFor()
  await write(client, 'Кофеварка шумит по утрам')
  await said(client, /Я исчерпал попытки/).waitFor()
  expect(await agent.app.getByRole('list').getByRole('button', { name: 'Исходящие' }).count()).toBe(0)
  await button(client, 'Подключить оператора').click()
  await said(client, /Передаю разговор людям/).waitFor()
  await agent.app.getByRole('list').getByRole('button', { name: 'Исходящие' }).click()
  await agent.app.getByText('Передано помощником').click()
  await agent.app.getByRole('listitem').getByText(`${mailArticle.title}: не помогла`).waitFor()
  await said(agent, /Похоже, вот ответ/).waitFor()
  await agent.app.getByText('Кофеварка шумит по утрам').first().waitFor()
  await write(client, 'Есть кто живой?')
  await client.app.getByText('Есть кто живой?').waitFor()
  expect(await dialogue(client).count()).toBe(0)
}, 120_000)

it('A1 E1 outside of working hours the assistant says when people are back', async () => {
  const visit = await visitAt(new Date('2026-11-21T12:00:00+03:00'))
  await openTicket(visit, 'В субботу', 'Зелёная лампочка мигает на крыше')
  await said(visit, /Не нашёл ответа/).waitFor()
  await write(visit, 'Кофеварка шумит по утрам')
  await dialogue(visit)
    .getByText(/Использовано: 2/)
    .waitFor()
  await write(visit, 'Трамвай опоздал')
  await said(visit, /Вернутся: понедельник.* 10:00/).waitFor()
}, 120_000)

it('E1 the free tariff: “Спросить помощника” instead of a new ticket, and after three failures the ways on', async () => {
  stage.world.sandbox.setTariff('client', 'free')
  const visit = await visitAt(new Date('2026-11-26T12:00:00+03:00'))
  await button(visit, 'Спросить помощника').first().click()
  await visit.app.getByLabel('Ваш вопрос').fill('Не отправляется почта')
  await button(visit, 'Спросить').last().click()
  await visit.app.getByRole('link', { name: mailArticle.title }).waitFor()
  await button(visit, 'Не помогло').click()
  await said(visit, /Жаль, что не помогло/).waitFor()
  await write(visit, 'Зелёная лампочка мигает на крыше')
  await said(visit, 'Попытка 2 из 3').waitFor()
  await write(visit, 'Кофеварка шумит по утрам')
  await said(visit, /операторов на этом уровне поддержки нет/).waitFor()
  expect(await button(visit, 'Подключить оператора').count()).toBe(0)
  await dialogue(visit)
    .getByRole('link', { name: /коммерческий тариф/ })
    .waitFor()
  await composer(visit).waitFor()
  await connectClient(stage.world)
  stage.world.sandbox.setTariff('client', 'pro')
}, 120_000)
