import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { lockReasons, ticketStatuses } from '#contract/tickets/types.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { Ticket } from '#server/tickets/domain/ticketState.ts'
import { lockTicketsOf, unlockTicketsOf } from '#server/tickets/locks/locks.sql.ts'
import { fromState, toState } from '#server/tickets/ticketRow.sql.ts'
import { lockTicket } from '#server/tickets/tickets.sql.ts'
import { schemaOf, storedSamples } from '#test/support/storedSamples.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from './scene.ts'
import { after, afterAll as afterCommands, commands, DAY, tickets } from './tickets.ts'

const row = v.object({
  status: v.picklist(ticketStatuses),
  lock_reason: v.nullable(v.picklist(lockReasons)),
  last_at: v.pipe(
    v.string(),
    v.transform((text) => new Date(text)),
  ),
  state: v.record(v.string(), v.unknown()),
})
const samples = storedSamples('tickets').flatMap(([file, rows]) =>
  Object.entries(rows).map(([name, stored]) => ({ name: `${file} ${name}`, stored: v.parse(row, stored) })),
)

/** What was written before reasons had codes says who wrote it in all languages, and its date is one that alerts the lead. */
function ofFreeText(ticket: Ticket): Ticket {
  const title = { ru: 'awaitsRelease', uk: 'awaitsRelease', en: 'awaitsRelease' }
  return ticket.status === 'deferred' ? { ...ticket, reason: { code: null, title }, isExpected: true } : ticket
}

/** Reasons that access lifts came with the codes of reasons. */
const { deferredUntilAccess: _later, ...ticketsOfThen } = tickets

/** Nobody declined while the first samples were made. */
const ticketsBeforeMerges = { ...tickets, declined: afterCommands(tickets.inProgress, commands.decline) }

/** What each file has: before reasons had codes, and before tickets were merged into each other. */
const expected = new Map<string, Ticket>([
  ...thrice(
    '0001-states.json',
    Object.entries(ticketsOfThen).map(([name, ticket]) => [name, ofFreeText(ticket)]),
  ),
  ...thrice('0002-states.json', Object.entries(ticketsBeforeMerges)),
])

/** Each ticket as it is free, locked, and free again. */
function thrice(file: string, those: readonly [name: string, ticket: Ticket][]): [string, Ticket][] {
  return those.flatMap(([name, ticket]) => {
    const locked = afterCommands(ticket, { ...commands.lock, at: after(31 * DAY) })
    const unlocked = afterCommands(locked, { ...commands.unlock, at: after(32 * DAY) })
    return [
      [`${file} ${name} free`, ticket],
      [`${file} ${name} locked`, locked],
      [`${file} ${name} unlocked`, unlocked],
    ]
  })
}

function read({ state, ...rest }: v.InferOutput<typeof row>): Ticket {
  const { ticketId, portalId, deskId, openedAt } = tickets.assistant
  return fromState({ ...rest, state, ticket_id: ticketId, member_id: portalId, desk_id: deskId, opened_at: openedAt })
}

describe('T1 the states that were stored', () => {
  it('are of every status, locked and not', () => {
    expect(new Set(samples.map(({ stored }) => stored.status))).toEqual(new Set(ticketStatuses))
    expect(samples.map(({ name }) => name).toSorted()).toEqual([...expected.keys()].toSorted())
  })

  it.each(samples)('$name reads as it was', ({ name, stored }) => {
    expect(read(stored)).toEqual(expected.get(name))
  })

  it.each(samples)('$name is the same after it was written again', ({ stored }) => {
    const ticket = read(stored)
    const state = JSON.parse(toState(ticket))

    expect(read({ ...stored, state })).toEqual(ticket)
  })

  it('one of a newer program is refused in words', () => {
    const [sample] = samples.map(({ stored }) => stored)
    const today = schemaOf(toState(tickets.queued))
    const state = { ...sample?.state, schema: today + 1 }

    expect(() => read({ status: 'queued', lock_reason: null, last_at: after(0), state })).toThrow(
      `state of a ticket is of schema ${today + 1}, and this program knows them up to ${today}`,
    )
  })

  it('what belongs to another status is refused, and not carried along', () => {
    const wrong = { ...tickets.queued, askedAt: after(0) }

    expect(() => toState(wrong)).toThrow(/askedAt/)
  })
})

describe('E3 what SQL writes into the states of many tickets at once', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await startScene()
  }, 60_000)
  afterAll(() => scene.world.stop())

  it('reads as a lock and as its end', async () => {
    const { transaction } = scene.world
    const { ticketId } = await scene.ticket()
    const load = () => transaction(async (unit) => (await lockTicket(unit, ticketId))?.ticket)
    const before = await load()
    const owners = [before?.portalId ?? '', before?.deskId ?? ''] as const
    const [lockedAt, unlockedAt] = [new Date('2031-01-01T00:00:00.500Z'), new Date('2031-01-02T00:00:00.250Z')]

    await transaction((unit) => lockTicketsOf(unit, ...owners, { actor: theSystem, reason: 'left_desk' }), lockedAt)
    const locked = await load()
    await transaction((unit) => unlockTicketsOf(unit, ...owners, { actor: theSystem }), unlockedAt)
    const unlocked = await load()

    expect(before).toMatchObject({ status: 'inProgress', lock: null, unlockedAt: null })
    expect(locked).toEqual({ ...before, lastEventAt: lockedAt, lock: { reason: 'left_desk', at: lockedAt } })
    expect(unlocked).toEqual({ ...before, lastEventAt: unlockedAt, unlockedAt })
  })

  it('T6 a reason that was written before there were codes reads in every language as it was written', async () => {
    const { world, agent, admin } = scene
    const { ticketId } = await scene.ticket()
    const words = { messageId: newId(), text: 'Передали', reason: 'development', until: '2031-01-01T00:00:00Z' }
    await world.call('deferTicket', { ticketId, ...words }, agent)
    await sql`
      insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
      select at, type, member_id, desk_id, ticket_id, seq + 1, public_seq + 1, actor,
             payload - 'reasonCode' - 'reasonTitle' - 'isExpected' || '{"reason": "ждём поставку"}'::jsonb
        from journal where ticket_id = ${ticketId} order by seq desc limit 1`.execute(world.store.db)

    const { events } = await world.call('readEvents', { ticketId }, admin)

    const title = { ru: 'ждём поставку', uk: 'ждём поставку', en: 'ждём поставку' }
    expect(events.at(-1)).toMatchObject({ reason: { code: null, title }, isExpected: false })
  })
})
