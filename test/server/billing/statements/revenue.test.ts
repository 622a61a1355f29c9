import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { monthAfter, monthOf, monthsBefore } from '#server/calendar/months.ts'
import { countTakenSince } from '#server/billing/accounts/ledger.sql.ts'
import { readRevenueRows } from '#server/billing/statements/revenue.sql.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

const valid = { unit: 'days', count: 60 } as const
const zone = 'Europe/Moscow'
/** Half an hour before March begins in Moscow, while UTC still has 28 February. */
const eve = new Date('2026-02-28T20:30:00Z')
const later = (count: number) => new Date(eve.getTime() + count * 60_000)

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let pair: Pair
let other: Pair

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  const { work } = quantumMaintenance
  const timer = { ...work.timer, askAfterIdleMinutes: 1440, askBeforeDayEndsMinutes: null }
  const desk = await stage.openDesk({ ...quantumMaintenance, work: { ...work, timer } })
  pair = await stage.openClient(desk)
  other = await stage.openClient(desk)
  const ticketId = await stage.openTicket(later(-600), pair)
  await stage.pay(later(-500), pair, 12, valid)
  await stage.pay(later(60), other, 30, valid)
  // Quanta at 23:30, 23:40 and 23:50 of February, at 0:00, 0:10 and 0:20 of March.
  const intervalId = randomUUID()
  await stage.start(eve, stage.agent(pair, 100), ticketId, intervalId)
  await stage.stop(later(55), stage.agent(pair, 100), intervalId)
  await stage.adjust(later(100), pair, 2)
  await stage.adjust(later(101), other, -3)
  await stage.settle(later(100 * 1440))
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

const none = { soldQuanta: 0, workedQuanta: 0, soldMinutes: 0, workedMinutes: 0 }
const sold = (...[soldQuanta, soldMinutes, workedQuanta, workedMinutes]: [number, number, number, number]) => ({
  soldQuanta,
  soldMinutes,
  workedQuanta,
  workedMinutes,
})

describe('D2 the income by months', () => {
  it('counts payments and quanta in the months of the desk’s zone', async () => {
    const rows = await readRevenueRows(
      stage.db(),
      // A quantum of one client is longer than one of the other.
      {
        deskId: pair.desk.deskId,
        unstored: [],
        quanta: [
          { memberId: pair.client.memberId, minutes: 10 },
          { memberId: other.client.memberId, minutes: 15 },
        ],
      },
      monthsBefore('2026-06', 5, zone),
    )

    expect(rows).toEqual([
      { paid: [], ...none },
      { paid: [], ...none },
      { paid: [{ currency: 'RUB', minor: 18_000_00, payments: 1 }], ...sold(30, 450, 3, 30) },
      { paid: [{ currency: 'RUB', minor: 7_200_00, payments: 1 }], ...sold(12, 120, 3, 30) },
      { paid: [], ...none },
    ])
  })

  it('of another desk has nothing of it', async () => {
    const desk = await stage.openDesk(quantumMaintenance)

    expect(
      await readRevenueRows(
        stage.db(),
        { deskId: desk.deskId, unstored: [], quanta: [] },
        monthsBefore('2026-04', 1, zone),
      ),
    ).toEqual([{ paid: [], ...none }])
  })
})

it('what work took since an instant is exactly the sum of its entries, wherever purchases and ends lie', async () => {
  const account = { deskId: pair.desk.deskId, memberId: pair.client.memberId }
  const charges = await stage.charges(pair)

  for (const since of [later(-600), later(-1), eve, later(10), later(11), later(31), later(1000)]) {
    const taken = charges.filter(({ at }) => at.getTime() >= since.getTime()).length
    expect(await countTakenSince(stage.db(), { ...account, unstored: [] }, since)).toBe(taken)
  }
})

describe('calendar months', () => {
  it('begin at midnight of the zone, also where clocks change', () => {
    const [november, october] = monthsBefore('2026-12', 2, 'Europe/Kyiv')

    expect(november).toEqual({
      month: '2026-11',
      start: new Date('2026-10-31T22:00:00Z'),
      end: new Date('2026-11-30T22:00:00Z'),
    })
    expect(october?.start).toEqual(new Date('2026-09-30T21:00:00Z'))
  })

  it('follow each other without gaps, and every instant lies in its own', () => {
    const instant = fc.date({ min: new Date('2000-02-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instant, fc.constantFrom('UTC', 'Europe/Moscow', 'America/Sao_Paulo', 'Pacific/Apia'), (at, name) => {
        const month = monthOf(name, at)
        const [own, before] = monthsBefore(monthAfter(month), 2, name)

        expect(own?.month).toBe(month)
        expect(own?.start).toEqual(before?.end)
        expect(own !== undefined && own.start <= at && at < own.end).toBe(true)
      }),
    )
  })
})
