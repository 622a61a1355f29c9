import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RouteInput } from '#contract/routes.ts'
import type { TicketSummary } from '#contract/tickets/types.ts'
import { compareKeys, queueKey } from './obviousQueue.ts'
import { queueRank } from '#server/tickets/domain/classification.ts'
import { listQueueIds } from '#server/tickets/queue/queue.sql.ts'
import { eventually } from '#test/support/eventually.ts'
import { newId } from '#test/support/world.ts'
import { openTicket } from '../../situation.ts'
import { startScene, type Scene } from '../scene.ts'

type Query = RouteInput<'listQueue'>

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())
beforeEach(async () => {
  await sql`update tickets set status = 'closed'`.execute(scene.world.store.db)
})

const day = new Date('2026-11-20T09:00:00Z')
const hour = (count: number) => new Date(day.getTime() + count * 3_600_000)

type Place = Partial<{ at: Date; rank: number; dueAt: Date | null; priority: string; category: string | null }>

/** A waiting ticket as other parts leave it: what the order goes by is written to its row. */
async function waiting(how: Place = {}): Promise<string> {
  const { ticketId } = await openTicket(scene.world, scene.admin, 'Не приходят письма')
  await place(ticketId, how)
  return ticketId
}

async function place(
  ticketId: string,
  { at = day, rank = 9, dueAt = null, priority = 'medium', category = null }: Place,
): Promise<void> {
  await sql`update tickets set queued_at = ${at}, queue_rank = ${rank}, due_at = ${dueAt}, priority = ${priority},
                   category = ${category} where ticket_id = ${ticketId}`.execute(scene.world.store.db)
}

/** The clocks have followed every ticket and write no deadline any more. */
async function clocksHaveFollowed(): Promise<void> {
  await eventually(async () => {
    const { rows } = await sql`
      select 1 from tickets t left join ticket_clocks c using (ticket_id)
       where c.upto_seq is distinct from t.last_seq`.execute(scene.world.store.db)
    expect(rows).toEqual([])
  })
}

