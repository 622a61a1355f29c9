import { expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { newId, type World } from '#test/support/world.ts'
import { useClock } from './support/clock.ts'
import { connectClient, installAll } from './support/prepared.ts'
import { idOf, type Visit } from './support/stage.ts'
import { button } from './support/steps.ts'
import { useStage } from './support/story.ts'

const DAY = 86_400_000
/** Two portals are opened in each story; a busy machine takes its time. */
const slow = 120_000

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await connectClient(world)
})
const clock = useClock(stage)

const owner = (world: World) => world.enter('partner', 1)
const admin = (world: World) => world.enter('client', idOf(world, 'client', 'admin'))

/** What the preset says, with other prices and, where that is wanted, less notice. */
function priced(factor: number, noticeDays = 30): Regulation {
  return {
    ...quantumMaintenance,
    noticeDays,
    plans: structuredClone(quantumMaintenance.plans).map((plan) => {
      if (plan.sold.by !== 'quantum') return plan
      const quantumPrices = plan.sold.quantumPrices.map((price) => ({
        ...price,
        minor: Math.round(price.minor * factor),
      }))
      return { ...plan, sold: { ...plan.sold, quantumPrices } }
    }),
  }
}

/** The editor with this text, checked. */
async function checked({ app }: Visit, document: Regulation): Promise<void> {
  await app.getByRole('link', { name: 'Регламент' }).click()
  await app.getByRole('button', { name: 'Новая версия' }).click()
  await app.getByLabel('Текст регламента (JSON)').fill(JSON.stringify(document))
  await app.getByRole('button', { name: 'Проверить' }).click()
  await app.getByRole('button', { name: 'Опубликовать' }).waitFor()
}

const priceOf = async (world: World) => {
  const offers = await world.call('readOffers', { account: { side: 'client', deskId: null } }, await admin(world))
  return offers.plans[0]?.quantumPriceMinor
}

