import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LockReason } from '#contract/tickets/types.ts'
import { theSystem } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import { ticketTerms } from '#server/tickets/domain/ticketTerms.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { workingSecondsBetween } from '#server/calendar/calendar.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { lockTickets, unlockTickets } from '#server/tickets/locks/locks.commands.ts'
import { openSocket } from '#test/support/socket.ts'
import { newId, startWorld, type World } from '#test/support/world.ts'
import { connect, openTicket } from '../situation.ts'

const DAY = 86_400_000

let world: World
let admin: string
let owner: string
let standardOwner: string
beforeAll(async () => {
  world = await startWorld()
  standardOwner = await world.install('standard', 'desk', 'standard')
  owner = await world.install('partner', 'desk')
  admin = await world.install('client', 'client')
}, 60_000)
afterAll(() => world.stop())
beforeEach(async () => {
  await world.store.db.deleteFrom('activation_attempts').execute()
  const { connection, stateToken } = await world.call('readSupport', {}, admin)
  if (connection !== null) await world.call('returnToStandard', { stateToken }, admin)
})

const memberId = () => world.sandbox.portals.client.memberId
const say = (ticketId: string, token: string) =>
  world.ask('sendMessage', { ticketId, messageId: newId(), text: 'ещё' }, token)
const goBack = async () => {
  const { stateToken } = await world.call('readSupport', {}, admin)
  return world.call('returnToStandard', { stateToken }, admin)
}
describe('E3 the switch locks what the other desk has, both ways', () => {
  it('the standard tickets while a partner answers, the partner tickets afterwards; readable all the time', async () => {
    const standard = await openTicket(world, admin, 'стандартной')
    await connect(world, admin, owner)
    const partner = await openTicket(world, admin, 'партнёру')
    const whileConnected = await canWrite(standard.ticketId, partner.ticketId)
    await goBack()
    const afterwards = await canWrite(standard.ticketId, partner.ticketId)

    expect(whileConnected).toEqual({ standard: [false, false], partner: [true, true] })
    expect(afterwards).toEqual({ standard: [true, true], partner: [false, false] })
    for (const [ticketId, token] of [
      [standard.ticketId, standardOwner],
      [partner.ticketId, owner],
    ] as const) {
      expect(await world.ask('readEvents', { ticketId }, token)).toMatchObject({ ok: true })
      expect(await world.ask('readEvents', { ticketId }, admin)).toMatchObject({ ok: true })
    }
  })

  it('both audiences are told by numbered events, and the client goes on counting without a gap', async () => {
    const { ticketId } = await openTicket(world, admin, 'события')
    await connect(world, admin, owner)
    await goBack()
    const [client, desk] = [
      await world.call('readEvents', { ticketId }, admin),
      await world.call('readEvents', { ticketId }, standardOwner),
    ]

    const types = ['ticket.opened', 'message.sent', 'ticket.locked', 'ticket.unlocked']
    for (const { events } of [client, desk]) {
      expect(events.map(({ type }) => type)).toEqual(types)
      expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    }
    expect(client.events[2]).toMatchObject({ reason: 'partner_connected' })
  })

  it('no button but reading stays on a locked ticket, on either side', async () => {
    const { ticketId } = await openTicket(world, admin, 'кнопки')
    await connect(world, admin, owner)

    expect(await world.call('readTicket', { ticketId }, admin)).toMatchObject({
      can: [],
      summary: { lock: 'partner_connected' },
    })
    expect(await world.call('readTicket', { ticketId }, standardOwner)).toMatchObject({ can: [] })
    for (const name of ['takeTicket', 'resumeTicket'] as const) {
      expect(await world.ask(name, { ticketId }, standardOwner)).toMatchObject({ code: 'ticket_locked' })
    }
    for (const name of ['withdrawTicket', 'confirmResolution', 'reopenTicket'] as const) {
      expect(await world.ask(name, { ticketId }, admin)).toMatchObject({ code: 'ticket_locked' })
    }
  })

  it('a lock is no activity: the lists keep their order', async () => {
    const older = await openTicket(world, admin, 'старшее')
    const newer = await openTicket(world, admin, 'младшее')
    await world.call('takeTicket', { ticketId: older.ticketId }, standardOwner)
    await world.call('resolveTicket', { ...older, messageId: newId(), text: 'сделано' }, standardOwner)
    await say(newer.ticketId, admin)
    await connect(world, admin, owner)
    await goBack()

    const { tickets } = await world.call('listTickets', { filter: 'all' }, admin)
    const ids = tickets.map(({ ticketId }) => ticketId)
    expect(ids.indexOf(newer.ticketId)).toBeLessThan(ids.indexOf(older.ticketId))
  })

  it('automatic closing stands still while the ticket is locked, also when the reason of the lock changes', async () => {
    const { ticketId } = await openTicket(world, admin, 'закрытие')
    await world.call('takeTicket', { ticketId }, standardOwner)
    await world.call('resolveTicket', { ticketId, messageId: newId(), text: 'сделано' }, standardOwner)
    const { deskId } = await world.call('readDesk', {}, standardOwner)
    const closing = await closesAt(ticketId)
    const lockedAt = new Date(now().getTime() + 1000)
    const lock = (reason: LockReason, at: Date) =>
      world.transaction(
        (unit) => lockTickets(unit, ticketDeps, { memberId: memberId(), deskId, reason }, theSystem),
        at,
      )

    await lock('partner_connected', lockedAt)
    await lock('uninstalled', new Date(lockedAt.getTime() + 14 * DAY))
    const unlockedAt = new Date(lockedAt.getTime() + 28 * DAY)
    await world.transaction(
      (unit) => unlockTickets(unit, ticketDeps, { memberId: memberId(), deskId }, theSystem),
      unlockedAt,
    )

    const { calendar } = ticketTerms(support24)
    if (calendar === null) throw new Error('its calendar is gone')
    const left = workingSecondsBetween(calendar, lockedAt, closing)
    expect(left).toBeGreaterThan(0)
    expect(workingSecondsBetween(calendar, unlockedAt, await closesAt(ticketId))).toBe(left)
  })
})

