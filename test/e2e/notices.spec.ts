import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { eventually } from '#test/support/eventually.ts'
import { bodyOf, startFakeSmtp, type FakeSmtp } from '#test/support/fakeSmtp.ts'
import { newId, type World } from '#test/support/world.ts'
import { answerTicket, connectClient, installAll, payPartner } from './support/prepared.ts'
import { idOf, nameOf, type Visit } from './support/stage.ts'
import { button, chooseTicket, openFoldedSection, openTicket } from './support/steps.ts'
import { useStage } from './support/story.ts'

let smtp: FakeSmtp
const stage = useStage(
  async ({ world }) => {
    await installAll(world)
    const admin = await world.enter('client', idOf(world, 'client', 'admin'))
    await world.call('namePerson', { userId: idOf(world, 'client', 'integrator'), as: 'integrator' }, admin)
    await connectClient(world)
    await payPartner(world)
  },
  async () => {
    smtp = await startFakeSmtp()
    return { OPORA_SMTP_URL: smtp.url, OPORA_MAIL_FROM: 'support@opora.example' }
  },
)
afterAll(() => smtp.close())

const phone = { width: 360, height: 740 }
const address = 'serhiy@klient.example'
const box = ({ app }: Visit, event: string, channel: string) =>
  app.getByRole('checkbox', { name: `${event}: ${channel}`, exact: true })

/** As if the minutes were over in which what is written is gathered. */
async function gathered({ store }: World): Promise<void> {
  for (const table of ['notices_due', 'mail_lines'])
    await sql.raw(`update ${table} set due_at = due_at - interval '10 minutes'`).execute(store.db)
}

async function arrived(world: World, count: number): Promise<string[]> {
  await eventually(async () => {
    await gathered(world)
    expect(smtp.mails.filter(({ to }) => to === address)).toHaveLength(count)
  })
  return smtp.mails.filter(({ to }) => to === address).map(({ raw }) => bodyOf(raw, 'text/plain'))
}

async function order(world: World, quanta: number): Promise<void> {
  const admin = await world.enter('client', idOf(world, 'client', 'admin'))
  const { deskId } = await world.call('readOffers', { account: { side: 'client', deskId: null } }, admin)
  const total = { minor: quanta * 600_00, currency: 'RUB' }
  await world.call('placeOrder', { deskId, orderId: newId(), planCode: 'prepaid', quanta, total }, admin)
}