it(
  'E9 a version for new clients: the old one is kept; the owner moves all with notice, and the client reads side by side what changes',
  async () => {
    const { world } = stage
    const [desk, client] = await Promise.all([stage.open('partner', 'owner'), stage.open('client', 'admin')])
    await client.app.getByRole('heading', { level: 1 }).first().waitFor()

    await checked(desk, priced(2))
    await desk.app.getByText('Что станет хуже или несравнимо').waitFor({ state: 'hidden' })
    await button(desk, 'Опубликовать').click()
    await desk.app.getByText('версия 2 действует').first().waitFor()
    expect(await priceOf(world)).toBe(500_00)

    await desk.app.getByRole('link', { name: 'Подключения' }).click()
    await desk.app.getByText('Регламент: версия 1').waitFor()
    await button(desk, 'Перевести всех').click()
    const dialog = desk.app.getByRole('dialog')
    await dialog.getByText('Сразу', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Перевести' }).click()
    await dialog.getByText(/Станет хуже или несравнимо: тарифные планы/).waitFor()
    await dialog.getByText('С даты', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Перевести' }).click()
    await desk.app.getByText(/^Версия 2 с /).waitFor()

    await client.app.getByText(/меняет условия поддержки/).waitFor({ timeout: 2000 })
    await button(client, 'Что меняется').click()
    const table = client.app.getByRole('table', { name: /меняет условия/ })
    await table.getByRole('row').filter({ hasText: '500,00' }).filter({ hasText: '1 000,00' }).first().waitFor()
    await button(client, 'Понятно').click()

    await clock.pass(32 * DAY)
    await expect
      .poll(async () => (await world.call('listConnections', {}, await owner(world))).connections[0]?.version, {
        timeout: 20_000,
      })
      .toBe(2)
    expect(await priceOf(world)).toBe(1000_00)
  },
  slow,
)

it(
  'E9 better at once for existing clients; worse at once is refused with what is worse; one client is moved by the owner',
  async () => {
    const { world } = stage
    const desk = await stage.open('partner', 'owner')

    await checked(desk, priced(1.5, 29))
    await desk.app.getByText('И действующих клиентов', { exact: true }).click()
    await desk.app.getByText('Что станет хуже или несравнимо').waitFor()
    await desk.app.getByRole('group', { name: 'Для действующих' }).getByText('Сразу', { exact: true }).click()
    await button(desk, 'Опубликовать').click()
    await desk.app
      .getByRole('alert')
      .getByText(/срок уведомления/)
      .waitFor()
    expect(await priceOf(world)).toBe(1000_00)
    await desk.app.getByText('Только новых клиентов', { exact: true }).click()
    await button(desk, 'Опубликовать').click()
    await desk.app.getByText('версия 3 действует').first().waitFor()

    await checked(desk, priced(1))
    await desk.app.getByText('И действующих клиентов', { exact: true }).click()
    await desk.app.getByText('Хуже никому не станет').waitFor()
    await button(desk, 'Опубликовать').click()
    await desk.app.getByText('версия 4 действует').first().waitFor()
    expect(await priceOf(world)).toBe(500_00)

    await world.call(
      'publishRegulation',
      { document: priced(3), effectiveAt: null, lastVersion: 4 },
      await owner(world),
    )
    await desk.app.getByRole('link', { name: 'Подключения' }).click()
    await button(desk, /Сменить версию:/).click()
    // The browser's clock does not know that the story is weeks ahead.
    const far = new Date(now().getTime() + 40 * DAY).toISOString()
    const field = (name: RegExp) => desk.app.getByRole('dialog').getByRole('textbox', { name })
    await field(/по вашим часам\*?$/).fill(far.slice(0, 10))
    await field(/: время$/).fill(far.slice(11, 16))
    await desk.app.getByRole('dialog').getByRole('button', { name: 'Перевести' }).click()
    await desk.app.getByText(/^Версия 5 с /).waitFor()
    await button(desk, /Оставить прежнюю:/).click()
    await desk.app.getByText(/^Версия 5 с /).waitFor({ state: 'detached' })
  },
  slow,
)

it(
  'E9 a package that was sold under the old version keeps its title until its end',
  async () => {
    const { world } = stage
    const orderId = newId()
    const { deskId } = await world.call('readDesk', {}, await owner(world))
    const total = { minor: 12 * 600_00, currency: 'RUB' }
    await world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta: 12, total }, await admin(world))
    const payment = { orderId, documentNumber: '17', documentDate: '2026-11-20', amount: total }
    await world.call('recordPayment', payment, await owner(world))
    const renamed = priced(0.5)
    const plans = renamed.plans.map((plan) => ({ ...plan, title: { ...plan.title, ru: `Новый: ${plan.title.ru}` } }))
    const { lastVersion } = await world.call('readRegulation', {}, await owner(world))
    await world.call(
      'publishRegulation',
      { document: { ...renamed, plans }, effectiveAt: null, lastVersion },
      await owner(world),
    )
    const from = new Date(now().getTime() + 31 * DAY).toISOString()
    await world.call('moveConnections', { connectionId: null, version: lastVersion + 1, from }, await owner(world))
    await clock.pass(20 * DAY)
    // Another package, so that one of before is still there when the new version begins.
    const later = newId()
    await world.call(
      'placeOrder',
      { deskId, orderId: later, planCode: 'prepaid', quanta: 12, total },
      await admin(world),
    )
    const again = { orderId: later, documentNumber: '18', documentDate: '2026-11-20', amount: total }
    await world.call('recordPayment', again, await owner(world))
    await clock.pass(12 * DAY)

    const client = await stage.open('client', 'admin')
    await client.app.getByRole('link', { name: 'Баланс и тариф' }).click()
    await client.app.getByText('Предоплаченный пакет обращений').first().waitFor()
    expect(await client.app.getByText('Новый: Предоплаченный пакет обращений').count()).toBe(0)
  },
  slow,
)
