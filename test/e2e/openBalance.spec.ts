import { afterEach, expect, it, vi } from 'vitest'
import { routes } from '#contract/routes.ts'
import { now } from '#server/platform/clock.ts'
import { ago, DAY, MINUTE, useSales } from './support/sales.ts'
import { idOf, type Visit } from './support/stage.ts'
import { button, chooseTicket } from './support/steps.ts'

const { stage, selling } = useSales()

const quantum = 10 * MINUTE
/** A quantum is taken when the second in which it begins is over. */
const second = 1000
/** So long after it was taken an open page shows it at the latest. */
const patience = 1000

afterEach(stopClock)

it('Q6 the open balance of a client counts down by itself at each quantum, within a second and without asking in between', async () => {
  const { newBuyer, buy, ticket } = selling()
  const buyer = await newBuyer()
  await buy(buyer, 12, ago(2 * DAY))
  await ticket(buyer, 'Стоит обмен', ago(DAY))
  const client = await stage.open(buyer.portal, 'admin')
  await client.app.getByRole('link', { name: 'Баланс и тариф' }).click()
  await left(client, 12).waitFor()
  const desk = await stage.open('partner', 'owner')
  await desk.app.getByRole('link', { name: 'Балансы' }).click()
  await desk.app.getByRole('link', { name: buyer.shownAs }).click()
  await left(desk, 12).waitFor()
  const agent = await stage.open('partner', 'firstAgent')
  await agent.app.getByRole('link', { name: 'Очередь' }).click()
  await chooseTicket(agent, 'Стоит обмен')
  await button(agent, 'Запустить таймер').click()
  await Promise.all([client, desk].map((page) => left(page, 11).waitFor()))
  const startedAt = await started()
  const asked = countAsked(client)

  for (const index of [1, 2]) {
    const takenAt = startedAt + index * quantum + second
    moveClockTo(takenAt - 3 * second)
    const shown = await Promise.all([client, desk].map((page) => shownAt(page, 11 - index)))

    expect(shown.map((at) => at >= takenAt && at - takenAt < patience)).toEqual([true, true])
  }

  expect(asked()).toBe(2)
  await button(agent, 'Остановить таймер: Артём Нечаев').click()
  await agent.app.getByText('Таймер остановлен, списано: 3 кванта.').waitFor()
}, 120_000)

function left({ app }: Visit, quanta: number) {
  return app.getByRole('region', { name: 'Баланс' }).getByText(new RegExp(`${quanta}\\s*из 12 квантов`))
}

async function shownAt(page: Visit, quanta: number): Promise<number> {
  await left(page, quanta).waitFor()
  return now().getTime()
}

async function started(): Promise<number> {
  const { world } = stage
  const { timer } = await world.call(
    'readOwnTimer',
    {},
    await world.enter('partner', idOf(world, 'partner', 'firstAgent')),
  )
  return Date.parse(timer?.startedAt ?? '')
}

/** How often the page has asked for the account from here on. */
function countAsked({ page }: Visit): () => number {
  let count = 0
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === routes.readAccount.path) count += 1
  })
  return () => count
}

let ticking: NodeJS.Timeout | undefined

/** The clock of the servers and the portals goes on from this instant. */
function moveClockTo(instant: number): void {
  clearInterval(ticking)
  const from = performance.now()
  vi.useFakeTimers({ toFake: ['Date'], now: instant })
  ticking = setInterval(() => vi.setSystemTime(instant + performance.now() - from), 10)
}

function stopClock(): void {
  clearInterval(ticking)
  vi.useRealTimers()
}
