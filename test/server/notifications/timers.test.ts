import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { timerTexts } from '#server/notifications/timers.texts.ts'
import { theSystem } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { append } from '#server/platform/journal/journal.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { openBillingStage, type BillingStage } from '../billing/billingStage.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

const month = { unit: 'days', count: 30 } as const
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)

describe('Q11 the question "still working?"', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>
  let stage: BillingStage
  beforeAll(async () => {
    database = await cloneDatabase()
    stage = await openBillingStage(database.url)
  }, 60_000)
  afterAll(async () => {
    await stage.close()
    await database.drop()
  })

  it('is told once, however often the account is looked at, and a later one anew', async () => {
    const pair = await stage.openClient(await stage.openDesk(quantumMaintenance))
    const agent = stage.agent(pair, 100)
    const ticketId = await stage.openTicket(minutes(-10), pair)
    const intervalId = randomUUID()
    await stage.pay(monday, pair, 30, month)
    await stage.start(minutes(0), agent, ticketId, intervalId)
    for (const at of [59, 60, 61, 62]) await stage.settle(minutes(at))
    await stage.answer(minutes(63), agent, intervalId)
    for (const at of [64, 122, 123, 124]) await stage.settle(minutes(at))

    const { rows } = await sql<{ payload: unknown; desk_id: null; member_id: null }>`
      select payload, desk_id, member_id from journal where type = 'timer.asked' order by entry_id`.execute(stage.db())

    const asked = (at: number) => ({ intervalId, askedAt: minutes(at).toISOString() })
    expect(rows).toEqual([
      { payload: asked(60), desk_id: null, member_id: null },
      { payload: asked(123), desk_id: null, member_id: null },
    ])
  })
})

describe('Q11 in Bitrix24', () => {
  let scene: Scene
  let intervalId: string
  beforeAll(async () => {
    scene = await startScene(paceByHand())
    intervalId = await workNow()
    // The first quantum begins with the next second. Whoever stores it takes back a question that is not due, so it comes before.
    vi.useFakeTimers({ toFake: ['Date'], now: now().getTime() + 1000 })
    await scene.world.turn()
  }, 60_000)
  afterAll(async () => {
    vi.useRealTimers()
    await scene.world.stop()
  })

  async function workNow(): Promise<string> {
    const { world, admin, owner, agent } = scene
    const { ticketId } = await scene.ticket()
    const { deskId } = await world.call('readOffers', { account: { side: 'client', deskId: null } }, admin)
    const [orderId, id] = [newId(), newId()]
    const total = { minor: 7200_00, currency: 'RUB' }
    await world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta: 12, total }, admin)
    const payment = { orderId, documentNumber: '17', documentDate: '2026-11-20', amount: total }
    await world.call('recordPayment', payment, owner)
    await world.call('startTimer', { ticketId, intervalId: id }, agent)
    return id
  }

  /** As the account's clock leaves it when the question has come. */
  async function ask(askedAt: Date, tellsAgain = false): Promise<void> {
    const stopsAt = new Date(askedAt.getTime() + 300_000)
    const payload = { intervalId, askedAt: askedAt.toISOString() }
    await sql`update timers set asked_at = ${askedAt}, ask_stops_at = ${stopsAt}, ask_cause = 'noAnswer'
               where interval_id = ${intervalId}`.execute(scene.world.store.db)
    await scene.world.transaction(async (unit) => {
      for (let i = 0; i < (tellsAgain ? 2 : 1); i += 1) {
        await append(unit, [{ type: 'timer.asked', payload, actor: theSystem, memberId: null, deskId: null }])
      }
    })
  }

  /** A later one takes the place of the one before. */
  const told = () =>
    scene.world.sandbox.notifications('partner').filter(({ tag }) => tag === `OPORA|TIMER|${intervalId}`)
  const sent = () =>
    scene.world.sandbox.requests('partner', 'im.notify.system.add').filter(({ status }) => status === 200).length

  it('its agent alone is asked, once a question', async () => {
    const number = await sql<{ number: string }>`
      select number from tickets join timers using (ticket_id) where interval_id = ${intervalId}`.execute(
      scene.world.store.db,
    )
    const said = new RegExp(`Вы ещё работаете над обращением ${number.rows[0]?.number} .*через 5 мин`)

    const before = sent()
    await ask(new Date(now().getTime() + 1000), true)
    await scene.world.turn()
    expect(told()).toMatchObject([{ userId: 3, message: expect.stringMatching(said) }])
    await ask(new Date(now().getTime() + 2000))

    await scene.world.turn()
    expect(told().map(({ userId }) => userId)).toEqual([3])
    expect(sent() - before).toBe(2)
  })
})

it('says in every language what happens without an answer', () => {
  expect(timerTexts.ru.dayEnded('OP-1', 'firm.example', 5)).toContain('остановится через 5 мин')
  expect(timerTexts.uk.noAnswer('OP-1', 'firm.example', 5)).toContain('зупиниться через 5 хв')
  expect(timerTexts.en.dayEnded('OP-1', 'firm.example', 5)).toContain('stops in 5 min')
})
