import { expect, it } from 'vitest'
import { accountTexts } from '#app/billing/account/account.texts.ts'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { answerTicket, connectClient, installAll, writeTicket } from './support/prepared.ts'
import { allShown } from './support/stage.ts'
import { button } from './support/steps.ts'
import { useStage } from './support/story.ts'

const subject = 'CRM 503'
const slow = 90_000

/** A client with a package, a ticket under way and a running timer; in the CRM of its partner it is the first company. */
const stage = useStage(async ({ world }) => {
  const { sandbox } = world
  sandbox.setScopes('partner', ['placement', 'im', 'imbot', 'user_brief', 'crm'])
  await installAll(world)
  await connectClient(world)
  const owner = await world.enter('partner', 1)
  const admin = await world.enter('client', 1)
  const { deskId } = await world.call('readDesk', {}, owner)
  const orderId = newId()
  const total = { minor: 7200_00, currency: 'RUB' }
  await world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta: 12, total }, admin)
  const payment = { orderId, documentNumber: 'B-1', documentDate: '2026-11-20', amount: total }
  await world.call('recordPayment', payment, owner)
  const ticketId = await writeTicket(world, subject, '`503`')
  await answerTicket(world, 'partner', ticketId, '`503`')
  await world.call('startTimer', { ticketId, intervalId: newId() }, owner)
  await eventually(() => expect(sandbox.requests('partner', 'event.bind')).toHaveLength(2))
  await eventually(async () => {
    await world.call('linkCompany', { memberId: sandbox.portals.client.memberId, companyId: 1 }, owner)
  })
})

const crmPage = (path: string) => `${stage.world.sandbox.portals.partner.origin}/crm/${path}/?user=1`

it(
  'Q4 a client’s order becomes an invoice in the CRM of the desk; paid there, it is paid on both pages by itself',
  async () => {
    const { page: portal } = await stage.open('partner', 'owner')
    const client = await stage.open('client', 'admin')
    await client.app.getByRole('link', { name: 'Баланс и тариф' }).click()
    await button(client, 'Выбрать тариф').click()
    await client.app.getByRole('radio', { name: 'Предоплаченный пакет обращений' }).check()
    await client.app.getByLabel('Сколько квантов').fill('20')
    await button(client, 'Оформить заказ').click()
    await button(client, 'К заказам').click()
    const desk = await stage.open('partner', 'owner')
    await desk.app.getByRole('link', { name: 'Балансы' }).click()
    await desk.app
      .getByRole('list', { name: 'Балансы клиентов' })
      .getByRole('listitem')
      .filter({ hasText: stage.world.sandbox.portals.client.domain })
      .getByRole('link')
      .click()
    await desk.app.getByText('Заказы', { exact: true }).click()
    await allShown([
      desk.app.getByText(/Счёт № \d+ в CRM ждёт оплаты/),
      client.app.getByText(/Счёт № \d+ выставлен\. Когда он будет оплачен, пакет начнётся сам\./),
    ])

    await desk.app
      .getByRole('button', { name: /Открыть счёт/ })
      .first()
      .click()
    await desk.page.frameLocator('iframe.portal-page').getByText('12000 RUB').waitFor()
    const [invoice] = stage.world.sandbox.invoices('partner').slice(-1)
    await portal.goto(crmPage(`type/31/details/${invoice?.id}`))
    await portal.getByRole('button', { name: 'Оплачен', exact: true }).click()

    await allShown([client, desk].map(({ app }) => app.getByText(new RegExp(`Счёт № ${invoice?.id} оплачен`))))
    expect(await client.app.getByText('Ждёт оплаты', { exact: true }).count()).toBe(0)
  },
  slow,
)

it(
  'P2 the tab of the company’s card shows tickets, balance and timer of its client, and leads into the desk',
  async () => {
    const { page, app } = await stage.open('partner', 'owner')
    await page.goto(crmPage('company/details/1'))
    await allShown([
      app.getByRole('link', { name: new RegExp(subject) }),
      app.getByText(/Виктор Лаптев/).first(),
      app.getByRole('region', { name: accountTexts.texts.ru.title }),
    ])
    await app.getByRole('link', { name: new RegExp(subject) }).click()
    await app.getByRole('heading', { level: 1, name: subject }).waitFor()

    // Another company is nobody's yet: the owner says which client it is.
    await page.goto(crmPage('company/details/2'))
    await app.getByRole('button', { name: /^Связать с клиентом/ }).click()
    await app.getByRole('link', { name: new RegExp(subject) }).waitFor()
  },
  slow,
)