async function canWrite(standard: string, partner: string) {
  const standardAnswers = [await say(standard, admin), await say(standard, standardOwner)]
  const partnerAnswers = [await say(partner, admin), await say(partner, owner)]
  return { standard: standardAnswers.map(({ ok }) => ok), partner: partnerAnswers.map(({ ok }) => ok) }
}

async function closesAt(ticketId: string): Promise<Date> {
  const { rows } = await sql<{ at: string }>`
    select state ->> 'closesAt' as at from tickets where ticket_id = ${ticketId}`.execute(world.store.db)
  return new Date(rows[0]?.at ?? Number.NaN)
}

describe('E4 every open page sees the switch at once', () => {
  it('of the portal, of the partner and of the standard desk', async () => {
    const { ticketId } = await openTicket(world, admin, 'страницы')
    const pages = {
      client: await openSocket(world.url, admin),
      partner: await openSocket(world.url, owner),
      standard: await openSocket(world.url, standardOwner),
    }
    for (const name of ['client', 'standard'] as const) pages[name].say({ type: 'watch', ticketId, after: 2 })
    await pages.standard.next('presence')

    await connect(world, admin, owner)
    await Promise.all([
      pages.client.next('changed', ({ what }) => what === 'support'),
      pages.partner.next('changed', ({ what }) => what === 'connections'),
      pages.client.next('events', ({ events }) => events.some(({ type }) => type === 'ticket.locked')),
      pages.standard.next('events', ({ events }) => events.some(({ type }) => type === 'ticket.locked')),
    ])

    await Promise.all(Object.values(pages).map((page) => page.close()))
  })
})

describe('C4 a confirmation carries the state that its preview showed', () => {
  it('going back and connecting again with a stale state are refused', async () => {
    await connect(world, admin, owner)
    const { stateToken } = await world.call('readSupport', {}, admin)
    const { formerDesks, stateToken: fresh } = await world.call('returnToStandard', { stateToken }, admin)
    const deskId = formerDesks[0]?.deskId ?? ''

    expect(await world.ask('reconnectDesk', { deskId, stateToken }, admin)).toMatchObject({ code: 'preview_stale' })
    await world.call('reconnectDesk', { deskId, stateToken: fresh }, admin)
    expect(await world.ask('returnToStandard', { stateToken: fresh }, admin)).toMatchObject({ code: 'preview_stale' })
  })

  it('of several clicks on "go back" at once one is taken', async () => {
    await connect(world, admin, owner)
    const { stateToken } = await world.call('readSupport', {}, admin)
    const answers = await Promise.all([1, 2, 3, 4].map(() => world.ask('returnToStandard', { stateToken }, admin)))

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('a desk that was never connected cannot be connected without a code, nor asked about', async () => {
    const { stateToken } = await world.call('readSupport', {}, admin)
    const { deskId } = await world.call('readDesk', {}, standardOwner)

    for (const id of [deskId, newId()]) {
      expect(await world.ask('reconnectDesk', { deskId: id, stateToken }, admin)).toMatchObject({
        code: 'not_connected',
      })
    }
  })
})

describe('E5 the entitlement follows the tariff', () => {
  it('a tariff that lapses to free takes people away, keeps tickets readable, and says so', async () => {
    const { ticketId } = await openTicket(world, admin, 'тариф')
    world.sandbox.setTariff('client', 'free')
    const reopened = await world.enter('client', 1)

    expect(await world.call('readSupport', {}, reopened)).toMatchObject({
      entitlement: { kind: 'selfService', reason: 'free_tariff', level: 'free' },
    })
    expect(await world.ask('readEvents', { ticketId }, reopened)).toMatchObject({ ok: true })
    const input = { ticketId: newId(), messageId: newId(), subject: 'x', text: 'x' }
    expect(await world.ask('openTicket', input, reopened)).toMatchObject({ code: 'no_people' })
    world.sandbox.setTariff('client', 'pro')
    await world.enter('client', 1)
  })

  it('a live connection is not affected', async () => {
    await connect(world, admin, owner)
    world.sandbox.setTariff('client', 'free')
    await world.enter('client', 1)

    expect(await world.call('readSupport', {}, admin)).toMatchObject({ entitlement: { kind: 'partner' } })
    await openTicket(world, admin, 'партнёр отвечает и так')
    world.sandbox.setTariff('client', 'pro')
    await world.enter('client', 1)
  })

  it('a question that fails lowers nothing', async () => {
    world.sandbox.inject.failure('client', {
      method: 'app.info',
      status: 500,
      error: 'INTERNAL_SERVER_ERROR',
      times: 5,
    })
    const reopened = await world.enter('client', 2)
    world.sandbox.inject.clear()

    expect(await world.call('readSupport', {}, reopened)).toMatchObject({
      entitlement: { kind: 'standard', level: 'professional' },
      licenceIsStale: true,
    })
  })
})