async function list(query: Query = {}, token = scene.agent): Promise<TicketSummary[]> {
  const tickets: TicketSummary[] = []
  let cursor: string | undefined
  do {
    const page = await scene.world.call('listQueue', cursor === undefined ? query : { ...query, cursor }, token)
    tickets.push(...page.tickets)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return tickets
}
const idsOf = (tickets: readonly TicketSummary[]) => tickets.map(({ ticketId }) => ticketId)

describe('S7 the order of the queue', () => {
  it('goes by arrival, but coupons and critical tickets first, in the order of the regulation; ids end the ties', async () => {
    const late = await waiting({ at: hour(3) })
    const same = (await Promise.all([waiting({ at: hour(1) }), waiting({ at: hour(1) })])).toSorted()
    const coupon = await waiting({ at: hour(5), rank: 0 })
    const critical = await waiting({ at: hour(4), rank: 1 })

    expect(idsOf(await list())).toEqual([coupon, critical, ...same, late])
    expect(idsOf(await list({ limit: 1 }))).toEqual([coupon, critical, ...same, late])
  })

  it.each(['arrival', 'deadline'] as const)('by %s is the order of the rule, page by page', async (order) => {
    const { db } = scene.world.store
    const deskId = (await scene.world.call('readDesk', {}, scene.agent)).deskId
    const rule = { first: ['coupon', 'critical'], thenBy: order } as const
    const tickets = await Promise.all(
      Array.from({ length: 14 }, async (_, index) => {
        const ticket = {
          arrivedAt: hour(index % 4),
          isCoupon: index % 5 === 0,
          priority: index % 4 === 1 ? ('critical' as const) : ('medium' as const),
          deadline: index % 3 === 0 ? hour(9 - (index % 2)) : null,
        }
        const couponId = ticket.isCoupon ? 'coupon' : null
        const rank = queueRank({ couponId }, ticket.priority, { categories: [], first: rule.first })
        const ticketId = await waiting({ at: ticket.arrivedAt, rank, dueAt: ticket.deadline })
        return { ticketId, rank, ...ticket }
      }),
    )
    await clocksHaveFollowed()
    for (const { ticketId, rank, arrivedAt, deadline } of tickets)
      await place(ticketId, { at: arrivedAt, rank, dueAt: deadline })
    const expected = tickets.toSorted((one, other) => compareKeys(queueKey(one, rule), queueKey(other, rule)))
    const ofId = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]))

    const walked: string[] = []
    for (let last = ofId.get(''); walked.length < tickets.length; last = ofId.get(walked.at(-1) ?? '')) {
      const after =
        last === undefined
          ? null
          : { order, rank: last.rank, dueAt: last.deadline, at: last.arrivedAt, ticketId: last.ticketId }
      walked.push(...(await listQueueIds(db, { deskId, userId: 3 }, { filter: 'open' }, { order, after, limit: 3 })))
    }

    expect(walked).toEqual(expected.map(({ ticketId }) => ticketId))
  })

  it('a reopened ticket begins to wait anew, a deferred one keeps its place', async () => {
    const { world, agent, admin } = scene
    const reopened = await waiting()
    const deferred = await waiting({ at: hour(1) })
    await world.call('takeTicket', { ticketId: reopened }, agent)
    await world.call('resolveTicket', { ticketId: reopened, messageId: newId(), text: 'готово' }, agent)
    await world.call('reopenTicket', { ticketId: reopened }, admin)
    const deferral = { messageId: newId(), text: 'Напишите подробности', reason: 'moreFromClient' }
    await world.call('deferTicket', { ticketId: deferred, ...deferral, until: '2031-01-01T00:00:00Z' }, agent)
    await world.call('resumeTicket', { ticketId: deferred }, agent)

    const [first, second] = await list()

    expect(first).toMatchObject({ ticketId: deferred, queue: { queuedAt: hour(1).toISOString() } })
    expect(second?.ticketId).toBe(reopened)
    expect(Date.parse(second?.queue?.queuedAt ?? '')).toBeGreaterThan(hour(1).getTime())
  })

  it('loses nothing and shows nothing twice while others come and go between the pages', async () => {
    const there = await Promise.all(Array.from({ length: 9 }, (_, index) => waiting({ at: hour(index % 3) })))
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof scene.world.call<'listQueue'>>> = await scene.world.call(
        'listQueue',
        { limit: 2, ...(cursor === null ? {} : { cursor }) },
        scene.agent,
      )
      seen.push(...idsOf(page.tickets))
      cursor = page.nextCursor
      await Promise.all([waiting({ at: hour(-1) }), waiting({ at: hour(1) }), waiting({ rank: 0 })])
    } while (cursor !== null && seen.length < 60)

    expect(new Set(seen).size).toBe(seen.length)
    expect(there.filter((ticketId) => !seen.includes(ticketId))).toEqual([])
  })

  it('refuses a cursor that is none, and one of the queue for what is closed', async () => {
    await Promise.all([waiting(), waiting()])
    const { nextCursor } = await scene.world.call('listQueue', { limit: 1 }, scene.agent)

    const bad = await scene.world.ask('listQueue', { cursor: 'arrival_0__12' }, scene.agent)
    const other = await scene.world.ask('listQueue', { filter: 'closed', cursor: nextCursor }, scene.agent)

    expect([bad, other]).toMatchObject([{ code: 'invalid_input' }, { code: 'invalid_input' }])
  })
})

describe('the filters of the queue', () => {
  it('narrow by person, status, priority, category and client, together and with every order', async () => {
    const { world, agent, owner } = scene
    const mine = await waiting({ priority: 'high', category: 'incident' })
    const hers = await waiting({ at: hour(1), priority: 'high' })
    const free = await waiting({ at: hour(2), category: 'incident' })
    await world.call('takeTicket', { ticketId: mine }, agent)
    await world.call('takeTicket', { ticketId: hers }, owner)
    const { memberId } = await world.call('readMe', {}, scene.admin)
    const ownerId = (await world.call('readMe', {}, owner)).person.userId
    const found = async (query: Query) => idsOf(await list(query))

    expect(await found({ filter: 'mine' })).toEqual([mine])
    expect(await found({ filter: 'unassigned' })).toEqual([free])
    expect(await found({ status: 'inProgress' })).toEqual([mine, hers])
    expect(await found({ priority: 'high', category: 'incident' })).toEqual([mine])
    expect(await found({ assigneeId: ownerId })).toEqual([hers])
    expect(await found({ filter: 'all', assigneeId: ownerId, order: 'newest' })).toEqual([hers])
    expect(await found({ memberId, category: 'incident' })).toEqual([mine, free])
    expect(await found({ memberId: 'nobody' })).toEqual([])
    expect(await found({ order: 'newest' })).toEqual([hers, mine, free])
    expect(await found({ filter: 'closed', status: 'inProgress' })).toEqual([])
  })

  it('a client is found by a part of the address, of one’s own desk alone', async () => {
    await waiting()
    const clientsOf = async (token: string, search: string) =>
      (await scene.world.call('findClients', { search }, token)).clients.map(({ portalName }) => portalName)
    const { portalName } = (await list())[0] ?? { portalName: '' }
    const standard = await scene.world.enter('standard', 1)

    expect(await clientsOf(scene.agent, portalName.slice(1, 5).toUpperCase())).toEqual([portalName])
    expect(await clientsOf(scene.agent, '%')).toEqual([])
    expect(await clientsOf(standard, portalName)).toEqual([])
  })

  it('D5 tell a client nothing of the desk’s order', async () => {
    await waiting({ rank: 0 })

    const { tickets } = await scene.world.call('listTickets', {}, scene.admin)

    expect(tickets[0]?.queue).toBeNull()
  })
})

