import { afterEach, expect, it, vi } from 'vitest'
import { routes } from '#contract/routes.ts'
import { now } from '#server/platform/clock.ts'
import { eventually } from '#test/support/eventually.ts'
import { ago, DAY, MINUTE, useSales } from './support/sales.ts'
import { idOf, type Visit } from './support/stage.ts'
import { button, chooseTicket } from './support/steps.ts'

const { stage, selling } = useSales()

const quantum = 10 * MINUTE
/** A quantum is taken when the second in which it begins is over. */
const second = 1000
/** So long after it was taken an open page is told at the latest. */
const patience = 3000
/** Three browsers on a busy machine take a while to draw it. */
const patienceToDraw = 5000

afterEach(stopClock)

it('Q6 the open balance of a client counts down by itself at each quantum, told at once, and asks nothing in between', async () => {
  const { newBuyer, buy, ticket } = selling()
  const buyer = await newBuyer()
  await buy(buyer, 12, ago(2 * DAY))
  await ticket(buyer, 'Стоит обмен', ago(DAY))
  const client = await stage.open(buyer.portal, 'admin')
  const { told, asked } = listenTo(client)
  await client.page.reload()
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
  // The start is told when it happens and when it is found in the journal, its quantum once.
  await eventually(() => expect(told).toHaveLength(3))
  const startedAt = await started()

  const begins = async (index: number) => {
    const takenAt = startedAt + index * quantum + second
    moveClockTo(takenAt - 3 * second)
    await Promise.all([client, desk].map((page) => left(page, 11 - index).waitFor()))

    expect(told).toHaveLength(3 + index)
    expect(told.at(-1)).toBeGreaterThanOrEqual(takenAt)
    expect(told.at(-1)).toBeLessThan(takenAt + patience)
    expect(now().getTime()).toBeLessThan(takenAt + patienceToDraw)
  }

  await begins(1)
  expect(asked()).toBeLessThanOrEqual(1 + told.length)
  // By then sessions are over, and each page asks once more with a new one.
  await begins(2)

  await button(agent, 'Остановить таймер: Артём Нечаев').click()
  await agent.app.getByText('Таймер остановлен, списано: 3 кванта, 30 минут.').waitFor()
}, 120_000)

function left({ app }: Visit, quanta: number) {
  return app.getByRole('region', { name: 'Баланс' }).getByText(new RegExp(`${quanta}\\s*из 12 квантов`))
}

async function started(): Promise<number> {
  const { world } = stage
  const token = await world.enter('partner', idOf(world, 'partner', 'firstAgent'))
  const { timer } = await world.call('readOwnTimer', {}, token)
  return Date.parse(timer?.startedAt ?? '')
}

/** At which instants the page is told that an account changed, and how often it asks for one; from when it is opened next. */
function listenTo({ page }: Visit): { told: number[]; asked: () => number } {
  const told: number[] = []
  let count = 0
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === routes.readAccount.path) count += 1
  })
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (payload.toString().includes('"what":"billing"')) told.push(now().getTime())
    }),
  )
  return { told, asked: () => count }
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
