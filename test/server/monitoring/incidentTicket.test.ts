import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { houseMember } from '#contract/tickets/internal.types.ts'
import { newId } from '#test/support/world.ts'
import { startWatched, type Watched } from './watched.ts'

let watched: Watched
beforeAll(async () => {
  watched = await startWatched()
}, 60_000)
afterAll(async () => {
  vi.useRealTimers()
  await watched.world.stop()
})

const down = { key: 'smtp', status: 'down', title: 'SMTP 554' }
const up = { key: 'smtp', status: 'up' }

/** A component that has been down for so long that there is an incident, and the desk's ticket of it. */
async function withIncident() {
  const { add, call, pass, agent, world } = watched
  const { componentId, address } = await add()
  await call(address, down)
  await pass(2.1)
  const { tickets } = await world.call('listQueue', { filter: 'all', order: 'newest', limit: 100 }, agent)
  const [ticket] = tickets.filter((one) => one.isInternal === true)
  return { componentId, address, ticketId: ticket?.ticketId ?? '', ticket }
}

const eventsOf = async (ticketId: string) =>
  (await watched.world.call('readEvents', { ticketId, after: 0 }, watched.agent)).events
const stepsOf = async (ticketId: string) =>
  (await eventsOf(ticketId)).flatMap((event) => (event.type === 'ticket.incident' ? [event.step] : []))
const read = (ticketId: string) => watched.world.call('readTicket', { ticketId }, watched.agent)
const told = (portal: string, ticketId: string) =>
  watched.world.sandbox.notifications(portal).filter(({ tag }) => tag === `OPORA|INCIDENT|${ticketId}`)

describe('D3 an incident', () => {
  it('opens one ticket in the desk’s queue, as grave as the regulation knows them, without a clock', async () => {
    const { ticket, ticketId } = await withIncident()

    expect(ticket).toMatchObject({
      subject: 'Сбой: Почта',
      status: 'queued',
      memberId: houseMember,
      isInternal: true,
      queue: { category: 'incident', priority: 'critical', dueAt: null },
    })
    expect(await stepsOf(ticketId)).toEqual(['opened'])
    const view = await read(ticketId)
    expect(view.client).toBeNull()
    expect(view.can).toEqual(expect.arrayContaining(['note', 'take', 'assign']))
    expect(view.can).not.toEqual(expect.arrayContaining(['ask']))
    expect(JSON.stringify(await watched.world.call('readSla', { ticketId }, watched.agent))).not.toContain('"dueAt":"')
  })

  it('tells the desk of it and of its end, and no client; told again, nothing is told twice', async () => {
    const { address, ticketId } = await withIncident()
    const { world, call, pass } = watched
    const before = world.sandbox.notifications('client').filter(({ message }) => message.includes('SMTP'))

    expect(told('partner', ticketId).length).toBeGreaterThan(0)
    expect(told('partner', ticketId)[0]?.message).toContain('«Почта» не работает')
    await world.store.pool.query(
      `select graphile_worker.add_job('tellIncident', json_build_object('incidentId', $1::text, 'deskId', desk_id,
         'title', json_build_object('ru', 'Почта', 'uk', 'Почта', 'en', 'Mail'), 'isUnstable', false, 'step', 'opened'))
         from tickets where ticket_id = $1::uuid`,
      [ticketId],
    )
    await pass(0.1)
    expect(await stepsOf(ticketId)).toEqual(['opened'])

    await call(address, up)
    await pass(5.1)
    expect(told('partner', ticketId).at(-1)?.message).toContain('снова работает')
    expect(told('client', ticketId)).toEqual([])
    expect(world.sandbox.notifications('client').filter(({ message }) => message.includes('SMTP'))).toEqual(before)
  })

  it('that is over closes a ticket that nobody has taken; one that somebody works on is theirs to close', async () => {
    const { world, call, pass, agent } = watched
    const left = await withIncident()
    const taken = await withIncident()
    await world.call('takeTicket', { ticketId: taken.ticketId }, agent)

    for (const { address } of [left, taken]) await call(address, up)
    await pass(5.1)

    expect((await read(left.ticketId)).summary).toMatchObject({ status: 'closed', closeReason: 'over' })
    expect((await read(taken.ticketId)).summary).toMatchObject({ status: 'inProgress' })
    expect(await stepsOf(taken.ticketId)).toEqual(['opened', 'closed'])
    const answer = { ticketId: taken.ticketId, messageId: newId(), text: 'Перезапустили шлюз' }
    expect((await world.call('resolveTicket', answer, agent)).summary.status).toBe('resolved')
  })

  it('is read by no client: not by the desk’s own portal, not in lists, search, events or by number', async () => {
    const { ticketId, ticket } = await withIncident()
    const { world, admin, integrator } = watched
    const own = await world.install('partner', 'client')

    for (const token of [admin, integrator, own]) {
      const { tickets } = await world.call('listTickets', { filter: 'all', limit: 100 }, token)
      expect(tickets.filter((one) => one.ticketId === ticketId)).toEqual([])
      const found = await world.call('listTickets', { filter: 'all', search: ticket?.number ?? '' }, token)
      expect(found.tickets.map((one) => one.ticketId)).not.toContain(ticketId)
    }
    for (const token of [admin, integrator]) {
      expect(await world.ask('readTicket', { ticketId }, token)).toMatchObject({ code: 'not_found' })
      expect(await world.ask('readEvents', { ticketId, after: 0 }, token)).toMatchObject({ code: 'not_found' })
      const sent = { ticketId, messageId: newId(), text: 'я тут' }
      expect(await world.ask('sendMessage', sent, token)).toMatchObject({ code: 'not_found' })
    }
  })

  it('has no client to ask, to bill, to merge with or to be given access by', async () => {
    const { ticketId } = await withIncident()
    const { world, agent, ticket } = watched
    await world.call('takeTicket', { ticketId }, agent)
    const other = await ticket()
    const message = { messageId: newId(), text: 'что?' }
    const until = new Date(Date.now() + 3_600_000).toISOString()

    const refused = [
      await world.ask('startTimer', { ticketId, intervalId: newId() }, agent),
      await world.ask('sendMessage', { ticketId, ...message, isQuestion: true }, agent),
      await world.ask('recordContact', { ticketId, ...message, way: 'phone' }, agent),
      await world.ask('mergeTicket', { linkId: newId(), ticketId, intoTicketId: other.ticketId }, agent),
      await world.ask('askAccess', { ticketId, accessId: newId(), kind: 'password', purpose: 'x', until }, agent),
    ]
    for (const answer of refused) expect(answer).toHaveProperty('code')
    expect((await read(ticketId)).summary.status).toBe('inProgress')
  })

  it('nobody can ever sign in as the client of such tickets', async () => {
    await expect(
      watched.world.store.pool.query(`update portals set is_installed = true, is_client = true where member_id = $1`, [
        houseMember,
      ]),
    ).rejects.toThrow('nobody_signs_in_here')
  })
})
