import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { rejectionOf } from '#test/support/refusals.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

const month = { unit: 'days', count: 30 } as const
/** Monday, 10:00 in Moscow. */
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number, seconds = 0) => new Date(monday.getTime() + (count * 60 + seconds) * 1000)

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let desk: Pair['desk']
let agents = 100

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  desk = await stage.openDesk(quantumMaintenance)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

/** A client with a ticket and an agent of its own. */
async function scene(document: Regulation | null = null) {
  const pair = await stage.openClient(document === null ? desk : await stage.openDesk(document))
  const ticketId = await stage.openTicket(minutes(-10), pair)
  agents += 1
  return { pair, ticketId, agent: stage.agent(pair, agents), intervalId: randomUUID() }
}

async function told(ticketId: string): Promise<string[]> {
  const rows = await stage
    .db()
    .selectFrom('journal')
    .select(['at', 'type', 'payload'])
    .where('ticket_id', '=', ticketId)
    .orderBy('seq')
    .execute()
  const lines = rows
    .filter(({ type }) => /^timer|awaiting|paid|planned|moved|locked/.test(type))
    .map(({ at, type, payload }) => {
      const minute = (at.getTime() - monday.getTime()) / 60_000
      return `${minute} ${type}${'cause' in payload ? ` ${String(payload['cause'])} ${String(payload['quanta'])}` : ''}`
    })
  // Whoever asked before the first payment waited for it; that is a story of its own (below).
  return lines[0]?.startsWith('-10 ') === true ? lines.slice(3) : lines
}

describe('Q5 the timer', () => {
  it('starts only where something is paid, and takes its quanta as they begin', async () => {
    const { pair, ticketId, agent, intervalId } = await scene()

    expect(await rejectionOf(stage.start(monday, agent, ticketId, intervalId))).toMatchObject({
      code: 'no_quanta_left',
    })
    await stage.pay(monday, pair, 12, month)
    await stage.start(minutes(5), agent, ticketId, intervalId)
    await stage.stop(minutes(15, 1), agent, intervalId)

    expect((await stage.charges(pair)).map(({ at }) => at)).toEqual([minutes(5), minutes(15)])
    expect(await told(ticketId)).toEqual(['5 timer.started', `${15 + 1 / 60} timer.stopped agent 2`])
    const stop = stage.db().selectFrom('journal').select('payload').where('ticket_id', '=', ticketId)
    const { payload } = await stop.where('type', '=', 'timer.stopped').executeTakeFirstOrThrow()
    expect(payload).toMatchObject({ quanta: 2, quantumMinutes: 10 })
  })

  it('starts once under one id, and stopping twice is stopping once', async () => {
    const { pair, ticketId, agent, intervalId } = await scene()
    await stage.pay(monday, pair, 12, month)

    await stage.start(minutes(1), agent, ticketId, intervalId)
    await stage.start(minutes(2), agent, ticketId, intervalId)
    await stage.stop(minutes(3), agent, intervalId)
    await stage.stop(minutes(30), agent, intervalId)

    expect(await told(ticketId)).toEqual(['1 timer.started', '3 timer.stopped agent 1'])
  })

  it('is one an agent, also between two clients; a second start may stop the first', async () => {
    const first = await scene()
    const second = await scene()
    await stage.pay(monday, first.pair, 12, month)
    await stage.pay(monday, second.pair, 12, month)
    await stage.start(minutes(1), first.agent, first.ticketId, first.intervalId)
    const start = (stopsOther: boolean) =>
      stage.start(minutes(4), first.agent, second.ticketId, second.intervalId, stopsOther)

    expect(await rejectionOf(start(false))).toMatchObject({ code: 'timer_running' })
    await start(true)

    expect(await told(first.ticketId)).toEqual(['1 timer.started', '4 timer.stopped agent 1'])
    expect(await told(second.ticketId)).toEqual(['4 timer.started'])
  })

  it('is of its agent or a lead', async () => {
    const { pair, ticketId, agent, intervalId } = await scene()
    await stage.pay(monday, pair, 12, month)
    await stage.start(minutes(1), agent, ticketId, intervalId)
    const without = agent.desk === null ? null : { ...agent.desk, role: 'agent' as const }

    const colleague = { ...agent, userId: agent.userId + 50_000, desk: without }
    expect(await rejectionOf(stage.stop(minutes(2), colleague, intervalId))).toMatchObject({ code: 'lead_only' })
  })

  it('stops in the transaction in which its ticket is resolved', async () => {
    const { pair, ticketId, agent, intervalId } = await scene()
    await stage.pay(monday, pair, 12, month)
    await stage.move(minutes(0), pair, ticketId, { type: 'take' })
    await stage.start(minutes(1), agent, ticketId, intervalId)
    const message = { messageId: randomUUID(), text: 'Сделано' }
    await stage.move(minutes(21, 30), pair, ticketId, { type: 'resolve', message })

    expect(await told(ticketId)).toEqual([
      '0 ticket.moved',
      '1 timer.started',
      '21.5 ticket.moved',
      '21.5 timer.stopped ticketEnded 3',
    ])
    expect(await rejectionOf(stage.start(minutes(30), agent, ticketId, randomUUID()))).toMatchObject({
      code: 'ticket_closed',
    })
  })

  it('E3 stops at the instant at which the portal leaves, and its interval is billed', async () => {
    const { pair, ticketId, agent, intervalId } = await scene()
    await stage.pay(monday, pair, 12, month)
    await stage.start(minutes(1), agent, ticketId, intervalId)
    await stage.lock(minutes(12), pair)

    expect(await told(ticketId)).toEqual(['1 timer.started', '12 timer.stopped locked 2', '12 ticket.locked'])
    expect(await rejectionOf(stage.start(minutes(13), agent, ticketId, randomUUID()))).toMatchObject({
      code: 'ticket_locked',
    })
  })
})

