import { expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { part } from '../support/accounts.ts'
import { useClock, useClockFrom } from '../support/clock.ts'
import { installAll } from '../support/prepared.ts'
import { bothPagesOf, conditionsOf, dialogOf, promisesOf, ticketOf } from '../support/presets.ts'
import { allShown, type Visit } from '../support/stage.ts'
import { button, confirmCode, helperIs, message, openTicket, previewCode, write } from '../support/steps.ts'
import { useStage } from '../support/story.ts'

const minute = 60_000
useClockFrom('2026-11-23T10:00:00+03:00')
const stage = useStage(({ world }) => installAll(world))
const clock = useClock(stage)

/** "Тарифные планы": least quanta, days, and by client status the roubles of a quantum; in the document's order. */
const plans = [
  ['Абонемент технической поддержки', 30, 90, [500, 550, 600]],
  ['Предоплаченный пакет обращений', 12, 30, [600, 660, 720]],
  ['Скорая помощь', 30, 90, [750, 825, 900]],
  ['Сопровождение онлайн', 12, 30, [1000, 1100, 1200]],
] as const

it('quantum-maintenance by its document: a package bought, work by the timer in quanta, its interruption and its end', async () => {
  const { world } = stage
  for (const status of [1, 3] as const) expect(await offeredTo(status)).toEqual(pricesOf(status))
  const buyer = await stage.open('client', 'admin')
  await previewCode(buyer, await codeFor(2))
  await confirmCode(buyer)
  await helperIs(buyer, 'Интегратор Плюс').waitFor()
  await buyer.app.getByText('Работа начнётся после первой оплаты').first().waitFor()

  // "Общие положения" and "Статусы клиента".
  const conditions = await conditionsOf(buyer)
  for (const said of [
    'согласованное техническое задание',
    'удалённому рабочему столу',
    'пн–пт 09:00–18:00, по московскому времени',
    '10 минут',
    'Лицензия через нас на месяц',
  ])
    expect(conditions).toContain(said)

  // The rows of status 2, and the least package of the second plan, ordered on the page and paid.
  await buyer.app.getByRole('link', { name: 'Баланс и тариф' }).click()
  await button(buyer, 'Выбрать тариф').click()
  await allShown(plans.map(([name]) => buyer.app.getByRole('radio', { name })))
  const offered = ((await buyer.app.getByRole('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')
  for (const [, least, days, [, price]] of plans)
    expect(offered).toMatch(new RegExp(`${spaced(price)} ₽.*?${least} квантов.*?${days} дней`))
  await buyer.app.getByRole('radio', { name: 'Предоплаченный пакет обращений' }).check()
  await buyer.app.getByText('7 920 ₽', { exact: true }).first().waitFor()
  await button(buyer, 'Оформить заказ').click()
  await buyer.app
    .getByText(
      'Заказ оформлен: Предоплаченный пакет обращений, 12 квантов, 2 часа, 7 920 ₽. Оплатите до 7 декабря 2026 г.',
    )
    .waitFor()
  const owner = await stage.open('partner', 'owner')
  await recordPayment(owner, { number: '1', amount: '7920' })

  // Two working hours for the first answer.
  await openTicket(buyer, 'Настроить воронку', 'Нужна отдельная воронка для повторных продаж.')
  const { ticketId } = await ticketOf(world, 'Настроить воронку')
  const { firstReaction } = await promisesOf(world, ticketId)
  expect(Date.parse(firstReaction?.deadline ?? '') - Date.parse(firstReaction?.startedAt ?? '')).toBe(120 * minute)
  await stage.closePages()
  const { client, partner } = await bothPagesOf(stage, 'Настроить воронку')

  // Eleven minutes by the timer are two quanta of ten.
  await button(partner, 'Взять в работу').click()
  await button(partner, 'Запустить таймер').click()
  await client.app.getByText(/работает над обращением/).waitFor()
  await clock.pass(11 * minute)
  await button(partner, /^Остановить таймер/).click()
  await allShown([
    partner.app.getByText('Таймер остановлен, списано: 2 кванта, 20 минут.'),
    ...[client, partner].map(({ app }) => app.getByText('Осталось: 10 квантов')),
  ])

  // "После использования всех квантов услуга прерывается до поступления следующего платежа".
  await button(partner, 'Запустить таймер').click()
  await clock.pass(55 * minute)
  await write(partner, 'Настраиваем роботов')
  await message(client, 'Настраиваем роботов').waitFor()
  await clock.pass(46 * minute)
  await allShown([client, partner].map(({ app }) => app.getByText(/Квантов больше нет, таймер остановлен/)))
  await client.app
    .getByText(/Оплаченные кванты закончились/)
    .first()
    .waitFor()
  await world.call('placeOrder', await leastPackage(), await world.enter('client', 1))
  await recordPayment(partner, { number: '2', amount: '7920' })
  await client.app.getByText('Ждать оплаты больше не нужно: работа и сроки идут').waitFor()

  // "По истечении срока неиспользованные кванты считаются использованными".
  await stage.closePages()
  await clock.passTo('2026-12-24T10:00:00+03:00')
  const later = await stage.open('client', 'admin')
  await later.app.getByRole('link', { name: 'Баланс и тариф' }).click()
  await part(later, 'Выписка').click()
  await allShown([
    later.app.getByText('Пакет закончился, остаток сгорел'),
    later.app.getByText('−12 квантов, 2 часа', { exact: true }),
    later.app.getByText('Работа приостановлена').first(),
  ])
}, 240_000)

function pricesOf(status: 1 | 2 | 3) {
  return plans.map(([title, least, days, prices]) => [title, least, days, prices[status - 1]])
}

function spaced(roubles: number): string {
  return new Intl.NumberFormat('ru').format(roubles).replaceAll(/\s/g, ' ')
}

async function codeFor(clientStatus: number): Promise<string> {
  const { world } = stage
  const terms = { maxUses: 1, expiresInDays: 30, clientStatus, note: '«Ромашка»' }
  const { code } = await world.call('issueCode', terms, await world.enter('partner', 1))
  return code
}

/** What somebody of this status reads before connecting. */
async function offeredTo(status: 1 | 3) {
  const { world } = stage
  const { plans: offered } = await world.call(
    'previewCode',
    { code: await codeFor(status) },
    await world.enter('client', 1),
  )
  return offered.map(({ name, leastQuanta, valid, quantumPriceMinor }) => [
    name.ru,
    leastQuanta,
    valid?.count,
    (quantumPriceMinor ?? 0) / 100,
  ])
}

/** The order of twelve quanta of the second plan at the price of status 2. */
async function leastPackage() {
  const { world } = stage
  const account = { side: 'client', deskId: null } as const
  const { deskId } = await world.call('readOffers', { account }, await world.enter('client', 1))
  return { deskId, orderId: newId(), planCode: 'prepaid', quanta: 12, total: { minor: 7920_00, currency: 'RUB' } }
}

async function recordPayment(owner: Visit, { number, amount }: { number: string; amount: string }): Promise<void> {
  await owner.app.getByRole('link', { name: 'Балансы' }).click()
  await owner.app
    .getByRole('main')
    .getByRole('link', { name: /Ромашка/ })
    .first()
    .click()
  await part(owner, 'Заказы').click()
  await owner.app.getByRole('button', { name: /^Записать оплату/ }).click()
  await dialogOf(owner).getByLabel('Номер документа').fill(number)
  await dialogOf(owner).getByLabel('Сумма, RUB').fill(amount)
  await dialogOf(owner).getByRole('button', { name: 'Записать', exact: true }).click()
  await dialogOf(owner).waitFor({ state: 'detached' })
}
