import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ComparePlansInput } from '#contract/billing/comparison.types.ts'
import { findCompared } from '#server/billing/plans/offers.queries.ts'
import { comparePlans, mostIntervals, mostTickets } from '#server/billing/plans/planComparison.queries.ts'
import { customerPorts } from '#test/support/ticketDeps.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'
import { aPlan, afterwards, forEverybody, prepaid, reactionWithin, sellingBy, thirtyDays } from './waysToSell.ts'

/** Monday, 10:00 in Moscow. */
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const days = (count: number) => minutes(count * 1440)
const regulation = {
  ...sellingBy([
    prepaid('quick', 12, forEverybody(1000_00)),
    prepaid('slow'),
    aPlan('sizes', { by: 'size', valid: thirtyDays, sizes: [{ quanta: 20, prices: forEverybody(9000_00) }] }),
    afterwards('usage', 100),
  ]),
  targets: [reactionWithin(30, 'quick'), reactionWithin(60, 'slow', ['critical']), reactionWithin(120, 'slow')],
}

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let desk: Pair['desk']
let agents = 0

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  desk = await stage.openDesk(regulation)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

async function compare(at: Date, { client }: Pair, counted: ComparePlansInput['work'] = { by: 'past', days: 30 }) {
  const account = { deskId: desk.deskId, memberId: client.memberId }
  const deps = { ...stage.billing, ...customerPorts }
  const compared = await stage.work(at, (unit) => findCompared(unit, deps, account))
  return comparePlans({ db: stage.db(), ...deps }, account, compared, { work: counted })
}

/** A ticket that somebody answers so many minutes after it was opened. */
async function answered(pair: Pair, from: number, after: number): Promise<string> {
  const ticketId = await stage.openTicket(minutes(from), pair)
  await stage.move(minutes(from + after), pair, ticketId, { type: 'take' })
  await stage.answerIn(minutes(from + after), pair, ticketId)
  return ticketId
}

async function work(pair: Pair, ticketId: string, from: number, until: number): Promise<void> {
  agents += 1
  const [agent, intervalId] = [stage.agent(pair, agents + 100), randomUUID()]
  await stage.start(minutes(from), agent, ticketId, intervalId)
  await stage.settleUntil(minutes(until))
  await stage.stop(minutes(until), agent, intervalId)
}

describe('Q3 what the last days would have cost under each plan', () => {
  it('counts real work at the prices of now, and real first answers by each plan’s promise', async () => {
    const pair = await stage.openClient(desk)
    await stage.pay(monday, pair, 100, thirtyDays, 'slow')
    const early = await answered(pair, 5, 20)
    await answered(pair, 10, 60)
    await answered(pair, 15, 180)
    await stage.openTicket(minutes(210), pair)
    await work(pair, early, 30, 41)

    const { plans, ...rest } = await compare(minutes(300), pair)

    expect(rest).toMatchObject({ intervals: 1, tickets: 4, isWorkCut: false, areTicketsCut: false })
    expect(plans).toMatchObject([
      {
        planCode: 'quick',
        cost: { minor: 12_000_00, currency: 'RUB' },
        packages: 1,
        quantaUsed: 2,
        quantaExpired: 0,
        quantaLeft: 10,
        // Whoever still waits has waited longer than this plan lets anybody wait.
        reactions: { kept: 1, missed: 3, open: 0, none: 0 },
      },
      { planCode: 'slow', cost: { minor: 7200_00 }, reactions: { kept: 2, missed: 1, open: 1, none: 0 } },
      { planCode: 'sizes', cost: { minor: 9000_00 }, quantaLeft: 18, reactions: { none: 4 } },
      { planCode: 'usage', cost: { minor: 1400_00 }, packages: 0, quantaLeft: 0, reactions: { none: 4 } },
    ])
  })

  it('leaves out what was before the period', async () => {
    const pair = await stage.openClient(desk)
    await stage.pay(monday, pair, 100, thirtyDays, 'slow')
    const ticketId = await answered(pair, 5, 20)
    await work(pair, ticketId, 30, 41)

    const [month, quarter] = [await compare(days(60), pair), await compare(days(60), pair, { by: 'past', days: 90 })]

    expect(month).toMatchObject({ intervals: 0, tickets: 0, plans: [{ cost: { minor: 0 } }, {}, {}, {}] })
    expect(quarter).toMatchObject({
      intervals: 1,
      tickets: 1,
      plans: [{ quantaUsed: 2, quantaExpired: 10 }, {}, {}, {}],
    })
  })

  it('for a client without a past spreads so many quanta a month over three months', async () => {
    const pair = await stage.openClient(desk)

    const { plans } = await compare(monday, pair, { by: 'monthly', quanta: 20 })

    expect(plans).toMatchObject([
      { cost: { minor: 5 * 12_000_00 }, quantaUsed: 60, reactions: null },
      {},
      { cost: { minor: 27_000_00 }, packages: 3, quantaUsed: 60, quantaExpired: 0 },
      { cost: { minor: 60 * 700_00 } },
    ])
  })

  it('stays bounded for a client of ten thousand tickets, and says what was left out', async () => {
    const pair = await stage.openClient(desk)
    await stage.pay(monday, pair, 100, thirtyDays, 'slow')
    const ticketId = await answered(pair, 5, 20)
    const { memberId } = pair.client
    await sql`
      insert into tickets select (jsonb_populate_record(t, jsonb_build_object(
               'ticket_id', gen_random_uuid(), 'number', 'N-' || i))).*
        from tickets t, generate_series(1, 10000) i where t.ticket_id = ${ticketId}`.execute(stage.db())
    await sql`
      insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
      select j.at, j.type, j.member_id, j.desk_id, t.ticket_id, j.seq, j.public_seq, j.actor, j.payload
        from tickets t join journal j on j.ticket_id = ${ticketId} where t.member_id = ${memberId} and t.ticket_id <> ${ticketId}`.execute(
      stage.db(),
    )
    await sql`
      insert into timers (interval_id, desk_id, member_id, ticket_id, agent_id, agent_name, started_at, terms, regulation_version,
                          stopped_at, stop_cause, quanta)
      select gen_random_uuid(), t.desk_id, t.member_id, t.ticket_id, 1, 'Agent', ${minutes(30)}::timestamptz + n * interval '2 minutes',
             '{}', 1, ${minutes(45)}::timestamptz + n * interval '2 minutes', 'agent', 2
        from (select *, row_number() over () as n from tickets where member_id = ${memberId}) t`.execute(stage.db())

    const { plans, ...rest } = await compare(days(20), pair, { by: 'past', days: 90 })

    expect(rest).toMatchObject({ intervals: mostIntervals, isWorkCut: true, tickets: mostTickets, areTicketsCut: true })
    expect(plans).toMatchObject([{ quantaUsed: 2 * mostIntervals, reactions: { kept: mostTickets } }, {}, {}, {}])
  })
})