it('E10 a ticket of a client that has bought nothing waits from its first moment, and the first payment promises it', async () => {
  const { pair, ticketId } = await scene()
  await stage.pay(monday, pair, 12, month)

  const rows = await stage
    .db()
    .selectFrom('journal')
    .select(['at', 'type', 'payload'])
    .where('ticket_id', '=', ticketId)
    .where('type', 'in', ['ticket.awaitingPayment', 'ticket.paid', 'ticket.planned'])
    .orderBy('seq')
    .execute()
  expect(rows).toEqual([
    { at: minutes(-10), type: 'ticket.awaitingPayment', payload: { isOwing: false, why: 'nothingBought' } },
    { at: monday, type: 'ticket.paid', payload: {} },
    { at: monday, type: 'ticket.planned', payload: { plans: ['prepaid'] } },
  ])
})

it('E10 a desk that sells nothing waits for no payment', async () => {
  const { ticketId } = await scene(saasSupport)

  expect(await told(ticketId)).toEqual([])
})

describe('Q7 when no quantum is left', () => {
  it('the timer stops at that instant, tickets wait, and the next payment brings everything back', async () => {
    const { pair, ticketId, agent, intervalId } = await scene()
    await stage.pay(monday, pair, 2, month)
    await stage.start(minutes(5), agent, ticketId, intervalId)
    await stage.settleUntil(minutes(60))
    const later = await stage.openTicket(minutes(61), pair)
    await stage.pay(minutes(90), pair, 12, month)

    expect(await told(ticketId)).toEqual([
      '5 timer.started',
      '25 timer.stopped exhausted 2',
      '25 ticket.awaitingPayment',
      '90 ticket.paid',
    ])
    // Queued while no plan was live: it is promised what the payment brought.
    expect(await told(later)).toEqual(['61 ticket.awaitingPayment', '90 ticket.paid', '90 ticket.planned'])
    await stage.start(minutes(91), agent, later, randomUUID())
  })

  it('the same when nobody was there to look: the first who comes finds it done, in order', async () => {
    const { pair, ticketId, agent, intervalId } = await scene()
    await stage.pay(monday, pair, 2, month)
    await stage.start(minutes(5), agent, ticketId, intervalId)
    await stage.restart()
    await stage.stop(minutes(500), agent, intervalId)

    expect(await told(ticketId)).toEqual([
      '5 timer.started',
      '25 timer.stopped exhausted 2',
      '25 ticket.awaitingPayment',
    ])
  })
})

describe('Q11 a forgotten timer', () => {
  it('asks after an hour without activity, and stops five minutes later', async () => {
    const { pair, ticketId, agent, intervalId } = await scene()
    await stage.pay(monday, pair, 30, month)
    await stage.start(minutes(5), agent, ticketId, intervalId)
    await stage.settleUntil(minutes(66))
    const asked = await stage.db().selectFrom('timers').selectAll().where('interval_id', '=', intervalId).execute()
    await stage.settleUntil(minutes(200))

    expect(asked).toMatchObject([{ asked_at: minutes(65), ask_stops_at: minutes(70), stopped_at: null }])
    expect(await told(ticketId)).toEqual(['5 timer.started', '70 timer.stopped noAnswer 7'])
  })

  it('goes on when its agent answers', async () => {
    const { pair, ticketId, agent, intervalId } = await scene()
    await stage.pay(monday, pair, 30, month)
    await stage.start(minutes(5), agent, ticketId, intervalId)
    await stage.settleUntil(minutes(66))
    await stage.answer(minutes(67), agent, intervalId)
    await stage.settleUntil(minutes(120))

    expect(await told(ticketId)).toEqual(['5 timer.started'])
  })

  it('stops at the end of the working day', async () => {
    const { pair, ticketId, agent, intervalId } = await scene()
    await stage.pay(monday, pair, 30, month)
    // 17:30 in Moscow; the day ends at 18:00.
    await stage.start(minutes(450), agent, ticketId, intervalId)
    await stage.settleUntil(minutes(600))

    expect(await told(ticketId)).toEqual(['450 timer.started', '480 timer.stopped dayEnded 3'])
  })
})
