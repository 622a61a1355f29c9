import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AssignmentMode } from '#contract/desks/types.ts'
import { now } from '#server/platform/clock.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { assignWaiting } from '#server/tickets/queue/autoAssign.commands.ts'
import { chooseAgent } from '#server/desks/domain/assignment.ts'
import { findAssignment, listMembers, noteTurn } from '#server/desks/staff.sql.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { startScene, type Scene } from '../scene.ts'

let scene: Scene
let deskId = ''
const agents = [2, 3, 5]
beforeAll(async () => {
  scene = await startScene(paceByHand())
  await scene.world.call('setStaff', { userId: 2, role: 'agent' }, scene.owner)
  await scene.world.call('setStaff', { userId: 5, role: 'agent' }, scene.owner)
  deskId = (await scene.world.call('readDesk', {}, scene.owner)).deskId
  await arrange(1, { getsTickets: false })
}, 60_000)
afterAll(() => scene.world.stop())
afterEach(async () => {
  await choose('manual')
  await sql`update tickets set status = 'closed'`.execute(scene.world.store.db)
  for (const userId of agents) {
    await arrange(userId)
    await setAway(userId, null)
  }
})

const choose = (assignment: AssignmentMode, skillOf = {}) =>
  scene.world.call('setAssignment', { assignment, skillOf }, scene.owner)
const setAway = (userId: number, away: { from: string; until: string | null } | null) =>
  scene.world.call('setAway', { userId, away }, scene.owner)
const arrange = (userId: number, changes: object = {}) =>
  scene.world.call(
    'updateStaffMember',
    { userId, getsTickets: true, skills: [], shifts: null, ...changes },
    scene.owner,
  )
const gone = { from: '2026-01-01T00:00:00Z', until: null }

async function assigneeOf(ticketId: string) {
  return (await scene.world.call('readTicket', { ticketId }, scene.owner)).summary.assignee?.userId ?? null
}

/** How often the product has given each of these tickets to somebody. */
async function timesGiven(ticketIds: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ times: number }>`
    select count(j.entry_id)::int as times from unnest(${ticketIds}::uuid[]) wanted (ticket_id)
      left join journal j on j.ticket_id = wanted.ticket_id and j.type = 'ticket.moved'
           and j.payload ->> 'to' = 'inProgress' and j.actor ->> 'side' = 'system'
     group by wanted.ticket_id`.execute(scene.world.store.db)
  return rows.map(({ times }) => times)
}

async function waitingTickets(count: number): Promise<string[]> {
  const opened = await Promise.all(Array.from({ length: count }, () => scene.ticket({ taken: false })))
  return opened.map(({ ticketId }) => ticketId)
}

const run = (at?: Date) => {
  const { transaction } = scene.world
  return assignWaiting({ ticketDeps, addJob, transaction: (act) => transaction(act, at) }, deskId)
}

describe('S7 tickets find their agent by themselves', () => {
  it('in turn, a moment after they were opened', async () => {
    await choose('roundRobin')

    const tickets = await waitingTickets(6)
    await scene.world.turn()

    const assignees = await Promise.all(tickets.map(assigneeOf))
    for (const userId of agents) expect(assignees.filter((one) => one === userId)).toHaveLength(2)
    expect(await timesGiven(tickets)).toEqual([1, 1, 1, 1, 1, 1])
  })

  it('to whoever has least', async () => {
    const [first = '', second = ''] = await waitingTickets(2)
    await scene.world.call('assignTicket', { ticketId: first, userId: 2 }, scene.owner)
    await scene.world.call('assignTicket', { ticketId: second, userId: 5 }, scene.owner)

    await choose('leastLoaded')
    const [third = ''] = await waitingTickets(1)

    await scene.world.turn()

    expect(await assigneeOf(third)).toBe(3)
  })

  it('by hand where the desk wants it so', async () => {
    const [ticketId = ''] = await waitingTickets(1)

    await run()

    expect(await assigneeOf(ticketId)).toBeNull()
  })

  it('by skill, where the category asks for one', async () => {
    await arrange(5, { skills: ['Телефония'] })
    const [calls = '', other = ''] = await waitingTickets(2)
    await sql`update tickets set category = 'incident' where ticket_id = ${calls}`.execute(scene.world.store.db)
    await setAway(3, gone)

    await choose('roundRobin', { incident: 'телефония' })

    await scene.world.turn()

    expect(await assigneeOf(calls)).toBe(5)
    expect([2, 5]).toContain(await assigneeOf(other))
  })

  it('never to somebody who is away; those who come back get what waits', async () => {
    for (const userId of agents) await setAway(userId, gone)
    await choose('roundRobin')
    const [ticketId = ''] = await waitingTickets(1)
    await run()
    expect(await assigneeOf(ticketId)).toBeNull()

    await setAway(3, null)
    await scene.world.turn()

    expect(await assigneeOf(ticketId)).toBe(3)
  })

  it('a locked ticket waits until it is unlocked', async () => {
    const [ticketId = ''] = await waitingTickets(1)
    await sql`update tickets set lock_reason = 'left_desk' where ticket_id = ${ticketId}`.execute(scene.world.store.db)
    await choose('roundRobin')
    await run()
    expect(await assigneeOf(ticketId)).toBeNull()

    await sql`update tickets set lock_reason = null where ticket_id = ${ticketId}`.execute(scene.world.store.db)
    await run()

    expect(await assigneeOf(ticketId)).not.toBeNull()
  })
})

