import { expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { useSales } from './support/sales.ts'
import { allShown } from './support/stage.ts'
import { button, chooseTicket, openTicket } from './support/steps.ts'

/** Two portals are opened in each story; a busy machine takes its time. */
const slow = 90_000

const { stage, selling } = useSales()

it(
  'E10 a client that has not paid reads everywhere that work waits for that, until the payment begins it',
  async () => {
    const { newBuyer, buy } = selling()
    const buyer = await newBuyer()
    const client = await stage.open(buyer.portal, 'admin')
    const { app } = client
    const hero = app.getByRole('region', { name: /Вам помогает/ })

    // The start page, and the strip above the list.
    await allShown([
      hero.getByText('Работа начнётся после первой оплаты'),
      hero.getByText(/Пока ничего не куплено/),
      hero.getByRole('link', { name: 'Выбрать тариф' }),
      app.getByRole('complementary').getByText('Работа начнётся после первой оплаты'),
    ])
    expect(await app.getByText(/Люди отвечают/).count()).toBe(0)

    // Before a word is written.
    await button(client, 'Новое обращение').click()
    await app
      .getByRole('main')
      .getByText(/Пока ничего не куплено/)
      .waitFor()
    await openTicket(client, 'Настроить воронку', 'Нужна воронка для продаж')

    // The receipt, the clocks and the conversation.
    const main = app.getByRole('main')
    await allShown([
      main.getByText(/Обращение .* принято\. Работа начнётся после первой оплаты/),
      main.getByText('Ждём оплаты', { exact: true }),
      main.getByText('Работа и сроки начнутся с первой оплатой', { exact: false }).first(),
    ])
    expect(await main.getByText(/Вы следующие|Люди ответят/).count()).toBe(0)

    await buy(buyer, 12, now())

    await allShown([
      main.getByText('Ждать оплаты больше не нужно: работа и сроки идут'),
      main.getByText(/Первый ответ: ещё/),
      app.getByRole('complementary').getByText(/Люди отвечают/),
    ])
    await main.getByText('Ждём оплаты', { exact: true }).waitFor({ state: 'hidden' })
    await main.getByText(/принято\. Работа начнётся/).waitFor({ state: 'hidden' })
  },
  slow,
)

it(
  'T3 a client’s "critical" beside another’s ticket: it waits its turn until staff agrees with one click',
  async () => {
    const { newBuyer, buy } = selling()
    const [first, second] = [await newBuyer(), await newBuyer()]
    for (const buyer of [first, second]) await buy(buyer, 12, now())
    const patient = await stage.open(first.portal, 'admin')
    await openTicket(patient, 'Не сходятся остатки', 'Разошлись с первого числа')
    const urgent = await stage.open(second.portal, 'admin')
    await button(urgent, 'Новое обращение').click()
    await urgent.app.getByRole('textbox', { name: 'Тема' }).fill('Всё стоит')
    await urgent.app.getByLabel('Что случилось').fill('Не открывается ничего')
    await urgent.app.getByText('Категория и приоритет').click()
    await urgent.app.getByRole('radio', { name: /Инцидент/ }).check()
    await urgent.app.getByRole('radio', { name: /Критический/ }).check()
    await button(urgent, /^(Создать обращение|Отправить так)$/).click()
    await urgent.app.getByText('Вы предложили: Критический. Решит специалист.').waitFor()

    // In the queue it stands behind whoever came before, with what its client proposes.
    const agent = await stage.open('partner', 'firstAgent')
    await agent.app.getByRole('link', { name: 'Очередь' }).click()
    const rows = agent.app.getByRole('list').getByRole('button', { name: /Не сходятся остатки|Всё стоит/ })
    await rows.nth(1).filter({ hasText: 'предлагают: Критический' }).waitFor()
    await rows.nth(0).filter({ hasText: 'Не сходятся остатки' }).waitFor()
    expect(await patient.app.getByText(/пришли позже вас/).count()).toBe(0)

    await chooseTicket(agent, 'Всё стоит')
    await button(agent, 'Согласиться').click()

    await allShown([
      rows.nth(0).filter({ hasText: 'Всё стоит' }),
      agent.app.getByText(/предложенный приоритет принят/),
      urgent.app.getByText(/предложенный приоритет принят/),
      patient.app.getByText(/критические обращения и обращения по купонам идут первыми/),
    ])
    await urgent.app.getByText(/Решит специалист/).waitFor({ state: 'hidden' })
    await button(agent, 'Согласиться').waitFor({ state: 'hidden' })
  },
  slow,
)
