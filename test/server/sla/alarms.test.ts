import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openClockStage, type ClockStage } from './clockStage.ts'

/** 8:00–20:00 in Moscow every day: 05:00Z–17:00Z. */
const document: Regulation = {
  ...saasSupport,
  onDuty: { levels: ['professional'], afterMinutes: 60 },
  escalation: [
    { atPercent: 50, notify: ['assigneeOrShift'], reassign: null, raisePriority: false, pageOnDuty: false },
    { atPercent: 80, notify: ['assigneeOrShift', 'lead'], reassign: null, raisePriority: false, pageOnDuty: false },
    { atPercent: 100, notify: ['lead'], reassign: null, raisePriority: true, pageOnDuty: true },
  ],
}
const at = (time: string) => new Date(`2031-03-05T${time}Z`)
type Kind = { category: Category; priority: Priority }
const high: Kind = { category: 'incident', priority: 'high' }

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: ClockStage
beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openClockStage(database.url, document)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

async function queued(time: string, kind: Kind = high): Promise<string> {
  const ticketId = await stage.open(at(time), kind)
  await stage.follow()
  return ticketId
}
const reactionAlarms = async (ticketId: string) =>
  (await stage.fired(ticketId)).filter(({ clock }) => clock === 'firstReaction').map(({ percent }) => percent)

it('S6 rings at half, at four fifths, and after the last instant of the promise; each once', async () => {
  const ticketId = await queued('07:00:00')

  for (const time of ['07:29:59.999', '07:30:00', '07:30:01', '07:48:00', '08:00:00', '08:00:00.001', '09:00:00']) {
    await stage.fire(at(time))
    await stage.restart()
  }

  expect((await stage.fired(ticketId)).filter(({ clock }) => clock === 'firstReaction')).toMatchObject([
    { percent: 50, dueAt: at('07:30:00').toISOString(), at: at('07:30:00') },
    { percent: 80, dueAt: at('07:48:00').toISOString(), at: at('07:48:00') },
    { percent: 100, dueAt: at('08:00:00.001').toISOString(), at: at('08:00:00.001') },
  ])
})

it('S6 the breach raises the priority as far as T3 lets it, and tells whom the regulation names', async () => {
  const ticketId = await queued('07:00:00')
  stage.notices.length = 0

  for (const time of ['07:30:00', '07:48:00', '08:00:00.001']) await stage.fire(at(time))

  expect((await stage.sla(at('08:00:01'), ticketId)).priority).toBe('critical')
  expect(stage.notices.filter(({ payload }) => payload['ticketId'] === ticketId).map(({ who }) => who)).toEqual([
    ['assigneeOrShift'],
    ['assigneeOrShift', 'lead'],
    ['lead', 'onDuty'],
  ])
})

it.each<[string, (ticketId: string) => Promise<unknown>]>([
  ['met', (ticketId) => stage.write(at('07:10:00'), ticketId, { side: 'desk' })],
  ['withdrawn', (ticketId) => stage.move(at('07:10:00'), ticketId, { type: 'withdraw' }, 'client')],
  ['locked', () => stage.lock(at('07:10:00'))],
])('S6 one that is %s before the reaction has seen it does not ring', async (_how, act) => {
  const ticketId = await queued('07:00:00')
  await act(ticketId)

  await stage.fire(at('07:59:00'))
  await stage.unlock(at('07:59:30'))
  await stage.follow()

  expect(await reactionAlarms(ticketId)).toEqual([])
})

it('S4 a target that is changed moves its alarms; one that then lies in the past is due at once', async () => {
  const ticketId = await queued('07:00:00', { category: 'incident', priority: 'high' })
  await stage.classify(at('07:10:00'), ticketId, { category: 'informationRequest', priority: 'low' } as const)
  await stage.follow()
  await stage.fire(at('08:29:59'))
  expect(await reactionAlarms(ticketId)).toEqual([])

  await stage.classify(at('08:29:59'), ticketId, { category: 'incident', priority: 'critical' } as const)
  await stage.follow()
  await stage.fire(at('08:30:00'))

  expect(await reactionAlarms(ticketId)).toEqual([100])
})

it('D4 a clock that jumps forward and back rings nothing twice and loses nothing', async () => {
  const ticketId = await queued('07:00:00')

  for (const time of ['07:31:00', '07:00:30', '07:50:00', '07:10:00', '07:50:00']) {
    await stage.fire(at(time))
    await stage.restart()
  }

  expect(await reactionAlarms(ticketId)).toEqual([50, 80])
})

