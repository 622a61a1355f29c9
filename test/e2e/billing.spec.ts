import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { part } from './support/accounts.ts'
import { useClock } from './support/clock.ts'
import { ago, DAY, MINUTE, useSales, type Buyer } from './support/sales.ts'
import { allShown, type Visit } from './support/stage.ts'
import { button, chooseTicket } from './support/steps.ts'

/** Two portals are opened in each story; a busy machine takes its time. */
const slow = 90_000
const phone = { width: 360, height: 740 }

const { stage, selling } = useSales()
const clock = useClock(stage)

it(
  'Q3 Q4 an admin orders at a total that is shown before; the owner records a part, then the rest, and both see it paid',
  async () => {
    const buyer = await selling().newBuyer()
    const client = await stage.open(buyer.portal, 'admin')
    await client.app.getByRole('link', { name: 'Баланс и тариф' }).click()
    await button(client, 'Выбрать тариф').click()
    await client.app.getByRole('radio', { name: 'Предоплаченный пакет обращений' }).check()
    await client.app.getByLabel('Сколько квантов').fill('20')
    await client.app.getByText('12 000 ₽', { exact: true }).waitFor()
    await button(client, 'Оформить заказ').click()
    await client.app
      .getByText('Заказ оформлен: Предоплаченный пакет обращений, 20 квантов, 3 часа 20 минут, 12 000 ₽')
      .waitFor()
    await button(client, 'К заказам').click()
    const desk = await accountAtDesk(buyer)
    await part(desk, 'Заказы').click()
    await allShown([client, desk].map(({ app }) => app.getByText('Ждёт оплаты', { exact: true })))

    await recordPayment(desk, { number: '17', amount: '5000' })
    await desk.app.getByText('Не хватает 7 000 ₽').waitFor()
    await allShown([client, desk].map(({ app }) => app.getByText('Получено 5 000 ₽ из 12 000 ₽: заказ ждёт остаток.')))
    await allShown([client, desk].map(({ app }) => app.getByText('Ждёт оплаты', { exact: true })))

    await recordPayment(desk, { number: '18', amount: '7000' })

    await allShown([client, desk].map(({ app }) => app.getByText('Оплачен', { exact: true })))
    await allShown([client, desk].map(({ app }) => leftIn(app, 20, 'из 20 квантов')))
  },
  slow,
)

it(
  'Q4 on a phone an order is confirmed in view with the way to pay it, and a second press finds it instead of a second one',
  async () => {
    const { newBuyer, told, owner } = selling()
    const buyer = await newBuyer()
    const details = 'ООО «Лад», р/с 40702810000000000001'
    await told.tell(owner, now(), 'setPaymentDetails', { details, instead: '' })
    const client = await stage.open(buyer.portal, 'admin')
    await client.page.setViewportSize(phone)
    await client.app.getByRole('link', { name: 'Баланс и тариф' }).click()
    await button(client, 'Выбрать тариф').click()
    await client.app.getByRole('radio', { name: 'Предоплаченный пакет обращений' }).check()
    await button(client, 'Оформить заказ').click()
    await inView(
      client.app.getByRole('heading', { name: /^Заказ оформлен: Предоплаченный пакет обращений, 12 квантов/ }),
    )
    await client.app.getByText(details).waitFor()

    await button(client, 'Заказать ещё').click()
    await button(client, 'Оформить заказ').click()
    await inView(client.app.getByRole('heading', { name: /^Такой заказ уже ждёт оплаты/ }))
    await button(client, 'К заказам').click()

    await client.app.getByText(details).waitFor()
    expect(await client.app.getByText('Ждёт оплаты', { exact: true }).count()).toBe(1)
  },
  slow,
)

it(
  'Q5 the client sees the timer run that an agent has started, and both read the same quanta when it stops',
  async () => {
    const { newBuyer, buy, ticket, work } = selling()
    const buyer = await newBuyer()
    await buy(buyer, 12, ago(2 * DAY))
    await work(await ticket(buyer, 'Стоит обмен', ago(DAY)), 25, ago(DAY))
    const { client, agent } = await bothAt(buyer, 'Стоит обмен')
    await allShown([client, agent].map(({ app }) => app.getByText('По обращению списано: 3 кванта')))

    await button(agent, 'Запустить таймер').click()
    await allShown([
      agent.app.getByText('Ваш таймер идёт'),
      client.app.getByText('Артём Нечаев работает над обращением'),
      client.app.getByText('Артём Нечаев: работа началась, таймер идёт').nth(1),
    ])
    // The first quantum is counted when the second in which it begins is over.
    await allShown([client, agent].map(({ app }) => app.getByText('По обращению списано: 4 кванта')))
    await button(agent, 'Остановить таймер: Артём Нечаев').click()

    await allShown([
      agent.app.getByText('Таймер остановлен, списано: 1 квант, 10 минут.'),
      ...[client, agent].flatMap(({ app }) => [
        app.getByText('Артём Нечаев: работа остановлена. Списано: 1 квант'),
        app.getByText('По обращению списано: 4 кванта'),
        app.getByText('Осталось: 8 квантов'),
      ]),
    ])
    await client.app.getByText('Артём Нечаев работает над обращением').waitFor({ state: 'hidden' })
  },
  slow,
)

