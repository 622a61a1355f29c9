import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { now } from '#server/platform/clock.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { makeAlarmEffects } from '#server/tickets/deadlines/alarmEffects.adapter.ts'
import { climbDuePages } from '#server/tickets/deadlines/dutyPaging.commands.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { newId } from '#test/support/world.ts'
import { openTicket } from '../../situation.ts'
import { startScene, type Scene } from '../scene.ts'

let scene: Scene
let lead: string
beforeAll(async () => {
  scene = await startScene(null, saasSupport)
  await scene.world.call('setStaff', { userId: 2, role: 'lead' }, scene.owner)
  await scene.world.call('setStaff', { userId: 5, role: 'agent' }, scene.owner)
  lead = await scene.world.enter('partner', 2)
  const rota = { version: 0, people: [3, 5], weekday: 1, time: '09:00', confirmMinutes: 7 }
  await scene.world.call('saveDutyRota', rota, lead)
}, 60_000)
afterAll(() => scene.world.stop())

const deps = { ...ticketDeps, addJob }
const effects = makeAlarmEffects({ ticketDeps, addJob })
const later = (minutes: number) => new Date(now().getTime() + minutes * 60_000)
const climbAt = (minutes: number) => scene.world.transaction((unit) => climbDuePages(unit, deps), later(minutes))

function ring(unit: UnitOfWork, ticketId: string): Promise<void> {
  return effects.notify(unit, { ticketId, clock: 'onDuty', round: 0, percent: 100, dueAt: unit.at }, ['onDuty'])
}

async function paged(): Promise<string> {
  const { ticketId } = await openTicket(scene.world, scene.admin, 'Ничего не открывается')
  await scene.world.call('takeTicket', { ticketId }, scene.agent)
  await scene.world.call('classifyTicket', { ticketId, category: 'incident', priority: 'critical' }, scene.agent)
  await scene.world.transaction((unit) => ring(unit, ticketId))
  return ticketId
}

async function entriesOf(ticketId: string) {
  const { rows } = await sql<{ type: string; step: string | null; people: number[] | null; publicSeq: number | null }>`
    select type, payload ->> 'step' as step, payload -> 'people' as people, public_seq as "publicSeq" from journal
     where ticket_id = ${ticketId} and type like 'ticket.duty%' order by seq`.execute(scene.world.store.db)
  return rows
}
const stepsOf = async (ticketId: string) => (await entriesOf(ticketId)).map(({ step, people }) => [step, people])

describe('T12 a page to whoever is on duty', () => {
  it('climbs to the next one, the lead and the owner, each once, and then rests', async () => {
    const ticketId = await paged()
    expect(await stepsOf(ticketId)).toEqual([['onDuty', [3]]])
    await climbAt(6.9)
    expect(await stepsOf(ticketId)).toHaveLength(1)

    for (const minutes of [7.1, 7.2, 15, 15.1, 30, 60]) await climbAt(minutes)

    expect(await stepsOf(ticketId)).toEqual([
      ['onDuty', [3]],
      ['next', [5]],
      ['lead', [2]],
      ['owner', [1]],
    ])
    const { dutyPage } = await scene.world.call('readTicket', { ticketId }, scene.agent)
    expect(dutyPage).toMatchObject({ nextAt: null, confirmed: null })
    expect(dutyPage?.told.map(({ userId }) => userId)).toEqual([3, 5, 2, 1])
  })

  it('is one however often its alarm comes, and each step is one for two servers and for one that was killed in it', async () => {
    const ticketId = await paged()
    await scene.world.transaction((unit) => ring(unit, ticketId))
    expect(await stepsOf(ticketId)).toHaveLength(1)

    const killed = scene.world.transaction(async (unit) => {
      await climbDuePages(unit, deps)
      throw new Error('killed before it was committed')
    }, later(8))
    await expect(killed).rejects.toThrow('killed')
    expect(await stepsOf(ticketId)).toHaveLength(1)
    await Promise.all([climbAt(8), climbAt(8), climbAt(8)])

    expect(await stepsOf(ticketId)).toEqual([
      ['onDuty', [3]],
      ['next', [5]],
    ])
  })

  it('stops where somebody confirms it, which both of two clicks say', async () => {
    const ticketId = await paged()
    const confirm = (token: string) => scene.world.ask('confirmDutyPage', { ticketId }, token)
    const [first, second] = await Promise.all([confirm(scene.agent), confirm(scene.agent)])
    expect([first.ok, second.ok]).toEqual([true, true])

    await climbAt(20)

    expect((await entriesOf(ticketId)).map(({ type }) => type)).toEqual(['ticket.dutyPaged', 'ticket.dutyConfirmed'])
    expect(await confirm(lead)).toMatchObject({ code: 'page_over' })
    const { dutyPage } = await scene.world.call('readTicket', { ticketId }, lead)
    expect(dutyPage).toMatchObject({ nextAt: null, confirmed: { person: { userId: 3 } } })
  })

  it.each<[string, (ticketId: string) => Promise<unknown>]>([
    [
      'solved',
      (ticketId) => scene.world.call('resolveTicket', { ticketId, messageId: newId(), text: 'Готово' }, scene.agent),
    ],
    ['withdrawn', (ticketId) => scene.world.call('withdrawTicket', { ticketId }, scene.admin)],
    [
      'not critical any more',
      (ticketId) =>
        scene.world.call('classifyTicket', { ticketId, category: 'incident', priority: 'low' }, scene.agent),
    ],
  ])('stops where the ticket is %s', async (_how, act) => {
    const ticketId = await paged()
    await act(ticketId)

    await climbAt(20)

    expect(await stepsOf(ticketId)).toHaveLength(1)
    expect((await scene.world.call('readTicket', { ticketId }, scene.agent)).dutyPage).toBeUndefined()
    expect(await scene.world.ask('confirmDutyPage', { ticketId }, scene.agent)).toMatchObject({ code: 'page_over' })
  })

  it('is the desk’s alone: a client reads nothing of it and confirms nothing', async () => {
    const ticketId = await paged()
    await scene.world.call('confirmDutyPage', { ticketId }, lead)

    expect((await entriesOf(ticketId)).map(({ publicSeq }) => publicSeq)).toEqual([null, null])
    expect(await scene.world.call('readTicket', { ticketId }, scene.admin)).not.toHaveProperty('dutyPage')
    const { events } = await scene.world.call('readEvents', { ticketId, limit: 50 }, scene.admin)
    expect(events.filter(({ type }) => type.startsWith('ticket.duty'))).toEqual([])
    expect(await scene.world.ask('confirmDutyPage', { ticketId }, scene.admin)).toMatchObject({ code: 'not_allowed' })
  })
})
