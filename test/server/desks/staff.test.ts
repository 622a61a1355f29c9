import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Weekly } from '#contract/desks/types.ts'
import { createDeskKey } from '#server/desks/desks.commands.ts'
import { newId } from '#test/support/world.ts'
import { openTicket } from '../situation.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
  await scene.world.call('setStaff', { userId: 2, role: 'lead' }, scene.owner)
  lead = await scene.world.enter('partner', 2)
}, 60_000)
afterAll(() => scene.world.stop())

let lead = ''
const agentId = 3
const read = async () => scene.world.call('readStaff', {}, scene.agent)
const memberOf = async (userId: number) => (await read()).members.find(({ person }) => person.userId === userId)
const arranged = { userId: agentId, getsTickets: true, skills: [], shifts: null }

// First: a prefix changes only until a ticket has it.
describe('T2 numbers of tickets', () => {
  const set = (prefix: string) => scene.world.ask('setNumberPrefix', { prefix }, scene.owner)

  it('have a prefix of the desk’s own, which the owner changes until a ticket has it', async () => {
    const before = (await read()).numbering
    expect(before).toEqual({ prefix: expect.stringMatching(/^[A-Z]{2,5}$/), isUsed: false })

    expect(await set(' zz ')).toMatchObject({ ok: true, body: { numbering: { prefix: 'ZZ', isUsed: false } } })
    const { ticketId } = await openTicket(scene.world, scene.admin, 'Первое')
    const { summary } = await scene.world.call('readTicket', { ticketId }, scene.agent)

    expect(summary.number).toBe('ZZ-1001')
    expect((await read()).numbering).toEqual({ prefix: 'ZZ', isUsed: true })
    expect(await set('ZY')).toMatchObject({ code: 'prefix_used' })
    expect(await set('ZZ')).toMatchObject({ ok: true })
    expect(await factsTold('desk.prefixSet')).toEqual([{ prefixFrom: before.prefix, prefixTo: 'ZZ' }])
  })

  it('never have the prefix of another desk, nor one that was promised with a key', async () => {
    const standard = await scene.world.enter('standard', 1)
    const { numbering } = await scene.world.call('readStaff', {}, standard)
    const create = (prefix: string) =>
      scene.world.transaction((unit) => createDeskKey(unit, { name: 'Третья', kind: 'partner', prefix }))

    expect(await scene.world.ask('setNumberPrefix', { prefix: 'ZZ' }, standard)).toMatchObject({ code: 'prefix_taken' })
    await expect(create(numbering.prefix)).rejects.toMatchObject({ code: 'prefix_taken' })
    await create('QQ')
    await expect(create('QQ')).rejects.toMatchObject({ code: 'prefix_taken' })
    expect(await scene.world.ask('setNumberPrefix', { prefix: 'Б1' }, standard)).toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('D1 staff: skills and shifts', () => {
  it('are set by a lead and seen by everybody on the desk; a skill stands once, whatever its case', async () => {
    const shifts = { 1: [['09:00', '18:00']], 5: [['22:00', '06:00']] } satisfies Partial<Weekly>
    await scene.world.call('updateStaffMember', { ...arranged, skills: ['CRM', 'телефония', 'crm'], shifts }, lead)

    expect(await memberOf(agentId)).toMatchObject({
      skills: ['crm', 'телефония'],
      shifts: { 1: [['09:00', '18:00']], 2: [], 5: [['22:00', '06:00']] },
    })
    expect((await read()).timeZone).toBe('Europe/Moscow')
    await scene.world.call('updateStaffMember', arranged, lead)
    expect(await memberOf(agentId)).toMatchObject({ shifts: null, idle: null })
  })

  it('are refused where they cannot be: shifts that never come, somebody who is not on the desk', async () => {
    const never = await scene.world.ask('updateStaffMember', { ...arranged, shifts: {} }, lead)
    const nobody = await scene.world.ask('updateStaffMember', { ...arranged, userId: 77 }, lead)

    expect(never).toMatchObject({ code: 'shifts_invalid' })
    expect(nobody).toMatchObject({ code: 'person_unknown' })
  })

  it('somebody can get no tickets at all', async () => {
    await scene.world.call('updateStaffMember', { ...arranged, getsTickets: false }, lead)

    expect(await memberOf(agentId)).toMatchObject({ idle: 'getsNone' })
    await scene.world.call('updateStaffMember', arranged, lead)
  })
})

describe('S7 somebody is away', () => {
  const now = () => new Date().toISOString()

  it('as they say themself, or a lead says it of them; not a colleague', async () => {
    await scene.world.call('setAway', { userId: agentId, away: { from: now(), until: null } }, scene.agent)
    expect(await memberOf(agentId)).toMatchObject({ idle: 'away', away: { until: null } })
    await scene.world.call('setAway', { userId: agentId, away: null }, lead)
    expect(await memberOf(agentId)).toMatchObject({ idle: null, away: null })

    const ofAnother = await scene.world.ask('setAway', { userId: 2, away: null }, scene.agent)
    expect(ofAnother).toMatchObject({ code: 'lead_only' })
  })

  it('gets no ticket by hand either, but may take one', async () => {
    const { ticketId } = await scene.ticket({ taken: false })
    await scene.world.call('setAway', { userId: agentId, away: { from: now(), until: null } }, scene.agent)

    const given = await scene.world.ask('assignTicket', { ticketId, userId: agentId }, lead)
    const taken = await scene.world.ask('assignTicket', { ticketId, userId: agentId }, scene.agent)

    expect(given).toMatchObject({ code: 'person_away' })
    expect(taken).toMatchObject({ ok: true })
    await scene.world.call('setAway', { userId: agentId, away: null }, scene.agent)
  })

  it('an absence that is over before it begins, or is past, is refused', async () => {
    const away = { from: '2031-01-02T00:00:00Z', until: '2031-01-01T00:00:00Z' }
    const past = { from: '2021-01-01T00:00:00Z', until: '2021-01-02T00:00:00Z' }

    for (const wrong of [away, past]) {
      const answer = await scene.world.ask('setAway', { userId: agentId, away: wrong }, scene.agent)
      expect(answer).toMatchObject({ code: 'date_in_past' })
    }
  })
})

describe('T12 the rota', () => {
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()

  it('says who is on duty now and next; the same click twice is one duty', async () => {
    const now = { dutyId: newId(), userId: agentId, from: hours(-1), until: hours(1) }
    const next = { dutyId: newId(), userId: 2, from: hours(1), until: hours(9) }
    for (const duty of [next, now, now]) await scene.world.call('addDuty', duty, lead)
    expect(await scene.world.ask('addDuty', { ...now, until: hours(2) }, lead)).toMatchObject({ code: 'id_used' })

    const { duties, onDuty } = await read()
    expect(duties.map(({ dutyId }) => dutyId)).toEqual([now.dutyId, next.dutyId])
    expect(onDuty?.userId).toBe(agentId)

    await scene.world.call('removeDuty', { dutyId: now.dutyId }, lead)
    expect((await read()).onDuty).toBeNull()
    expect(await scene.world.ask('removeDuty', { dutyId: now.dutyId }, lead)).toMatchObject({ code: 'not_found' })
  })

  it('whoever leaves the desk leaves the rota', async () => {
    await scene.world.call('setStaff', { userId: 5, role: 'agent' }, scene.owner)
    const dutyId = newId()
    await scene.world.call('addDuty', { dutyId, userId: 5, from: hours(20), until: hours(30) }, lead)

    await scene.world.call('setStaff', { userId: 5, role: null }, scene.owner)

    expect((await read()).duties.map((duty) => duty.dutyId)).not.toContain(dutyId)
  })

  it('is of one’s own desk alone', async () => {
    const standard = await scene.world.enter('standard', 1)
    const [duty] = (await read()).duties

    expect(await scene.world.ask('removeDuty', { dutyId: duty?.dutyId ?? newId() }, standard)).toMatchObject({
      code: 'not_found',
    })
    expect((await scene.world.call('readStaff', {}, standard)).duties).toEqual([])
  })
})

describe('T12 the weeks', () => {
  const save = (changes: object = {}, token = lead) =>
    scene.world.ask(
      'saveDutyRota',
      { version: 0, people: [agentId, 2], weekday: 1, time: '09:00', confirmMinutes: 10, ...changes },
      token,
    )
  const span = (from: number, until: number) => {
    const hour = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()
    return { from: hour(from), until: hour(until) }
  }

  it('begin with the first one at once, are everybody’s to read and a lead’s to change', async () => {
    const before = await read()
    expect(before.rota).toMatchObject({ version: 0, people: [] })
    expect(await save({}, scene.agent)).toMatchObject({ code: 'lead_only' })
    expect(await save({ people: [agentId, 99] })).toMatchObject({ code: 'person_unknown' })
    expect(await save({ people: [2, 2] })).toMatchObject({ code: 'invalid_input' })

    expect(await save()).toMatchObject({ ok: true })

    const { rota, shifts, onDuty } = await read()
    expect(rota).toMatchObject({ version: 1, weekday: 1, time: '09:00', confirmMinutes: 10 })
    expect(rota.people.map(({ userId }) => userId)).toEqual([agentId, 2])
    expect(onDuty?.userId).toBe(agentId)
    expect(shifts[0]?.onDuty).toMatchObject({ person: { userId: agentId }, why: 'week' })
    const desk = await scene.world.call('readDesk', {}, scene.agent)
    expect(desk.onDuty).toMatchObject({ person: { userId: agentId }, until: shifts[0]?.until })
  })

  it('are not saved over what somebody else has saved, nor twice at once', async () => {
    expect(await save({ people: [2] })).toMatchObject({ code: 'rota_changed' })
    const both = await Promise.all([save({ version: 1 }), save({ version: 1, people: [2, agentId] })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await read()).rota.version).toBe(2)
    expect(await save({ version: 2 })).toMatchObject({ ok: true })
  })

  it('of who is away the next one has, by what is noted on duty and by what is noted of the person', async () => {
    const dutyId = newId()
    await scene.world.call('addDuty', { dutyId, kind: 'away', userId: agentId, ...span(-1, 5) }, lead)
    expect((await read()).onDuty?.userId).toBe(2)
    await scene.world.call('removeDuty', { dutyId }, lead)
    expect((await read()).onDuty?.userId).toBe(agentId)

    await scene.world.call('setAway', { userId: agentId, away: span(-1, 5) }, lead)
    expect((await read()).shifts[0]?.onDuty).toMatchObject({ person: { userId: 2 }, why: 'next' })
    await scene.world.call('setAway', { userId: agentId, away: null }, lead)
  })

  it('of who has left the desk keep their place, and the next one stands in', async () => {
    await scene.world.call('setStaff', { userId: 5, role: 'agent' }, scene.owner)
    expect(await save({ version: 3, people: [5, agentId, 2] })).toMatchObject({ ok: true })
    expect((await read()).onDuty?.userId).toBe(5)

    await scene.world.call('setStaff', { userId: 5, role: null }, scene.owner)

    const { onDuty, rota } = await read()
    expect(onDuty?.userId).toBe(agentId)
    expect(rota.people.map(({ userId }) => userId)).toEqual([agentId, 2])
  })

  it('are taken away by leaving nobody in them; the owner’s log says all of it', async () => {
    expect(await save({ version: 4, people: [] })).toMatchObject({ ok: true })
    expect((await read()).onDuty).toBeNull()
    const told = await factsTold('desk.dutyRotaSet')
    expect(told[0]).toEqual({ confirmMinutes: '10' })
    expect(told.at(-1)).toMatchObject({ dutyPeople: expect.stringContaining(', ') })
    expect(await factsTold('desk.dutyAwayAdded')).toHaveLength(1)
    expect(await factsTold('desk.dutyAwayRemoved')).toHaveLength(1)
  })
})

it('D5 every change is told with who did it', async () => {
  await scene.world.call('setAssignment', { assignment: 'roundRobin', skillOf: { incident: 'CRM' } }, lead)
  await scene.world.call('setAssignment', { assignment: 'manual', skillOf: {} }, lead)

  const told = await scene.world.store.db
    .selectFrom('journal')
    .select(['type', 'actor', 'payload'])
    .where('type', 'like', 'desk.%')
    .orderBy('entry_id')
    .execute()

  const types = new Set(told.map(({ type }) => type))
  for (const type of ['staffArranged', 'awaySet', 'dutyAdded', 'dutyRemoved', 'assignmentSet']) {
    expect(types).toContain(`desk.${type}`)
  }
  const change = told.find(({ type }) => type === 'desk.assignmentSet')
  expect(change?.payload).toEqual({ from: 'manual', to: 'roundRobin', skillOf: { incident: 'CRM' } })
  expect(change?.actor).toMatchObject({ side: 'desk', userId: 2 })
})

async function factsTold(type: string): Promise<Record<string, string>[]> {
  const { entries } = await scene.world.call('listAudit', { kinds: ['settings', 'staff'] }, scene.owner)
  return entries
    .filter((entry) => entry.type === type)
    .map(({ facts }) => Object.fromEntries(facts.map(({ name, value }) => [name, value])))
}