describe('saved views', () => {
  const query = { filter: 'mine', order: 'newest', priority: 'high', search: 'почта' } as const

  it('are everybody’s own: saved, renamed, changed, deleted', async () => {
    const { world, agent, owner } = scene
    const viewId = newId()

    await world.call('saveView', { viewId, name: 'Срочные', query }, agent)
    const renamed = await world.call('saveView', { viewId, name: 'Самые срочные', query }, agent)
    expect(renamed.views).toEqual([{ viewId, name: 'Самые срочные', query }])
    expect((await world.call('readViews', {}, owner)).views).toEqual([])

    const foreign = await world.ask('saveView', { viewId, name: 'Чужое', query }, owner)
    await world.call('deleteView', { viewId }, owner)
    expect(foreign).toMatchObject({ code: 'not_found' })
    expect((await world.call('readViews', {}, agent)).views).toHaveLength(1)

    expect((await world.call('deleteView', { viewId }, agent)).views).toEqual([])
  })

  it('have different names, and are not endless, also when two pages save at once', async () => {
    const { world, agent } = scene
    const save = (name: string) => world.ask('saveView', { viewId: newId(), name, query }, agent)

    const same = await Promise.all([save('Почта'), save('почта')])
    const many = await Promise.all(Array.from({ length: 33 }, (_, index) => save(`Список ${index}`)))

    expect(same.filter((answer) => !answer.ok)).toMatchObject([{ code: 'view_name_taken' }])
    expect(many.filter((answer) => answer.ok)).toHaveLength(29)
    expect(many.find((answer) => !answer.ok)).toMatchObject({ code: 'too_many_views' })
  })
})

describe('S7 a client sees how many are before it', () => {
  const placeOf = async (ticketId: string) => (await scene.world.call('readPlace', { ticketId }, scene.admin)).place

  it('counts those before, and only those that wait', async () => {
    const taken = await waiting()
    await waiting({ at: hour(1) })
    const own = await waiting({ at: hour(2) })
    await waiting({ at: hour(3) })
    await scene.world.call('takeTicket', { ticketId: taken }, scene.agent)

    expect(await placeOf(own)).toMatchObject({ ahead: 1, isMore: false, overtakenBy: null })
    expect(await placeOf(taken)).toBeNull()
  })

  it('says why somebody who came later is before it', async () => {
    const own = await waiting()
    const critical = await waiting({ at: hour(1), rank: 0 })

    expect(await placeOf(own)).toMatchObject({ ahead: 1, overtakenBy: 'urgent' })
    expect(await placeOf(critical)).toMatchObject({ ahead: 0, overtakenBy: null })
  })

  it('of two that overtake, too: the one that the regulation names first', async () => {
    const critical = await waiting({ rank: 1 })
    await waiting({ at: hour(1), rank: 0 })

    expect(await placeOf(critical)).toMatchObject({ ahead: 1, overtakenBy: 'urgent' })
  })

  it('counts no further than it says', async () => {
    const own = await waiting({ at: hour(9) })
    await copies(own, 60)

    expect(await placeOf(own)).toMatchObject({ ahead: 50, isMore: true })
  })

  it('E2 is nobody else’s business', async () => {
    const own = await waiting()
    const standard = await scene.world.enter('standard', 1)
    expect(await scene.world.ask('readPlace', { ticketId: own }, standard)).toMatchObject({ code: 'not_found' })
  })
})

/** So many more tickets that came before this one. */
async function copies(ticketId: string, count: number): Promise<void> {
  await sql`
    insert into tickets (ticket_id, desk_id, member_id, number, subject, status, state, opened_by_user, opened_by,
                         opened_at, regulation_version, last_at, active_at, queued_at)
    select gen_random_uuid(), desk_id, member_id, number || '-' || n, subject, status, state, opened_by_user, opened_by,
           opened_at, regulation_version, last_at, active_at, ${day}
      from tickets, generate_series(1, ${count}) n where ticket_id = ${ticketId}`.execute(scene.world.store.db)
}
