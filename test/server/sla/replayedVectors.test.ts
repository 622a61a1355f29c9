import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { findEvidence } from '#server/sla/evidence.commands.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { slaVectors, type SlaCase } from '#test/support/slaVectors.ts'
import { openClockStage, type ClockStage } from './clockStage.ts'

/** Regulations promise whole minutes; for the others the deadline is where their working seconds have passed. */
const minutesOf = ({ addSeconds }: SlaCase) => Math.ceil(addSeconds / 60)
const planOf = (one: SlaCase) => `p-${one.calendar}-${minutesOf(one)}`
const plans = new Map(slaVectors.cases.map((one) => [planOf(one), one]))

/** All calendars of the file in one document; a plan for each promise, so that one desk can make them all. */
const document: Regulation = {
  ...saasSupport,
  escalation: [],
  calendars: {
    ...saasSupport.calendars,
    ...slaVectors.calendars,
  },
  clientStatuses: [],
  orders: { lapseDays: 14 },
  plans: [...plans.keys()].map((code) => ({
    code,
    title: saasSupport.title,
    sold: {
      by: 'quantum',
      leastQuanta: 1,
      valid: { unit: 'days', count: 30 },
      quantumPrices: [{ clientStatus: null, currency: 'RUB', minor: 1 }],
    },
    channels: null,
  })),
  targets: [...plans].map(([plan, one]) => ({
    kind: 'firstReaction',
    categories: null,
    priorities: null,
    plans: [plan],
    coupon: false,
    within: { by: 'time', minutes: minutesOf(one), calendar: one.calendar },
  })),
}

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: ClockStage
let plan = ''
const opened: { one: SlaCase; ticketId: string }[] = []
const at = (text: string, milliseconds = 0) => new Date(Date.parse(text) + milliseconds)

beforeAll(async () => {
  database = await cloneDatabase()
  // The desk opened before the first of the cases.
  vi.useFakeTimers({ now: new Date('2023-01-01T00:00:00Z'), toFake: ['Date'] })
  stage = await openClockStage(database.url, document, () => [plan])
  vi.useRealTimers()
  for (const one of slaVectors.cases) {
    plan = planOf(one)
    opened.push({ one, ticketId: await stage.open(at(one.start)) })
  }
  await stage.restart()
}, 120_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

it('S2 every deadline of the vectors is the one that real commands, jobs and the database promise', async () => {
  for (const { one, ticketId } of opened.filter(({ one: { addSeconds } }) => addSeconds % 60 === 0)) {
    const { clocks } = await stage.sla(at(one.start), ticketId)
    expect({ case: one, deadline: at(clocks[0]?.deadline ?? '') }).toEqual({ case: one, deadline: at(one.deadline) })
    expect(await stage.alarms(ticketId)).toMatchObject([{ percent: 100, due_at: at(one.deadline, 1), fired_at: null }])
  }
}, 120_000)

it('S5 the counted time of every vector is in its evidence: none missing at the deadline, less a moment before', async () => {
  const counted = async (ticketId: string, until: Date) =>
    (await findEvidence(stage.db(), ticketId, { kind: 'firstReaction', round: 0 }, until)).workingSeconds
  for (const { one, ticketId } of opened) {
    expect([one, await counted(ticketId, at(one.deadline))]).toEqual([one, one.addSeconds])
    expect(await counted(ticketId, at(one.deadline, -1))).toBeLessThan(one.addSeconds)
    expect([one, await counted(ticketId, at(one.end))]).toEqual([one, one.workingSeconds])
  }
}, 120_000)

it('S6 each breach rings at its instant and not before, with a restart between any two events', async () => {
  const some = opened.filter(({ one }) => one.addSeconds % 60 === 0).slice(0, 8)
  for (const { one, ticketId } of some) {
    await stage.move(at(one.start, 1000), ticketId, { type: 'take' })
    await stage.restart()
    await stage.write(at(one.start, 2000), ticketId, { side: 'desk', kind: 'note' })
    await stage.restart()
    expect(await stage.alarms(ticketId)).toMatchObject([{ due_at: at(one.deadline, 1), fired_at: null }])
  }
  const last = some.toSorted((left, right) => Date.parse(left.one.deadline) - Date.parse(right.one.deadline)).at(-1)
  await stage.fire(at(last?.one.deadline ?? '', 1))
  await stage.restart()

  for (const { one, ticketId } of some) {
    expect(await stage.fired(ticketId)).toMatchObject([{ percent: 100, dueAt: at(one.deadline, 1).toISOString() }])
  }
}, 120_000)