it(
  'Q7 the timer stops by itself with the last quantum and service with it; a payment resumes everything',
  async () => {
    const { newBuyer, buy, order, ticket, work, start, told, owner } = selling()
    const buyer = await newBuyer()
    await buy(buyer, 12, ago(2 * DAY))
    const ticketId = await ticket(buyer, 'Не сходятся остатки', ago(DAY))
    await work(ticketId, 110, ago(DAY))
    const { client, agent } = await bothAt(buyer, 'Не сходятся остатки')
    await allShown([client, agent].map(({ app }) => app.getByText('Осталось: 1 квант')))

    await start(ticketId, ago(5 * MINUTE))
    await client.app.getByText('Артём Нечаев работает над обращением').waitFor()
    await clock.pass(5 * MINUTE)
    await allShown([
      ...[client, agent].flatMap(({ app }) => [
        app.getByText('Квантов больше нет, таймер остановлен. Списано: 1 квант'),
        app.getByText('Оплаченные кванты закончились: работа и сроки стоят до оплаты'),
        app.getByText('Квантов не осталось'),
      ]),
      client.app.getByText(/Специалисты продолжат после оплаты/),
      agent.app.getByText(/Работа приостановлена с .*: ждёт оплаты/),
    ])
    expect(await button(agent, 'Запустить таймер').isDisabled()).toBe(true)

    const orderId = await order(buyer, 12, now())
    const payment = { documentNumber: '77', documentDate: '2026-01-31', amount: { minor: 7200_00, currency: 'RUB' } }
    await told.tell(owner, now(), 'recordPayment', { orderId, ...payment })

    await allShown(
      [client, agent].flatMap(({ app }) => [
        app.getByText('Ждать оплаты больше не нужно: работа и сроки идут'),
        app.getByText('Осталось: 12 квантов'),
      ]),
    )
    await button(agent, 'Запустить таймер').click()
    await client.app.getByText('Артём Нечаев работает над обращением').waitFor()
    // The first quantum is counted when the second in which it begins is over.
    await allShown([client, agent].map(({ app }) => app.getByText('Осталось: 11 квантов')))
    await button(agent, 'Остановить таймер: Артём Нечаев').click()
    await client.app.getByText('Артём Нечаев: работа остановлена. Списано: 1 квант').waitFor()
  },
  slow,
)

/** Whoever scrolls nowhere reads all of it: its place is told within the window, through the frame. */
async function inView(heading: Locator): Promise<void> {
  await heading.waitFor()
  const { y = -1, height = 0 } = (await heading.boundingBox()) ?? {}
  expect([y >= 0, y + height <= phone.height]).toEqual([true, true])
}

/** The client's and the agent's page of one ticket. */
async function bothAt({ portal }: Buyer, subject: string): Promise<{ client: Visit; agent: Visit }> {
  const client = await stage.open(portal, 'admin')
  const agent = await stage.open('partner', 'firstAgent')
  await agent.app.getByRole('link', { name: 'Очередь' }).click()
  await Promise.all([chooseTicket(client, subject), chooseTicket(agent, subject)])
  return { client, agent }
}

/** The owner at this client's account. */
async function accountAtDesk({ shownAs }: Buyer): Promise<Visit> {
  const desk = await stage.open('partner', 'owner')
  await desk.app.getByRole('link', { name: 'Балансы' }).click()
  await desk.app.getByRole('link', { name: shownAs }).click()
  await desk.app.getByRole('heading', { level: 1, name: shownAs }).waitFor()
  return desk
}

async function recordPayment(desk: Visit, { number, amount }: { number: string; amount: string }): Promise<void> {
  await button(desk, /^Записать оплату/).click()
  const dialog = desk.app.getByRole('dialog', { name: 'Записать оплату' })
  await dialog.getByLabel('Номер документа').fill(number)
  await dialog.getByLabel('Сумма, RUB').fill(amount)
  await dialog.getByRole('button', { name: 'Записать', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

function leftIn(app: Visit['app'], left: number, ofTotal: string) {
  return app.getByRole('region', { name: 'Баланс' }).getByText(new RegExp(`${left}\\s*${ofTotal}`))
}