describe('nobody is on shift', () => {
  const tomorrow = { 1: [['09:00', '18:00']], 2: [['09:00', '18:00']], 3: [['09:00', '18:00']] }
  const wakeUp = async () => {
    const { rows } = await sql<{ run_at: Date }>`
      select run_at from graphile_worker.jobs where key = ${`assign later ${deskId}`}`.execute(scene.world.store.db)
    return rows[0]?.run_at ?? null
  }

  it('the ticket stays, and a durable wake-up comes with the shift', async () => {
    const night = new Date('2031-01-06T02:00:00Z') // Monday, 05:00 in Moscow
    const [ticketId = ''] = await waitingTickets(1)
    for (const userId of agents) await arrange(userId, { shifts: { 7: [['00:00', '00:01']] } })
    await arrange(3, { shifts: tomorrow })
    await sql`update desks set assignment = 'roundRobin' where desk_id = ${deskId}`.execute(scene.world.store.db)

    await run(night)
    expect(await assigneeOf(ticketId)).toBeNull()
    const at = await wakeUp()
    expect(at).toEqual(new Date('2031-01-06T06:00:00Z'))

    await run(new Date((at?.getTime() ?? 0) - 1))
    expect(await assigneeOf(ticketId)).toBeNull()
    await run(at ?? now())
    expect(await assigneeOf(ticketId)).toBe(3)
  })
})

describe('several server processes', () => {
  it('never give a ticket twice, and go on in turn together', async () => {
    const another = await scene.world.startAnother()
    try {
      const tickets = await waitingTickets(12)
      await choose('roundRobin')
      await Promise.all([run(), run(), run(), run(), scene.world.turn()])
      await scene.world.turn()

      expect(await timesGiven(tickets)).toEqual(tickets.map(() => 1))
      const assignees = await Promise.all(tickets.map(assigneeOf))
      for (const userId of agents) expect(assignees.filter((one) => one === userId)).toHaveLength(4)
    } finally {
      await another.stop()
    }
  })

  it('control: two that chose without the desk’s lock would choose the same agent', async () => {
    const { transaction } = scene.world
    await choose('roundRobin')
    const chosen: (number | null)[] = []
    let arrived = 0
    const both = Promise.withResolvers<void>()
    const chooseUnlocked = () =>
      transaction(async (unit) => {
        const { assignment } = await findAssignment(unit.tx, deskId)
        const members = await listMembers(unit.tx, deskId)
        arrived += 1
        if (arrived === 2) both.resolve()
        await both.promise
        const userId = chooseAgent(assignment, members, { skill: null, before: null }, { timeZone: 'UTC', at: unit.at })
        chosen.push(userId)
        if (userId !== null) await noteTurn(unit, deskId, userId)
      })

    await Promise.all([chooseUnlocked(), chooseUnlocked()])

    expect(chosen[0]).toBe(chosen[1])
  })

  it('a person who is faster keeps the ticket', async () => {
    const [ticketId = ''] = await waitingTickets(1)
    await sql`update desks set assignment = 'roundRobin' where desk_id = ${deskId}`.execute(scene.world.store.db)

    const [taken] = await Promise.all([scene.world.ask('takeTicket', { ticketId }, scene.owner), run()])

    // Whoever was second was refused or did nothing: it was given once, to one of them.
    const given = (await timesGiven([ticketId]))[0] ?? 0
    expect(Number(taken.ok) + given).toBe(1)
    expect([1, ...agents]).toContain(await assigneeOf(ticketId))
  })

  it('of two people who take it at once one does, the other reads who was first', async () => {
    const [ticketId = ''] = await waitingTickets(1)

    const answers = await Promise.all([
      scene.world.ask('takeTicket', { ticketId }, scene.owner),
      scene.world.ask('takeTicket', { ticketId }, scene.agent),
      scene.world.ask('takeTicket', { ticketId }, scene.owner),
    ])

    const winners = answers.filter((answer) => answer.ok)
    expect(winners).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok).map((answer) => (answer.ok ? '' : answer.code))).toEqual([
      'already_assigned',
      'already_assigned',
    ])
  })
})