it('T12 a critical incident that is answered but not solved pages the on-duty, once', async () => {
  const ticketId = await queued('07:00:00', { category: 'incident', priority: 'critical' })
  await stage.write(at('07:05:00'), ticketId, { side: 'desk' })
  await stage.follow()
  stage.notices.length = 0

  await stage.fire(at('08:04:59'))
  await stage.fire(at('08:05:00'))
  await stage.fire(at('09:00:00'))

  expect((await stage.fired(ticketId)).filter(({ clock }) => clock === 'onDuty')).toMatchObject([
    { dueAt: at('08:05:00').toISOString() },
  ])
  // The desk keeps no rota and has no lead: its owner is paged at once.
  const pages = stage.notices.filter(({ task }) => task === 'noticeDutyPage')
  expect(pages.map(({ payload }) => payload['step'])).toEqual(['owner'])
})

it('T12 not for one that was solved in time, nor where the tariff has no on-duty', async () => {
  const solved = await queued('07:00:00', { category: 'incident', priority: 'critical' })
  await stage.move(at('07:01:00'), solved, { type: 'take' })
  await stage.write(at('07:05:00'), solved, { side: 'desk' })
  await stage.move(at('07:30:00'), solved, {
    type: 'resolve',
    message: { messageId: crypto.randomUUID(), text: 'Готово' },
  })
  await stage.follow()

  await stage.fire(at('09:00:00'))

  expect((await stage.fired(solved)).filter(({ clock }) => clock === 'onDuty')).toEqual([])
})

describe('P9 alarms that come more than ten minutes late', () => {
  beforeEach(() => stage.db().deleteFrom('sla_missed').execute())

  const summaries = () => stage.notices.filter(({ task }) => task === 'noticeMissed')
  const singles = (ticketIds: string[]) =>
    stage.notices.filter(
      ({ task, payload }) => task === 'noticeAlarm' && ticketIds.includes(String(payload['ticketId'])),
    )

  it('do in the ticket what the regulation says, and tell nobody by themselves: one summary a desk, half a minute later', async () => {
    const ticketIds = [await queued('07:00:00'), await queued('07:00:30')]
    stage.notices.length = 0

    await stage.fire(at('12:20:00'))

    for (const ticketId of ticketIds) {
      expect((await reactionAlarms(ticketId)).at(-1)).toBe(100)
      expect((await stage.sla(at('12:20:01'), ticketId)).priority).toBe('critical')
    }
    expect(singles(ticketIds)).toEqual([])
    expect(
      new Set(summaries().map(({ payload, runAt }) => `${String(payload['deskId'])} ${runAt?.toISOString()}`)),
    ).toEqual(new Set([`${stage.deskId} ${at('12:20:30').toISOString()}`]))
  })

  it('control: at ten minutes they still tell by themselves', async () => {
    const ticketId = await queued('07:00:00')
    stage.notices.length = 0

    await stage.fire(at('07:40:00'))

    expect(summaries()).toEqual([])
    expect(singles([ticketId])).toHaveLength(1)
  })

  it('wait no longer than ten minutes together, however many more come late', async () => {
    await queued('07:00:00')
    await stage.fire(at('12:00:00'))
    await queued('07:01:00')
    stage.notices.length = 0

    await stage.fire(at('12:09:50'))

    expect(new Set(summaries().map(({ runAt }) => runAt?.toISOString()))).toEqual(
      new Set([at('12:10:00').toISOString()]),
    )
  })

  it('T6 so does a date that the client was told', async () => {
    const ticketId = await queued('07:00:00')
    await stage.move(at('07:05:00'), ticketId, { type: 'take' })
    await stage.move(at('07:06:00'), ticketId, {
      type: 'defer',
      until: at('09:00:00'),
      reason: 'development',
      message: { messageId: randomUUID(), text: 'Ждём выпуска' },
    })
    stage.notices.length = 0

    await stage.dateComes(at('11:00:00'), ticketId)

    const { rows } = await sql<{ clock: string; recipients: string[] }>`
      select clock, recipients from sla_missed where ticket_id = ${ticketId} and clock = 'expectedDate'`.execute(
      stage.db(),
    )
    expect(rows).toEqual([{ clock: 'expectedDate', recipients: ['lead'] }])
  })
})