it('D4 an integrator chooses what letters come and where to; the owner reads what did not arrive, and why', async () => {
  const { world } = stage
  const [integrator, owner] = [await stage.open('client', 'integrator'), await stage.open('partner', 'owner')]
  await openTicket(integrator, 'Письма не приходят', 'С утра ни одного.')
  await integrator.app.getByRole('link', { name: 'Настройки поддержки' }).click()
  await integrator.app.getByText('Сейчас писем не будет: адрес неизвестен.').waitFor()

  const answers = box(integrator, 'Ответ специалиста в обращении: обращения, которые открыли вы', 'Почта')
  await answers.click()
  await integrator.app.getByText('Сохранено.').waitFor()
  await integrator.page.setViewportSize(phone)
  const orders = box(integrator, 'Новый заказ', 'Почта')
  await orders.click()
  await eventually(async () => expect(await orders.isChecked()).toBe(true))
  await integrator.app.getByLabel('Другой адрес').fill(address)
  await button(integrator, 'Отправить ссылку').click()
  await integrator.app.getByText(`На ${address} отправлена ссылка.`, { exact: false }).waitFor()
  expect(await answers.isChecked()).toBe(false)

  const [asking = ''] = await arrived(world, 1)
  const page = await integrator.context.newPage()
  await page.setViewportSize(phone)
  await page.goto(/https?:\/\/\S+\/mail\/confirm\?token=\S+/.exec(asking)?.[0] ?? '')
  await page.getByRole('button', { name: 'Да, присылать' }).click()
  await page.getByText('Адрес подтверждён.').waitFor()
  await page.close()
  await integrator.page.reload()
  await integrator.app.getByRole('link', { name: 'Настройки поддержки' }).click()
  await integrator.app.getByText(`Письма приходят на ${address}: вы подтвердили этот адрес.`).waitFor()

  const { tickets } = await world.call(
    'listTickets',
    { filter: 'all' },
    await world.enter('client', idOf(world, 'client', 'integrator')),
  )
  await answerTicket(world, 'partner', tickets[0]?.ticketId ?? '', 'Проверили, письма идут.')
  await order(world, 21)
  const [, letter] = await arrived(world, 2)
  expect(letter).toContain('Заказ у «')
  expect(letter).not.toContain('Проверили, письма идут.')

  smtp.be({ is: 'refuses', code: 550 })
  await order(world, 22)
  const failed = owner.app.getByRole('listitem').filter({ hasText: 'Почтовый сервер не принимает этот адрес.' })
  await openFoldedSection(owner, 'Уведомления')
  await owner.app.getByRole('heading', { name: 'Доставка уведомлений' }).waitFor()
  await eventually(async () => {
    await gathered(world)
    await owner.app.getByText('Все', { exact: true }).click()
    await owner.app.getByText('Не дошли', { exact: true }).click()
    await failed.first().waitFor({ timeout: 1_000 })
  })
  await owner.page.setViewportSize(phone)
  expect(await failed.first().innerText()).toMatch(/не дошло[^]*Новый заказ[^]*Почта/)
  expect(await failed.first().innerText()).toContain(nameOf(world, 'client', 'integrator'))
  smtp.be({ is: 'takes' })
}, 180_000)

it('D4 the page says how many notices wait, in its title too, and each leads to its ticket', async () => {
  const { world } = stage
  const client = await stage.open('client', 'admin')
  await openTicket(client, 'Не печатает счёт', 'Пишет ошибку 503.')
  await client.app.getByRole('heading', { level: 1, name: 'Не печатает счёт' }).waitFor()
  const admin = await world.enter('client', idOf(world, 'client', 'admin'))
  const { tickets } = await world.call('listTickets', { filter: 'all' }, admin)
  const opened = tickets.find(({ subject }) => subject === 'Не печатает счёт')
  // What the story before has told is seen: one notice is to come.
  await gathered(world)
  const { notices } = await world.call('readShownNotices', { side: 'client' }, admin)
  for (const { noticeId } of notices)
    await world.call('seeNotices', { side: 'client', of: { is: 'notice', noticeId } }, admin)
  await client.app.getByRole('link', { name: 'Настройки поддержки' }).click()
  await client.app
    .getByRole('link', { name: 'К поддержке' })
    .or(client.app.locator('a[href^="/client"]'))
    .first()
    .click()
  const bell = client.app.getByRole('button', { name: /^Уведомления: \d/ })
  await answerTicket(world, 'partner', opened?.ticketId ?? '', 'Уже смотрим.')
  await eventually(async () => {
    await gathered(world)
    await bell.waitFor({ timeout: 1_000 })
  })
  await eventually(async () => expect(await client.page.title()).toMatch(/^\(\d+\) Opora/))
  await bell.click()
  await client.app
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`${opened?.number}`) })
    .click()
  await client.app.getByRole('heading', { level: 1, name: 'Не печатает счёт' }).waitFor()
  await client.app.getByText('Уже смотрим.').first().waitFor()
  // What else came meanwhile still counts.
  await eventually(async () => {
    const { unseen, notices: left } = await world.call('readShownNotices', { side: 'client' }, admin)
    expect(left.filter(({ ticketId }) => ticketId === opened?.ticketId)).toEqual([])
    expect(await client.page.title()).toMatch(unseen === 0 ? /^Opora/ : new RegExp(`^\\(${unseen}\\) Opora`))
  })
  await chooseTicket(client, 'Не печатает счёт')
}, 120_000)
